"""The command line: reads the words, runs the verb, chooses the exit code.

What a verb needs is imported when one runs, so that `--help` and a wrong word answer at once, and a publish that has nothing to do soon.
"""

import os
import sys
import time
from types import SimpleNamespace

from pipeline.verbs import plain
from pipeline.verbs.telling import DONE, REFUSED, broken, prepare, put, settle, tell

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: "Sequence[str] | None" = None, now: float | None = None) -> int:
    """Run one verb and return its exit code: 0 done, 1 problems or refused, 2 wrong usage, 3 some episode could not be had.

    `now` is the moment of the run in seconds since the epoch, the clock's where it is left out.
    """
    prepare()
    try:
        try:
            return _done(sys.argv[1:] if words is None else words, time.time() if now is None else now)
        finally:
            settle()
    except KeyboardInterrupt:
        tell("stopped; the last complete site is untouched")
        return 130
    except (OSError, MemoryError) as error:
        tell(broken(error))
        return REFUSED


def _done(words: "Sequence[str]", now: float) -> int:
    """Do what the words say; the exit code."""
    given = plain.read(words) or _read(words)
    given.now = now
    from pipeline.edge import memory  # noqa: PLC0415

    memory.ease()
    if given.verb == "publish" and _nothing_to_do(given):
        return DONE
    with memory.loading():
        from pipeline.verbs import commands  # noqa: PLC0415

    return commands.run(given).code


def _read(words: "Sequence[str]") -> SimpleNamespace:
    """What the words mean. Where they are wrong, or a shell asks what fits, this is the end."""
    from pipeline.verbs import arguments  # noqa: PLC0415

    parser = arguments.parser()
    if "_ARGCOMPLETE" in os.environ:  # a shell asks what fits
        from pipeline.verbs import completion  # noqa: PLC0415

        completion.answer(parser)
    return parser.parse_args(words, SimpleNamespace())


def _nothing_to_do(given: SimpleNamespace) -> bool:
    """Say what there is to say where nothing has changed since a publish that left nothing to do."""
    from pipeline.keep import seal  # noqa: PLC0415

    given.sources, said = seal.look(given.root, given.now)
    if said is None or given.github or given.allow:  # a word to allow may be a wrong one
        return False
    for line in () if given.quiet else (*said.report, *(("why: nothing has changed",) if given.why else ())):
        put(line)
    if said.warnings:
        tell("\n".join(said.warnings))
    return True
