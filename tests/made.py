"""What a run has made of a post, made up."""

from datetime import UTC, datetime

from pipeline.steps.entry import Made

MOMENT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
MADE = Made("Ada", MOMENT, "en", "ada/index.html\t3\t7\n", (None, None), -16.0, None, True, "i", "f", "s", "m", b"", "full", ())
