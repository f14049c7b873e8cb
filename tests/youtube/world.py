"""What the stand-in of YouTube has: videos with their sounds, caption tracks and pictures, and the JSON and HTML that tell of them.

The shapes are those that yt-dlp's extractor reads of youtube.com in autumn 2026.
"""

import itertools
import json
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from urllib.parse import urlencode

CHANNEL = "UCabcdefghijklmnopqrstuv"
SCRIPT = "/s/player/0004de42/player_ias.vflset/en_US/base.js"
_views = itertools.count(1000)  # a real count differs at every look; nothing of it may be recorded


class Sound(NamedTuple):
    """A stream of a video: `track` is (id, display name, default), such as ("de-DE.3", "German", False)."""

    itag: int
    mime: str
    data: bytes
    seconds: float
    track: tuple[str, str, bool] | None = None
    compressed: bool = False
    promised: int | None = None  # contentLength, when it is not the truth
    height: int | None = None
    ciphered: bool = False
    protected: bool = False
    playlist: bool = False

    @property
    def key(self) -> str:
        return "-".join(filter(None, (str(self.itag), self.track[0] if self.track else "", "drc" if self.compressed else "")))


class Track(NamedTuple):
    """A caption track."""

    language: str
    data: bytes
    automatic: bool = False
    name: str = ""

    @property
    def key(self) -> str:
        return f"{'a.' if self.automatic else '.'}{self.language}"


@dataclass(frozen=True)
class Fault:
    """What goes wrong with the first `times` answers to a kind of question, then no more.

    A status other than 200 comes with a page; `body` stands in for the true one. `reset` breaks the connection after so many bytes, `short`
    sends (and promises) so many only, `drop` answers nothing at all, `stall` waits so many seconds first.
    """

    status: int = 200
    body: bytes | None = None
    type: str = "text/html"
    reset: int | None = None
    short: int | None = None
    drop: bool = False
    stall: float = 0.0
    times: int = 10**6

    def __str__(self) -> str:
        return " ".join(f"{key}={value!r:.20}" for key, value in vars(self).items() if value != getattr(type(self), key, None))


@dataclass(frozen=True)
class Video:
    """A video. `faults` are by question: watch, player, next, captions, thumbnail, media, or one caption track's or sound's own key."""

    id: str
    title: str = "A conversation about kites"
    seconds: float = 20.0
    sounds: tuple[Sound, ...] = ()
    tracks: tuple[Track, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict)
    description: str = "With Ada Quill.\n\n0:00 Wind\n0:10 String"
    playability: dict[str, object] = field(default_factory=dict)
    details: dict[str, object] = field(default_factory=dict)
    microformat: dict[str, object] = field(default_factory=dict)
    page: str = ""
    faults: dict[str, Fault] = field(default_factory=dict)

    def but(self, **changes: object) -> "Video":
        return replace(self, **changes)  # type: ignore[arg-type]


def player(video: Video, client: str) -> dict[str, object]:
    """The answer of `/youtubei/v1/player` to a client; browsers get ciphered addresses only."""
    playable = video.playability.get("status", "OK") == "OK"
    answer: dict[str, object] = {
        "playabilityStatus": {"status": "OK", "playableInEmbed": True} | video.playability,
        "videoDetails": {
            "videoId": video.id,
            "title": video.title,
            "lengthSeconds": str(round(video.seconds)),
            "channelId": CHANNEL,
            "shortDescription": video.description,
            "author": "Kite Talks",
            "viewCount": str(next(_views)),
            "isLiveContent": False,
            "thumbnail": {"thumbnails": [{"url": f"https://i.ytimg.com/vi/{video.id}/hqdefault.jpg", "width": 480, "height": 360}]},
        }
        | video.details,
        "microformat": {
            "playerMicroformatRenderer": {
                "uploadDate": "2026-05-01T07:30:00-07:00",
                "publishDate": "2026-05-01T07:30:00-07:00",
                "category": "Science & Technology",
                "lengthSeconds": str(round(video.seconds)),
                "ownerProfileUrl": "http://www.youtube.com/@kitetalks",
                "viewCount": str(next(_views)),
            }
            | video.microformat
        },
    }
    if playable and client not in ("WEB", "WEB_EMBEDDED_PLAYER"):
        answer["streamingData"] = {
            "expiresInSeconds": "21540",
            "formats": [_stream(video, sound) for sound in video.sounds if sound.height],
            "adaptiveFormats": [_stream(video, sound) for sound in video.sounds if not sound.height and not sound.playlist],
            "hlsManifestUrl": next((address(video, sound, "all") for sound in video.sounds if sound.playlist), None),
        }
    if playable and video.tracks:
        answer["captions"] = {
            "playerCaptionsTracklistRenderer": {
                "captionTracks": [_track(video, track) for track in video.tracks],
                "translationLanguages": [
                    {"languageCode": code, "languageName": {"simpleText": name}}
                    for code, name in (("en", "English"), ("de", "German"), ("fr", "French"))
                ],
            }
        }
    return answer


def following(video: Video) -> dict[str, object]:
    """`ytInitialData` and the answer of `/youtubei/v1/next`: what stands around the player."""
    owner = {
        "title": {
            "runs": [
                {"text": "Kite Talks", "navigationEndpoint": {"browseEndpoint": {"browseId": CHANNEL, "canonicalBaseUrl": "/@kitetalks"}}}
            ]
        },
        "subscriberCountText": {"simpleText": f"{next(_views)} subscribers"},
    }
    return {
        "contents": {
            "twoColumnWatchNextResults": {
                "results": {
                    "results": {
                        "contents": [
                            {
                                "videoPrimaryInfoRenderer": {
                                    "title": {"runs": [{"text": video.title}]},
                                    "dateText": {"simpleText": "May 1, 2026"},
                                    "viewCount": {"videoViewCountRenderer": {"viewCount": {"simpleText": f"{next(_views)} views"}}},
                                }
                            },
                            {"videoSecondaryInfoRenderer": {"owner": {"videoOwnerRenderer": owner}}},
                        ]
                    }
                }
            }
        }
    }


def watch_page(video: Video) -> str:
    """The page of `/watch`."""
    return (
        f"<!doctype html><html><head><title>{video.title} - YouTube</title>"
        f'<meta itemprop="uploadDate" content="2026-05-01T07:30:00-07:00">'
        f"<script>ytcfg.set({_settings('WEB', 1)});</script>"
        f"<script>var ytInitialPlayerResponse = {json.dumps(player(video, 'WEB'))};</script>"
        f"</head><body>{video.page}<script>var ytInitialData = {json.dumps(following(video))};</script></body></html>"
    )


def embed_page() -> str:
    """The page of `/embed/`, without which what is behind an age gate is not even asked for."""
    return f"<!doctype html><html><body><script>ytcfg.set({_settings('WEB_EMBEDDED_PLAYER', 56)});</script></body></html>"


def player_script() -> str:
    """The player's script, small: its ciphers are a signature turned round and an `n` turned round with a letter in front."""
    return """(function(){'use strict';
var settings={signatureTimestamp:20600};
var turned=function(text){return text.split("").reverse().join("")};
var Address=function(address){this.address=address;this.values={}};
Address.prototype.set=function(key,value){this.values[key]=value};
Address.prototype.get=function(key){return this.values[key]};
Address.prototype.clone=function(){return this};
Address.prototype.ready=function(){this.values.n="k"+turned(this.values.n||"")};
var prepared=function(address,key,signature){var made=new Address(address);made.set("alr","yes");
if(signature){made.set(key,encodeURIComponent(turned(decodeURIComponent(signature))))}return made};
}).call(this);
"""


def _settings(client: str, number: int) -> str:
    """A page's `ytcfg`."""
    context = {"clientName": client, "clientVersion": "2.20261101.00.00", "hl": "en", "gl": "US", "visitorData": "Cgtzb21lYm9keXh5eg%3D%3D"}
    return json.dumps(
        {
            "INNERTUBE_API_KEY": "AIzaStandIn",
            "INNERTUBE_CONTEXT": {"client": context},
            "INNERTUBE_CONTEXT_CLIENT_NAME": number,
            "PLAYER_JS_URL": SCRIPT,
            "STS": 20600,
        }
    )


def address(video: Video, sound: Sound, part: str = "") -> str:
    """Where a stream is, or the `part` of a playlist: all streams, the list of one, a piece of it."""
    query = {"id": video.id, "itag": sound.itag, "key": sound.key, "expire": 1_800_000_000, "ip": "192.0.2.7"}
    place = f"videoplayback/itag/{sound.itag}/" if part else "videoplayback"
    return f"https://rr1---sn-standin.googlevideo.com/{place}?{urlencode(query | ({'part': part} if part else {}))}"


def part(video: Video, sound: Sound, name: str) -> bytes:
    """A part of a playlist (RFC 8216): the sound in two pieces, and pictures that nobody asks for."""
    half = len(sound.data) // 2
    if name.isdigit():
        return sound.data[half:] if int(name) else sound.data[:half]
    if name == "list":
        pieces = [line for piece in "01" for line in (f"#EXTINF:{sound.seconds / 2:.3f},", address(video, sound, piece))]
        return "\n".join(["#EXTM3U", f"#EXT-X-TARGETDURATION:{round(sound.seconds)}", *pieces, "#EXT-X-ENDLIST"]).encode()
    lines = [
        "#EXTM3U",
        f'#EXT-X-MEDIA:URI="{address(video, sound, "list")}",TYPE=AUDIO,GROUP-ID="{sound.itag}",NAME="Default",DEFAULT=YES',
        f'#EXT-X-STREAM-INF:BANDWIDTH=200000,CODECS="avc1.4D400C,mp4a.40.2",RESOLUTION=256x144,AUDIO="{sound.itag}"',
        address(video, sound._replace(itag=269), "list"),
    ]
    return "\n".join(lines).encode()


def _stream(video: Video, sound: Sound) -> dict[str, object]:
    stream: dict[str, object] = {
        "itag": sound.itag,
        "mimeType": sound.mime,
        "bitrate": 130_000,
        "contentLength": str(sound.promised or len(sound.data)),
        "approxDurationMs": str(round(sound.seconds * 1000)),
        "lastModified": "1777620000000000",
        "quality": "tiny" if not sound.height else "medium",
        "audioSampleRate": "44100",
        "audioChannels": 1,
    }
    stream |= (
        {"height": sound.height, "width": 640, "qualityLabel": f"{sound.height}p"}
        if sound.height
        else {"audioQuality": "AUDIO_QUALITY_MEDIUM"}
    )
    if sound.track:
        stream["audioTrack"] = {"id": sound.track[0], "displayName": sound.track[1], "audioIsDefault": sound.track[2]}
    if sound.compressed:
        stream["isDrc"] = True
    if sound.protected:
        stream["drmFamilies"] = ["WIDEVINE"]
    if sound.ciphered:
        stream["signatureCipher"] = urlencode({"s": "gnirutangis"[::-1] * 5, "sp": "sig", "url": f"{address(video, sound)}&n=abcdefgh"})
    else:
        stream["url"] = address(video, sound)
    return stream


def _track(video: Video, track: Track) -> dict[str, object]:
    query = {"v": video.id, "lang": track.language, "key": track.key} | ({"kind": "asr"} if track.automatic else {})
    return {
        "baseUrl": f"https://www.youtube.com/api/timedtext?{urlencode(query)}",
        "name": {"simpleText": f"{track.language}{' (auto-generated)' if track.automatic else ''}"},
        "vssId": track.key,
        "languageCode": track.language,
        "isTranslatable": True,
    } | ({"kind": "asr"} if track.automatic else {})


def json3(text: str, start: int = 0, each: int = 400) -> bytes:
    """A caption file of words one after the other, as YouTube writes them."""
    words = text.split()
    segments = [{"utf8": word if not at else f" {word}", "tOffsetMs": at * each} for at, word in enumerate(words)]
    event = {"tStartMs": start, "dDurationMs": each * len(words), "segs": segments}
    return json.dumps({"wireMagic": "pb3", "events": [event]}).encode()
