"""Recordings as they are kept on the disk: the record of an episode, or why it cannot be read, and the folders that no post has."""

from pathlib import Path

from pipeline.content import recordtext, refusal
from pipeline.content.recording import Recording
from pipeline.content.refusal import Refusal
from pipeline.edge import files, material


def on_record(folder: Path) -> Recording | None:
    """The record of an episode; None if there is none, or none that can be read (`recorded` says why)."""
    return _read(folder)[0]


def recorded(slug: str, folder: Path) -> tuple[Recording | None, Refusal | None]:
    """The record of an episode, or why it cannot be read; None twice if there is none."""
    found, reason, detail = _read(folder)
    return found, Refusal(slug, reason, detail) if reason else None


def orphans(episodes: Path) -> list[str]:
    """The folders in `episodes` of posts that are not there, because they were renamed or deleted without them.

    They have a record, or sound or captions of the host.
    """
    posts = {name.rpartition(".")[0] for name in files.names(episodes, material.POST_TYPES)}
    others = (name for name in files.names(episodes, ("",)) if name[0] != "_" and name not in posts)
    return [name for name in others if _is_of_an_episode(episodes / name)]


def _is_of_an_episode(folder: Path) -> bool:
    """Whether there is a record in `folder`, or sound or captions; not where nobody may look."""
    try:
        return any(path.name == recordtext.FILE or path.name.startswith(("audio.", "captions.")) for path in folder.iterdir())
    except OSError:
        return False


def _read(folder: Path) -> tuple[Recording | None, refusal.Reason | None, str]:
    """The record in a folder, or the reason why it cannot be read and its detail; no reason either if there is none."""
    try:
        text = files.read_source(f"{folder}/{recordtext.FILE}").decode()
    except (FileNotFoundError, NotADirectoryError):
        return None, None, ""
    except OSError as error:
        return None, refusal.UNREADABLE, f"{recordtext.FILE}: {error.strerror}"
    except UnicodeDecodeError:
        return None, refusal.RECORD, "it is not text"
    found, problems = recordtext.parse(text, recordtext.FILE)
    if not problems:
        return found, None, ""
    first = problems[0]
    return None, refusal.NEWER_RECORD if recordtext.is_newer(text) else refusal.RECORD, f"line {first.place.line}: {first.message}"
