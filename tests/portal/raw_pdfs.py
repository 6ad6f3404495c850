"""PDFs written byte by byte, for what no library would write."""

MARK = "ONDSKA"
SCRIPT = f"app.alert('{MARK}')"


def raw(*objects: bytes, head: bytes = b"", trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1, of which the first is the catalog."""
    parts, starts, at = [b"%PDF-1.7\n" + head], [], 9 + len(head)
    for number, content in enumerate(objects, 1):
        parts.append(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        starts.append(at)
        at += len(parts[-1])
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    table_of = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Root 1 0 R/Size %d%s>>\n"
    written = table_of % (len(starts) + 1, table, len(starts) + 1, trailer)
    return b"".join(parts) + written + b"startxref\n%d\n%%%%EOF\n" % at


CATALOG = b"<</Type/Catalog/Pages 2 0 R%s>>"
PAGES = (b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Resources<<>>>>")
OPENED = b"/OpenAction<</S/JavaScript/JS(%s)>>" % SCRIPT.encode().replace(b"(", b"\\(").replace(b")", b"\\)")


def updated(data: bytes, catalog_entries: bytes) -> bytes:
    """The file with a later revision, in which the catalog has these entries."""
    old = data.rindex(b"startxref")
    new = b"1 0 obj\n%s\nendobj\n" % (CATALOG % catalog_entries)
    table = b"xref\n1 1\n%010d 00000 n \ntrailer\n<</Root 1 0 R/Size 4/Prev %d>>\n"
    previous = int(data[old:].split()[1])
    return data + new + table % (len(data), previous) + b"startxref\n%d\n%%%%EOF\n" % (len(data) + len(new))


def plain(entries: bytes = b"") -> bytes:
    return raw(CATALOG % entries, *PAGES)
