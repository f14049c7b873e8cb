"""Records once what YouTube answers about an episode, beside what `pipeline.edge.offline` has found without it.

What YouTube sends is collected in `episodes/<slug>/.fetch/` (`pipeline.edge.staging`); until all of it is there, the former record stays.
"""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pipeline.content import refusal
from pipeline.content.recording import Lack, RecordedFile, RecordedVideo, Recording
from pipeline.content.refusal import Refusal
from pipeline.edge import files, material, staging
from pipeline.edge.media import synchrony
from pipeline.edge.offline import Begun, Request, at_hand, begin, unwritten
from pipeline.edge.settings import Settings

_DOUBTFUL = (refusal.NETWORK, refusal.FORBIDDEN, refusal.SERVER)  # one video's trouble, or, twice in a row, everyone's


class Progress(NamedTuple):
    """The progress of a fetch: what is being done in a few words, and the bytes received of how many while sound is downloaded."""

    slug: str
    step: str
    done: int = 0
    total: int | None = None

    def __str__(self) -> str:
        return f"{self.slug}: {self.step}{f' {self.done * 100 // self.total}%' if self.total else ''}"


def is_barred(answer: object) -> bool:
    """Whether the machine that gave this answer will get none from YouTube for any other episode either."""
    return isinstance(answer, Refusal) and (answer.stops or answer.reason in (refusal.NOT_ASKED, refusal.SWITCHED_OFF))


class Session:
    """The fetches of one run of the program, for all its shows, one after the other with pauses between videos.

    As soon as YouTube shows that it would refuse the others as well, it is not asked any more; the host's own files are still recorded. An
    episode that two feeds take is asked for once. `now` is the moment of a first fetch, and decides whether a video is new.
    """

    def __init__(self, settings: Settings, now: datetime, report: Callable[[Progress], None]) -> None:
        self.settings, self.now, self.report = settings, now, report
        self._asked, self._doubtful = False, 0
        self._stopped: Refusal | None = None
        self._answers: dict[tuple[Path, bool], Recording | Refusal] = {}

    def knows(self, request: Request) -> bool:
        """Whether this run already has an answer."""
        return (request.folder, request.sound_needed) in self._answers

    def lacks(self, request: Request) -> bool:
        """Whether YouTube has to be asked first."""
        return not self.knows(request) and at_hand(request, material.look(request.folder), self.now, asks=self.settings.fetch) is None

    def learn(self, request: Request, answer: Recording | Refusal) -> None:
        """Take over the answer that another machine was given."""
        self._answers[request.folder, request.sound_needed] = answer

    def fetch(self, request: Request) -> Recording | Refusal:
        """Record what is missing of an episode.

        The same answers give the same bytes; if everything is on record, nothing is asked and nothing written. After a refusal, a record
        with sound stays as it was; if there is none, captions and picture that have arrived are kept for the next fetch.
        """
        if not self.knows(request):
            self.learn(request, self._fetch(request))
        return self._answers[request.folder, request.sound_needed]

    def _fetch(self, request: Request) -> Recording | Refusal:
        begun = begin(request, material.look(request.folder), self.now, asks=self.settings.fetch)
        if isinstance(begun, Refusal):
            return begun
        if not begun.wanted:
            return begun.finish()
        answer = self._ask(begun)
        found = begun.on_disk(self.now)
        if isinstance(answer, Recording) or found.audio is None or answer.reason == refusal.BUSY:
            return answer
        kept = begun.write(_unanswered(found, begun.previous, answer))
        return answer if request.again else kept

    def _ask(self, begun: Begun) -> Recording | Refusal:
        """Ask YouTube, unless it has become clear in this run that it will not answer."""
        request = begun.request
        if self._stopped:
            return Refusal(request.slug, refusal.NOT_ASKED, f"{self._stopped.slug}: {self._stopped.reason.sentence}")
        if not (self.settings.fetch and self.settings.usable):
            return self._note(Refusal(request.slug, refusal.SETTINGS if self.settings.fetch else _elsewhere(begun)))
        if self._asked:
            time.sleep(self.settings.pace.between)
        self._asked = True
        from pipeline.edge.refused import RefusedError  # noqa: PLC0415 - most runs ask nothing

        try:
            with staging.held(request.folder) as stage:
                return self._gather(begun, stage)
        except files.BusyError:
            return Refusal(request.slug, refusal.BUSY)
        except RefusedError as error:
            return self._note(Refusal(request.slug, error.reason, error.detail, error.until))
        except OSError as error:
            return self._note(unwritten(request, error))

    def _note(self, refused: Refusal) -> Refusal:
        """Stop asking if this refusal, or two doubtful ones in a row, mean that YouTube would refuse all others too; the refusal."""
        self._doubtful = self._doubtful + 1 if refused.reason in _DOUBTFUL else 0
        if refused.stops or self._doubtful > 1:
            self._stopped = refused
        return refused

    def _gather(self, begun: Begun, stage: Path) -> Recording:
        """The record with all that YouTube gave, put in place. Raises `RefusedError` if sound is wanted and could not be fetched."""
        from pipeline.edge.gather import Gathering  # noqa: PLC0415 - see `_ask`
        from pipeline.edge.refused import RefusedError  # noqa: PLC0415 - see `_ask`
        from pipeline.edge.youtube import asking  # noqa: PLC0415 - see `_ask`

        request, previous, wanted = begun.request, begun.previous, begun.wanted
        self.report(Progress(request.slug, "asking YouTube"))
        with asking(self.settings, stage, lambda done, total: self.report(Progress(request.slug, "sound", done, total))) as youtube:
            facts = youtube.ask(request.post_video_id or "")
            gathering = Gathering(youtube, stage, self.settings.pace)
            found = begun.found._replace(video=_filled(youtube.video(), begun.found.video))
            if "captions" in wanted:
                self.report(Progress(request.slug, "captions"))
                found = _with(found, "captions", gathering.captions(facts, request.language, self.now))
            if "thumbnail" in wanted:
                self.report(Progress(request.slug, "picture"))
                found = _with(found, "thumbnail", gathering.thumbnail(facts))
            if "audio" in wanted and found.video:
                self.report(Progress(request.slug, "sound"))
                try:
                    found = _with(found, "audio", gathering.sound(found.video))
                except RefusedError as error:
                    if previous is None or previous.audio is None:
                        staging.commit(request.folder, _with(found, "audio", _lack("audio", error.reason)), finished=False)
                    raise
        self._doubtful = 0
        found = synchrony.compared(found, previous, request.folder)
        staging.commit(request.folder, found, finished=True)
        return found


def _elsewhere(begun: Begun) -> refusal.Reason:
    """Why a machine that never asks YouTube lacks something: it was not recorded, or its sound was recorded on another machine."""
    return refusal.NOT_HERE if "audio" in begun.wanted and begun.previous and begun.previous.audio else refusal.SWITCHED_OFF


def _unanswered(found: Recording, previous: Recording | None, answer: Refusal) -> Recording:
    """The record after a refusal: what it lacked before, it lacks for the same reason, so that it does not change with each refusal."""
    before = previous.lacks if previous and previous.video == found.video else ()
    lacks = {lack.what: lack for lack in (_lack("captions", answer.reason), *before)}
    return found._replace(lacks=tuple(lack for what, lack in lacks.items() if getattr(found, what) is None))


def _with(found: Recording, what: str, answer: RecordedFile | Lack) -> Recording:
    """The record with a file that has arrived, or with the reason why it has not."""
    lacks = tuple(lack for lack in found.lacks if lack.what != what)
    if isinstance(answer, Lack):
        return found._replace(lacks=(*lacks, answer))
    return found._replace(**{what: answer}, lacks=lacks)  # type: ignore[arg-type]  # `what` names the field of a file


def _lack(what: str, reason: refusal.Reason) -> Lack:
    return Lack(what, reason.sentence, final=False)


def _filled(video: RecordedVideo, known: RecordedVideo | None) -> RecordedVideo:
    """What YouTube says now, completed by what it said before of the same video (a page may have been refused)."""
    if known is None:
        return video
    before = {name: was for name, was in known._asdict().items() if getattr(video, name) in (None, "", ())}
    return video._replace(**before)
