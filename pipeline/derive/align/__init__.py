"""Alignment: the edited words of a post on the clock of its recording.

`align` is the way in, and `aligner.py` shows its steps. Each step is a module: the words as they are written (`script.py`) and as they
were spoken (`tape.py`), which of them are the same (`matching.py`), where a heading or turn begins (`boundary.py`) and how sure that is
(`confidence.py`), all of it for a whole post (`comparison.py`), the captions' clock by the author's own times (`clocks.py`) and those among
them that the words contradict (`disputes.py`), captions that cannot be right (`doubts.py`), times for the words between (`timing.py`),
places to choose from where it is not sure (`candidates.py`), and what is told of it (`report.py`).
"""

from pipeline.derive.align.aligner import align

__all__ = ["align"]
