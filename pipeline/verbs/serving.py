"""The verb `serve`: serves the built sites on this machine."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.edge import files, layout, server
from pipeline.steps import shows


@contextmanager
def serving(root: Path, port: int) -> Iterator[str]:
    """Serve `public/` on loopback while the context lasts; yields the address, of the show itself if there is only one."""
    public = root / layout.PUBLIC
    public.mkdir(exist_ok=True)
    names = [show.name for show, _ in shows.read(root) if show]
    with server.running(server.sites(public, port)) as address:
        yield f"{address}{names[0]}/" if len(names) == 1 else address


def sources(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Every source file with its time (ns) and size (bytes), to notice a change.

    Hidden files are left out: they are an editor's temporary ones.
    """
    folders = (root / layout.EPISODES, root / layout.FEEDS)
    found = [folder / path for folder in folders if folder.is_dir() for path in files.tree(folder) if not _is_hidden(path)]
    return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path in found if (stat := _stat(path)))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _stat(path: Path) -> os.stat_result | None:
    """The file's state; None if it has gone since it was listed, as an editor's backup does, or cannot be read."""
    try:
        return path.stat()
    except OSError:
        return None
