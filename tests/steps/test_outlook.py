"""What YouTube has answered decides whether an episode waits without an error, and whether YouTube is to be asked again."""

from datetime import UTC, datetime

import pytest

from pipeline.content import refusal
from pipeline.content.recording import Lack, RecordedFile, Recording
from pipeline.content.refusal import Refusal
from pipeline.steps import outlook
from tests.small import NOW

SOUND = RecordedFile("audio.mp3", "audio/mpeg", 1, "0" * 64, "youtube", 1000)
WHOLE = Recording("of-ada", datetime.fromtimestamp(NOW, UTC), None, SOUND, None, None)


@pytest.mark.parametrize(
    ("answer", "waits", "is_open"),
    [
        (None, True, False),
        (Refusal("ada", refusal.PREMIERE), True, True),
        (Refusal("ada", refusal.RATE_LIMIT), False, True),
        (Refusal("ada", refusal.BOT_CHECK), False, True),
        (Refusal("ada", refusal.NO_VIDEO), False, False),
        (WHOLE, False, False),
        (WHOLE._replace(lacks=(Lack("captions", "it has none", final=True),)), False, False),
        (WHOLE._replace(lacks=(Lack("captions", "it has none yet", final=False),)), False, True),
    ],
    ids=["not asked yet", "a premiere", "no more requests", "a bot", "no video", "all", "all that there is", "no captions yet"],
)
def test_only_what_comes_by_itself_is_waited_for(answer: Recording | Refusal | None, waits: bool, is_open: bool) -> None:
    assert (outlook._is_pending(answer), outlook._is_open(answer)) == (waits, is_open)
