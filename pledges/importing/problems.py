"""What is wrong in a file that is read, and where, in words for whoever wrote it."""

from pathlib import Path


class ImportProblem(Exception):
    """Something in a file that cannot be read as meant. The message is Swedish and names the file and the row."""

    def __init__(self, path: Path, row: int | None, message: str) -> None:
        place = f"{path.name}, rad {row}" if row else path.name
        super().__init__(f"{place}: {message}")
