"""Every way in which YouTube refuses, told apart: by the real extractor's words, status and warnings."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.content import refusal
from pipeline.content.failure import Failure, recognise
from pipeline.content.refusal import Reason, Remedy
from pipeline.edge.settings import Settings
from tests.youtube.conftest import Desk
from tests.youtube.sayings import REFUSALS
from tests.youtube.standin import YouTube
from tests.youtube.world import Fault, Sound, Video

# yt-dlp leaves connections of refused questions to the garbage collector.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.mark.parametrize("name", REFUSALS)
def test_what_youtube_says(name: str, desk: Desk, tube: YouTube, video: Video) -> None:
    playability, details, reason = REFUSALS[name]
    tube.has(video.but(playability=playability, details=details))
    found = desk.refused()
    assert found.reason == reason
    assert "\n" not in f"{found.sentence}{found.step}"
    assert "--cookies" not in f"{found.sentence}{found.step}"
    assert not (desk.root / "episodes" / "kites").exists()
    assert tube.count("media") == 0


@pytest.mark.parametrize(
    ("faults", "reason"),
    [
        ({"player": Fault(429)}, refusal.RATE_LIMIT),
        ({"watch": Fault(429), "player": Fault(429), "next": Fault(429)}, refusal.RATE_LIMIT),
        ({"player": Fault(403)}, refusal.ADDRESS),
        ({"player": Fault(500)}, refusal.SERVER),
        ({"player": Fault(drop=True)}, refusal.NETWORK),
        ({"watch": Fault(drop=True), "player": Fault(drop=True), "next": Fault(drop=True)}, refusal.NETWORK),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, dict) else value.name,
)
def test_what_the_players_interface_says(faults: dict[str, Fault], reason: Reason, desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video.but(faults=faults))
    assert desk.refused().reason == reason


@pytest.mark.parametrize(
    "faults", [{"watch": Fault(429)}, {"watch": Fault(500, times=1)}, {"player": Fault(503, times=2)}, {"next": Fault(403)}]
)
def test_what_passes_by_itself(faults: dict[str, Fault], desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video.but(faults=faults))
    assert desk.recorded().complete


@pytest.mark.parametrize("name", ["premiere", "scheduled"])
def test_the_moment_of_a_premiere_is_told(name: str, desk: Desk, tube: YouTube, video: Video) -> None:
    playability, details, _ = REFUSALS[name]
    announced = {"liveBroadcastDetails": {"isLiveNow": False, "startTimestamp": "2026-12-01T19:00:00+01:00"}}
    tube.has(video.but(playability=playability, details=details, microformat=announced))
    found = desk.refused()
    assert found.until == datetime(2026, 12, 1, 18, tzinfo=UTC)
    assert "it is announced for 2026-12-01 18:00 UTC" in found.sentence


def test_an_age_gate_without_an_embedding_page(desk: Desk, tube: YouTube, video: Video) -> None:
    """yt-dlp then ends with a KeyError, and says in passing what it is about."""
    playability, _, reason = REFUSALS["age"]
    tube.has(video.but(playability=playability, faults={"embed": Fault(404)}))
    assert desk.refused().reason == reason


def test_another_videos_answers(desk: Desk, tube: YouTube, video: Video) -> None:
    """A blocked address is answered with other videos' players."""
    tube.has(video.but(details={"videoId": "zzzzzzzzzzz"}))
    assert desk.refused().reason == refusal.ADDRESS


def test_no_formats_without_a_runtime(desk: Desk, tube: YouTube, video: Video) -> None:
    """The only client that works without JavaScript is given no addresses."""
    ciphered = video.sounds[0]._replace(ciphered=True)
    tube.has(video.but(sounds=(ciphered,)))
    assert desk.refused().reason == refusal.NO_JAVASCRIPT


def test_protected_sound_is_not_taken(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video.but(sounds=(Sound(140, 'audio/mp4; codecs="mp4a.40.2"', b"", 8, protected=True),)))
    assert desk.refused().reason == refusal.DRM


def test_a_certificate_that_is_not_trusted(desk: Desk, tube: YouTube, video: Video) -> None:
    tube.has(video)
    desk.settings = desk.settings._replace(certificate=None)
    found = desk.refused()
    assert (found.reason, found.stops) == (refusal.CERTIFICATE, True)
    assert tube.tunnels == 1


@pytest.mark.parametrize("proxy", ["http://127.0.0.1:9", "http://nowhere.invalid:3128"])
def test_where_there_is_no_way_nothing_is_tried_again(desk: Desk, proxy: str) -> None:
    """A port that nobody listens at, and a name that nobody may have (RFC 6761): yt-dlp speaks of a download once it has given up."""
    desk.settings = desk.settings._replace(proxy=proxy)
    found = desk.refused()
    assert found.reason == refusal.NETWORK
    assert "download" not in found.detail


@pytest.mark.parametrize("settings", [Settings(javascript="lua"), Settings(browser="whale"), Settings(cookies=Path(__file__))])
def test_a_setting_that_cannot_be_used(settings: Settings, desk: Desk, capfd: pytest.CaptureFixture[str]) -> None:
    """Nobody is signed in with that browser on a machine that runs tests, and this file is no cookies file."""
    desk.settings = settings._replace(proxy=desk.settings.proxy, certificate=desk.settings.certificate)
    found = desk.refused()
    assert (found.reason, found.stops) == (refusal.SETTINGS, True)
    assert capfd.readouterr() == ("", "")


def test_nothing_is_asked_with_settings_that_are_not_what_was_meant(desk: Desk, tube: YouTube, video: Video) -> None:
    """Without the proxy or the cookies that were named it would be another question."""
    tube.has(video)
    desk.settings = desk.settings._replace(usable=False)
    assert desk.refused().reason == refusal.SETTINGS
    assert tube.asked == []


def test_a_certificate_that_is_none(desk: Desk, tube: YouTube, video: Video, tmp_path: Path) -> None:
    tube.has(video)
    (tmp_path / "bad.pem").write_text("-----BEGIN CERTIFICATE-----\nnope\n")
    desk.settings = desk.settings._replace(certificate=tmp_path / "bad.pem")
    found = desk.refused()
    assert found.reason == refusal.SETTINGS
    assert found.detail.startswith("certificate: bad.pem: ")


def test_cookies_are_shown_and_nothing_of_their_file_is_printed(
    desk: Desk, tube: YouTube, video: Video, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """yt-dlp prints lines that are no cookies as they are, and writes the jar back."""
    tube.has(video)
    lines = (
        "# Netscape HTTP Cookie File",
        "",
        "# a remark",
        "#HttpOnly_.youtube.com\tTRUE\t/\tTRUE\t0\tSID\tshown",
        "a secret line",
        "a\tb\tc",
    )
    text = "\n".join((*lines, ".youtube.com\tTRUE\t/\tTRUE\tsoon\tLSID\tnot a date"))
    (tmp_path / "cookies.txt").write_text(text)
    desk.settings = desk.settings._replace(cookies=tmp_path / "cookies.txt")
    assert desk.recorded().complete
    assert any("SID=shown" in cookies for cookies in tube.cookies)
    assert capfd.readouterr() == ("", "")
    assert (tmp_path / "cookies.txt").read_text() == text


def test_stale_cookies_are_told_before_what_they_lead_to() -> None:
    """yt-dlp goes on as nobody, and is then taken for a robot."""
    warned = (
        "The provided YouTube account cookies are no longer valid. They have likely been rotated in the browser as a security measure.",
    )
    failure = Failure("ExtractorError", "Sign in to confirm you’re not a bot.", None, warned)
    assert recognise(failure) == refusal.STALE_COOKIES


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (Failure("HTTPError", "unable to download video data: HTTP Error 403: Forbidden", 403), refusal.FORBIDDEN),
        (Failure("HTTPError", "unable to download video data: HTTP Error 429: Too Many Requests", 429), refusal.RATE_LIMIT),
        (
            Failure("DownloadError", "[download] Got error: 98304 bytes read, 36758 more expected. Giving up after 2 retries"),
            refusal.NETWORK,
        ),
        (Failure("KeyError", "An extractor error has occurred. (caused by KeyError('INNERTUBE_CONTEXT'))"), refusal.SERVER),
        (Failure("ExtractorError", "This video is DRM protected"), refusal.DRM),
        (Failure("DownloadError", "unable to write data: [Errno 28] No space left on device"), refusal.DISK),
        (
            Failure("TransportError", "Unable to download API page: <urlopen error [Errno -3] Temporary failure in name resolution>"),
            refusal.NETWORK,
        ),
        (Failure("ExtractorError", "No video formats found!"), refusal.OUTDATED),
        (
            Failure("ExtractorError", "The following content is not available on this app. Watch it on the latest version."),
            refusal.OUTDATED,
        ),
        (Failure("ExtractorError", "Please sign in."), refusal.SIGN_IN),
        (Failure("ExtractorError", "The following content may contain suicide or self-harm topics."), refusal.SIGN_IN),
        (Failure("ExtractorError", "This video is only available to Music Premium members"), refusal.MEMBERS),
        (Failure("ExtractorError", "This video is available to this channel's members on level: Gold."), refusal.MEMBERS),
        (Failure("ExtractorError", "This video requires payment to watch."), refusal.PAID),
        (Failure("ExtractorError", "Video unavailable. This video is unavailable with Restricted Mode enabled."), refusal.RESTRICTED),
        (Failure("ExtractorError", "Offline."), refusal.PREMIERE),
        (Failure("ExtractorError", "This live event has ended."), refusal.PROCESSING),
        (Failure("ExtractorError", "An error occurred. Please try again later."), refusal.SERVER),
        (Failure("ExtractorError", "Video unavailable. It contains content from SME, who has blocked it in your country"), refusal.REGION),
        (Failure("ExtractorError", "Video unavailable. It contains content from SME, who has blocked it"), refusal.GONE),
        (Failure("HTTPError", "Unable to download API page: HTTP Error 400: Bad Request", 400), refusal.OUTDATED),
        (Failure("ProxyError", "Tunnel connection failed: 407 Proxy Authentication Required"), refusal.NETWORK),
        *(
            (Failure("ExtractorError", "Failed to extract any player response", None, (warned,)), refusal.NETWORK)
            for warned in ("[Errno 8] nodename nor servname provided", "[Errno 11001] getaddrinfo failed", "[Errno 113] No route to host")
        ),
        (Failure("", "Something new"), refusal.OUTDATED),
    ],
    ids=lambda value: value.name if isinstance(value, Reason) else value.text[:20],
)
def test_failures_are_told_apart(failure: Failure, reason: Reason) -> None:
    assert recognise(failure) == reason


def test_every_reason_says_what_to_do() -> None:
    reasons = [value for value in vars(refusal).values() if isinstance(value, Reason)]
    assert len({reason.name for reason in reasons}) == len(reasons)
    for reason in reasons:
        assert reason.step, reason.name
        assert not reason.step.endswith("."), reason.name
        assert not reason.sentence.endswith("."), reason.name
    of_one = (refusal.FORBIDDEN, refusal.SWITCHED_OFF)
    assert all(reason.stops for reason in reasons if reason.remedy is Remedy.BLOCKED and reason not in of_one)
