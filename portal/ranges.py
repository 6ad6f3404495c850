"""A part of a file, as a reader of PDF asks for it while one turns the pages (RFC 9110, 14)."""

import re
from typing import IO

from django.http import FileResponse, HttpRequest, HttpResponse

ONE_PART = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


class Part:
    """A file's bytes from where it stands, `length` of them, to be read once."""

    def __init__(self, file: IO[bytes], length: int) -> None:
        self.file, self.left = file, length
        self.close = file.close

    def read(self, most: int) -> bytes:
        data = self.file.read(min(most, self.left))
        self.left -= len(data)
        return data


def file_response(request: HttpRequest, file: IO[bytes], size: int, etag: str) -> HttpResponse:
    """The whole file; the part that was asked for (206); or 416 when it has no such part.

    Several parts at once are answered with the whole, which costs less than putting them together.
    """
    asked = _asked(request, etag)
    if asked is None:
        response: HttpResponse = FileResponse(file)
    elif (found := _bounds(*asked, size)) is None:
        file.close()
        response = HttpResponse(status=416)
        response.headers["Content-Range"] = f"bytes */{size}"
    else:
        first, last = found
        file.seek(first)
        response = FileResponse(Part(file, last - first + 1), status=206)
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
        response.headers["Content-Length"] = str(last - first + 1)
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _asked(request: HttpRequest, etag: str) -> tuple[str, str] | None:
    """First and last byte as written, when one part of this very file is asked for."""
    found = ONE_PART.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if request.method != "GET" or found is None or request.headers.get("If-Range", etag) != etag:
        return None
    return None if found.groups() == ("", "") else (found[1], found[2])


def _bounds(first: str, last: str, size: int) -> tuple[int, int] | None:
    """The first and last byte of the part; without a first, the last so many."""
    if not first:
        return (max(0, size - int(last)), size - 1) if int(last) and size else None
    end = min(int(last), size - 1) if last else size - 1
    return (int(first), end) if int(first) <= end else None
