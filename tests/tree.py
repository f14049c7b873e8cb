"""What is in a folder and below it, to be compared."""

from pathlib import Path

from pipeline.edge import files


def content(folder: Path) -> dict[str, bytes]:
    """The bytes of each file by its path."""
    return {path.as_posix(): (folder / path).read_bytes() for path in files.tree(folder)}


def digests(folder: Path) -> dict[str, str]:
    """A digest of each file by its path, where the files are large."""
    return {path.as_posix(): files.digest(folder / path) for path in files.tree(folder)}
