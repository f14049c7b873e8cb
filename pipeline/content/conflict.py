"""What git leaves in a file after a merge conflict (git-merge(1), "How conflicts are presented"), which nobody is meant to read."""

from pipeline.content.problem import Place, Problem

BEGIN = "<<<<<<< "  # of the first line of a conflict
MESSAGE = "a merge conflict was not resolved here"
_HINT = "keep one of the two versions, and delete the lines <<<<<<<, ======= and >>>>>>>; indent them if they are an example"


def unresolved(text: str, path: str) -> Problem | None:
    """The problem that a conflict was not resolved in a file, at its first line; None if there is none."""
    begin = f"\n{text}".find(f"\n{BEGIN}")
    middle = text.find("\n=======\n", begin) if begin >= 0 else -1
    if middle < 0 or "\n>>>>>>> " not in text[middle:]:
        return None
    return Problem(Place(path, text.count("\n", 0, begin) + 1), MESSAGE, _HINT)
