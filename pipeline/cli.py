"""The command line: reads the arguments, runs the verb, chooses the exit code.

What a verb needs is imported only when it runs, so that `--help` and usage errors answer at once, and a publish that has nothing to do
soon.
"""

import os
import sys
import time
from types import SimpleNamespace

from pipeline.verbs import scheduled
from pipeline.verbs.telling import DONE, REFUSED, broken, prepare, put, settle, tell

TYPE_CHECKING = False  # typing's own is not worth its import
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: "Sequence[str] | None" = None, now: float | None = None) -> int:
    """Run one verb and return its exit code: 0 done, 1 problems or refused, 2 wrong usage, 3 some episode failed, 130 interrupted.

    `words` are the arguments, by default those of the process. `now` is the moment of the run in seconds since the epoch, by default the
    clock's.
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
    """Run the verb that the arguments name; its exit code."""
    given = scheduled.read(words) or _read(words)
    given.now = now
    from pipeline.edge import collector

    collector.ease()
    if given.verb == "publish" and _nothing_to_do(given):
        return DONE
    with collector.loading():
        # First, as few imports deep as can be: deeper, the frames that compile its patterns lie across the end of one of the 16 kB chunks of CPython's
        # stack, which are mapped and unmapped call by call (`push_chunk` in Python/pystate.c). It took a twelfth of a publish with one changed post.
        from pipeline.content import read_post  # noqa: F401 -- used by what is imported next
        from pipeline.verbs import commands

    return commands.run(given).code


def _read(words: "Sequence[str]") -> SimpleNamespace:
    """The parsed arguments. Where they are wrong, or a shell asks for completions, this ends the process."""
    from pipeline.verbs import arguments

    parser = arguments.parser()
    if "_ARGCOMPLETE" in os.environ:  # a shell asks for completions
        from pipeline.verbs import completion

        completion.answer(parser)
    return parser.parse_args(arguments.verb_first(words), SimpleNamespace())


def _nothing_to_do(given: SimpleNamespace) -> bool:
    """If nothing has changed since a publish that left nothing to do, print what there is to say and return True."""
    from pipeline.keep import seal

    given.sources, said = seal.look(given.root, given.now)
    if said is None or given.github or given.allow:  # what is to be allowed may be misspelt, which is a usage error
        return False
    for line in () if given.quiet else (*said.report, *(("why: nothing has changed",) if given.why else ())):
        put(line)
    if said.warnings:
        tell("\n".join(said.warnings))
    return True
