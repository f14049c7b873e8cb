"""Runs the host's own command `on_problem` when something went wrong: what a publish found, and what broke it off."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.content.problem import Problem, Severity
from pipeline.derive import notice
from pipeline.edge import files, settings
from pipeline.edge.settings import Settings
from pipeline.verbs.telling import broken, tell


def ring(document: str, root: Path, how: Settings) -> tuple[Problem, ...]:
    """Run `on_problem` with this JSON document; a warning if it failed. An empty document means that all is well again."""
    if not how.on_problem:
        return ()
    from pipeline.edge import hooks  # noqa: PLC0415 - most hosts have none

    failed = hooks.once(how.on_problem, document, root)
    hint = "try it with the JSON that docs/hooks.md shows"
    return (Problem(how.alarm, f"`on_problem` failed: {failed}", hint, Severity.WARNING),) if failed else ()


@contextmanager
def armed(root: Path) -> Iterator[None]:
    """While the context lasts, report any exception to `on_problem` and raise it again. What stops another run is reported by that one."""
    try:
        yield
    except files.BusyError:
        raise
    except Exception as error:
        how, _ = settings.read(root, os.environ)
        for problem in ring(notice.trouble(wrong=[broken(error)]), root, how):
            tell(str(problem))
        raise
