"""Shell completion for verbs, options and slugs. The shell asks this program itself, so there is nothing to keep up to date."""

import argparse
from pathlib import Path

import argcomplete
from argcomplete.completers import DirectoriesCompleter, FilesCompleter
from argcomplete.shell_integration import shellcode

from pipeline.edge import material
from pipeline.steps import drafts


def script(shell: str) -> str:
    """The code that a shell has to read when it starts."""
    return shellcode(["pipeline"], shell=shell)


def answer(parser: argparse.ArgumentParser) -> None:
    """Answer a shell that asks for completions, and end the process."""
    for action in _actions(parser):
        action.completer = _COMPLETERS.get(action.dest)  # type: ignore[attr-defined]  # where argcomplete looks for it
    argcomplete.autocomplete(parser)


def _actions(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    verbs = [one for action in parser._actions if isinstance(action.choices, dict) for one in action.choices.values()]  # noqa: SLF001
    return [action for one in verbs for action in one._actions]  # noqa: SLF001 - argparse has no other way


def _slugs(parsed_args: argparse.Namespace, **_: object) -> list[str]:
    return [*drafts.by_slug(Path(parsed_args.root))]


_COMPLETERS = {
    "slug": _slugs,
    "root": DirectoriesCompleter(),
    "post": FilesCompleter([suffix[1:] for suffix in material.POST_TYPES]),
}
