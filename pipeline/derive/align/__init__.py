"""Alignment: the edited words of a post on the clock of its recording.

`align` is the entry point, and `aligner.py` shows the steps. Each step is a module: the words as written (`script.py`) and as spoken
(`tape.py`), captions in two languages (`bilingual.py`), which words are the same (`matching.py`), where a heading or turn begins
(`boundary.py`), how much of the text is as said (`fidelity.py`) and how sure a beginning is (`confidence.py`), all of that for a whole post
(`comparison.py`), how the author's own times shift the captions' clock (`shift.py`), which of these the words contradict (`disputes.py`),
captions that cannot be right (`doubts.py`), times for the words in between (`timing.py`), places to choose from if it is not sure
(`candidates.py`), and the report (`report.py`).
"""

from pipeline.derive.align.aligner import align

__all__ = ["align"]
