"""The verb `serve`: the sites on this machine, as they are built."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.edge import files, server
from pipeline.steps import drafts


@contextmanager
def serving(root: Path, port: int) -> Iterator[str]:
    """Serve `public/` on loopback while the context lasts; gives the address, of the show where there is only one."""
    public = root / "public"
    public.mkdir(exist_ok=True)
    names = [show.name for show, _ in drafts.shows(root) if show]
    with server.running(server.sites(public, port)) as address:
        yield f"{address}{names[0]}/" if len(names) == 1 else address


def sources(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Every source file with its time and size, for noticing a change. Hidden ones are on their way to be one, or an editor's own."""
    folders = (root / "episodes", root / "feeds")
    found = [folder / path for folder in folders if folder.is_dir() for path in files.tree(folder) if not _is_hidden(path)]
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in found if (stat := _stat(path)))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _stat(path: Path) -> os.stat_result | None:
    """The file's state; None where it has gone since it was listed, as an editor's backup does, or cannot be looked at."""
    try:
        return path.stat()
    except OSError:
        return None
