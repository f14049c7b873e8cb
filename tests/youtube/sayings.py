"""What YouTube says when it refuses: the player's status, more of its details, and the reason that it is known by."""

from pipeline.content import refusal
from pipeline.content.refusal import Reason


def screen(reason: str, subreason: str = "") -> dict[str, object]:
    texts = {"reason": {"simpleText": reason}} | ({"subreason": {"simpleText": subreason}} if subreason else {})
    return {"reason": reason, "errorScreen": {"playerErrorMessageRenderer": texts}}


GONE = "Video unavailable"
REGION = "The uploader has not made this video available in your country"
LATER = "This content isn't available, try again later."
REFUSALS: dict[str, tuple[dict[str, object], dict[str, object], Reason]] = {
    "private": (
        {"status": "LOGIN_REQUIRED", **screen("Private video", "Sign in if you've been granted access to this video")},
        {},
        refusal.PRIVATE,
    ),
    "private to whoever is signed out": (
        {"status": "LOGIN_REQUIRED", "reason": "This is a private video. Please sign in to verify that you may see it."},
        {},
        refusal.PRIVATE,
    ),
    "removed": ({"status": "ERROR", **screen(GONE, "This video has been removed by the uploader")}, {}, refusal.GONE),
    "terminated": (
        {"status": "ERROR", **screen(GONE, "The YouTube account associated with this video has been terminated.")},
        {},
        refusal.GONE,
    ),
    "unknown": ({"status": "ERROR", **screen(GONE, "This video is not available")}, {}, refusal.UNAVAILABLE),
    "age": (
        {
            "status": "LOGIN_REQUIRED",
            "reason": "Sign in to confirm your age",
            "desktopLegacyAgeGateReason": 1,
            **screen("Sign in to confirm your age", "This video may be inappropriate for some users."),
        },
        {},
        refusal.AGE,
    ),
    "members": (
        {
            "status": "UNPLAYABLE",
            **screen("Join this channel to get access to members-only content like this video, and other exclusive perks."),
        },
        {},
        refusal.MEMBERS,
    ),
    "region": ({"status": "UNPLAYABLE", **screen(GONE, REGION)}, {}, refusal.REGION),
    "premiere": (
        {"status": "LIVE_STREAM_OFFLINE", "reason": "Premieres in 3 hours"},
        {"isUpcoming": True, "isLiveContent": False},
        refusal.PREMIERE,
    ),
    "scheduled": (
        {"status": "LIVE_STREAM_OFFLINE", "reason": "This live event will begin in 3 hours."},
        {"isUpcoming": True, "isLiveContent": True},
        refusal.PREMIERE,
    ),
    "live": ({}, {"isLive": True, "isLiveContent": True}, refusal.LIVE),
    "just ended": ({}, {"isPostLiveDvr": True, "isLiveContent": True}, refusal.PROCESSING),
    "processing": ({"status": "UNPLAYABLE", **screen("We're processing this video. Check back later.")}, {}, refusal.PROCESSING),
    "bot check": (
        {"status": "LOGIN_REQUIRED", "reason": "Sign in to confirm you’re not a bot This helps protect our community. Learn more"},
        {},
        refusal.BOT_CHECK,
    ),
    "captcha": (
        {"status": "ERROR", "reason": "Video unavailable", "errorScreen": {"playerCaptchaViewModel": {"captchaKey": "x"}}},
        {},
        refusal.CAPTCHA,
    ),
    "session limit": ({"status": "UNPLAYABLE", **screen(GONE, LATER)}, {}, refusal.SESSION_LIMIT),
    "paid": (
        {
            "status": "UNPLAYABLE",
            "reason": "This video requires payment to watch",
            "errorScreen": {"playerLegacyDesktopYpcTrailerRenderer": {"trailerVideoId": "ttttttttttt"}},
        },
        {},
        refusal.PAID,
    ),
}
