"""What git leaves in a file after a merge conflict (git-merge(1), "How conflicts are presented"), which nobody is meant to read."""

from pipeline.content.problem import Place, Problem, Severity

BEGIN = "<<<<<<< "  # of the first line of a conflict
MESSAGE = "a merge conflict was not resolved here"
_HINT = "keep one of the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>; indent them if they are an example"
_LEFT = "this line was left of a merge conflict"


def unresolved(text: str, path: str) -> Problem | None:
    """The problem that a conflict was not resolved in a file, at its first line; None if there is none."""
    begin = _begin(text)
    middle = text.find("\n=======\n", begin) if begin >= 0 else -1
    if middle < 0 or "\n>>>>>>> " not in text[middle:]:
        return None
    return Problem(_place(text, path, begin), MESSAGE, _HINT)


def leftover(text: str, path: str) -> Problem | None:
    """A warning about the first line of a conflict that is resolved but for that; None if there is none."""
    begin = _begin(text)
    return None if begin < 0 else Problem(_place(text, path, begin), _LEFT, "delete it, or indent it if it is an example", Severity.WARNING)


def _begin(text: str) -> int:
    """Where the first line of a conflict begins; negative if there is none."""
    return f"\n{text}".find(f"\n{BEGIN}") if BEGIN in text else -1


def _place(text: str, path: str, begin: int) -> Place:
    return Place(path, text.count("\n", 0, begin) + 1)
