"""Takes out of a photograph what cameras and programs write about place, time and people; the picture itself stays.

JPEG is a row of segments before the picture (ISO 10918-1, annex B): Exif and XMP are APP1, IPTC is APP13. What a
reader needs for the colours stays: JFIF (APP0), ICC (APP2) and Adobe's (APP14).
"""

BEGINS = b"\xff\xd8"
PICTURE = 0xDA  # from here on it is the picture itself
NOTES = {0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE}


def without_notes(data: bytes) -> bytes:
    """The JPEG without its notes; unchanged when it is not written as the standard has it."""
    if not data.startswith(BEGINS):
        return data
    kept, at = [BEGINS], len(BEGINS)
    while data[at : at + 1] == b"\xff" and at + 4 <= len(data):
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if kind == PICTURE:
            return b"".join([*kept, data[at:]])
        if kind not in NOTES:
            kept.append(data[at : at + 2 + length])
        at += 2 + length
    return data
