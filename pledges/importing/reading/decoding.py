"""Bytes of a text file as text, whichever of the usual encodings it has."""

import codecs

BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SAMPLE = 4096


class NotText(Exception):
    """The bytes are no text in any encoding that is tried."""


def decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with or without its mark, else Windows-1252, which old Swedish files have. Raises NotText."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _strictly(data, encoding)
    if wide := _unmarked_utf16(data):
        return _strictly(data, wide)
    if b"\x00" in data:
        raise NotText
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data" and error.end >= len(data) - 3 and error.start > 0:
            return data[: error.start].decode()  # cut off in the middle of a letter
    return data.decode("cp1252", errors="replace")


def _unmarked_utf16(data: bytes) -> str:
    """Every other byte is zero in Swedish text of two bytes a letter."""
    sample = data[:SAMPLE]
    if len(sample) < 8:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.6 and odd < half * 0.1 else ""


def _strictly(data: bytes, encoding: str) -> str:
    """A last odd byte of a file that was cut off is left out."""
    whole = data[: len(data) - len(data) % 2] if encoding.startswith("utf-16") else data
    try:
        return whole.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start > len(whole) - 4:
            return whole[: error.start].decode(encoding)
        raise NotText from None
