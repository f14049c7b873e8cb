"""Stores: a real S3 server that checks signatures, a folder, places of the web; what passes on the way, and every trouble a sentence."""

import pickle
from pathlib import Path

import pytest
import trustme

from pipeline.content import trouble
from pipeline.content.show import Store
from pipeline.content.trouble import Trouble
from pipeline.edge import files, store
from pipeline.edge.settings import Settings
from pipeline.edge.store import OpenStore, StoredFile
from tests.store.servers import BUCKET, CUT, KEY, KEYS, LOST, SECRET, SPOILT, Weather, s3, weather

NAME = "talk-1.m4a"


def unheard(_: int, __: int) -> None:
    """Nobody watches."""


def reach(where: Store, root: Path = Path(), settings: Settings = KEYS) -> OpenStore:
    found = store.opened(where, root, settings)
    assert isinstance(found, OpenStore), found
    return found


def written(path: Path, size: int, kind: str = "audio/x-m4a") -> StoredFile:
    """A file of bytes that do not repeat, and what is told of it."""
    path.write_bytes(b"".join(number.to_bytes(4) for number in range(size // 4 + 1))[:size])
    return StoredFile(size, kind, files.digest(path), "m1", 61_500)


def test_there_and_back(ours: Store, way: Weather, tmp_path: Path) -> None:
    about = written(tmp_path / NAME, 1000)
    assert reach(ours).look(NAME) is None
    assert reach(ours).send(tmp_path / NAME, NAME, about, unheard) == about
    assert reach(ours).look(NAME) == about
    assert reach(ours).bring(NAME, tmp_path / "back.m4a") == about
    assert files.digest(tmp_path / "back.m4a") == about.sha256
    [sent] = way.seen("PUT")
    assert sent.path == f"/{BUCKET}/{ours.prefix}/{NAME}"
    assert sent.headers["content-type"] == "audio/x-m4a"
    assert sent.headers["cache-control"] == "public, max-age=3600"


def test_large_files_go_in_parts(ours: Store, way: Weather, tmp_path: Path) -> None:
    about = written(tmp_path / NAME, (21 << 20) + 7)
    up: list[tuple[int, int]] = []
    assert reach(ours).send(tmp_path / NAME, NAME, about, lambda done, total: up.append((done, total))) == about
    assert reach(ours).bring(NAME, tmp_path / "back.m4a") == about
    assert files.digest(tmp_path / "back.m4a") == about.sha256
    assert len(way.seen("PUT")) == 5
    assert up == sorted(up)
    assert up[-1] == (about.bytes, about.bytes)


def test_nothing_is_listed_and_nothing_deleted(ours: Store, way: Weather, tmp_path: Path) -> None:
    about = written(tmp_path / NAME, 6 << 20)
    for _ in range(2):
        reach(ours).look(NAME)
        reach(ours).send(tmp_path / NAME, NAME, about, unheard)
        reach(ours).bring(NAME, tmp_path / "back")
    assert not way.seen("DELETE")
    assert not [asked for asked in way.asked if "list-type" in asked.path or "prefix" in asked.path or "/?" in asked.path]


def test_listeners_are_asked_too(ours: Store, tmp_path: Path) -> None:
    about = written(tmp_path / NAME, 2000)
    assert reach(ours).seen(NAME) is None
    reach(ours).send(tmp_path / NAME, NAME, about, unheard)
    assert reach(ours).seen(NAME) == StoredFile(2000, "audio/x-m4a")
    assert reach(ours).begins(NAME, 10) == (tmp_path / NAME).read_bytes()[:10]
    assert reach(ours).begins(NAME, 10_000) == (tmp_path / NAME).read_bytes()


def test_this_machine_s_proxy_is_used(ours: Store, way: Weather, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    assert reach(ours).look(NAME) is None, "not for addresses of this machine"
    far = ours._replace(endpoint="http://s3.nowhere.example", media="http://media.nowhere.example/")
    there = reach(far, tmp_path, KEYS._replace(proxy=way.address))
    way.always("HEAD", 404)
    assert there.look(NAME) is there.seen(NAME) is None
    assert [asked.path for asked in way.asked[1:]] == [f"http://s3.nowhere.example/{BUCKET}/{far.prefix}/{NAME}", f"{far.media}{NAME}"]


@pytest.mark.parametrize(
    ("proxy", "message"),
    [
        ("http://ada:secret@127.0.0.1:1", "the proxy http://127.0.0.1:1 does not answer"),
        ("http://nowhere.invalid:3128", "the proxy http://nowhere.invalid:3128 was not found"),
        ("socks5://127.0.0.1:1", "no store can be reached through a SOCKS proxy such as socks5://127.0.0.1:1"),
        ("{way}", "the proxy {way} does not connect to {host}"),
    ],
)
def test_a_proxy_that_leads_nowhere_is_named(ours: Store, way: Weather, proxy: str, message: str) -> None:
    way.always("CONNECT", 502)
    far = ours._replace(endpoint="https://s3.nowhere.example", media="https://media.nowhere.example/")
    there = reach(far, settings=KEYS._replace(proxy=proxy.format(way=way.address)))
    for host, said in (("s3.nowhere.example", there.look(NAME)), ("media.nowhere.example", there.seen(NAME))):
        assert isinstance(said, Trouble)
        assert said.message == message.format(way=way.address, host=host)


def test_a_proxy_of_the_environment_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    said = reach(Store("https://sound.nowhere.example/")).seen(NAME)
    assert isinstance(said, Trouble)
    assert said.message == "the proxy http://127.0.0.1:1 does not answer"
    here = reach(Store("http://127.0.0.1:9/"), settings=Settings(proxy="http://127.0.0.1:1")).seen(NAME)
    assert isinstance(here, Trouble)
    assert here.message == "no server answers at 127.0.0.1:9", "which is asked without a proxy"


def test_a_certificate_of_one_s_own(tmp_path: Path, listeners: str) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ours.pem"))
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "server.pem"))
    with s3(tmp_path / "buckets", tmp_path / "server.pem") as address:
        where = Store(listeners, "s3", BUCKET, "a", address)
        said = reach(where).look(NAME)
        assert isinstance(said, Trouble)
        assert said.message == f"the certificate of {address.removeprefix('https://')} is not trusted here"
        assert reach(where, settings=KEYS._replace(certificate=tmp_path / "ours.pem")).look(NAME) is None


def test_a_place_goes_to_other_processes(ours: Store, tmp_path: Path) -> None:
    about = written(tmp_path / NAME, 3000)
    there = pickle.loads(pickle.dumps(reach(ours)))
    assert there.send(tmp_path / NAME, NAME, about, unheard) == about
    assert SECRET not in repr(there)


def test_a_folder(tmp_path: Path, listeners: str) -> None:
    (tmp_path / "sound").mkdir()
    about = written(tmp_path / NAME, 5 << 20)
    there = reach(Store(listeners, "folder", "sound"), tmp_path, Settings())
    assert there.look(NAME) is None
    assert there.send(tmp_path / NAME, NAME, about, unheard) == about._replace(mark=None, duration=None)
    assert files.digest(tmp_path / "sound" / NAME) == about.sha256
    assert there.bring(NAME, tmp_path / "back") == StoredFile(about.bytes, "")
    assert files.digest(tmp_path / "back") == about.sha256
    assert [path.name for path in (tmp_path / "sound").iterdir()] == [NAME]


@pytest.mark.parametrize("where", ["ours", "folder"])
def test_faults_of_this_machine_are_not_the_store_s(where: str, ours: Store, tmp_path: Path, listeners: str) -> None:
    (tmp_path / "sound").mkdir()
    there = reach(ours) if where == "ours" else reach(Store(listeners, "folder", "sound"), tmp_path, Settings())
    about = written(tmp_path / NAME, 1000)
    there.send(tmp_path / NAME, NAME, about, unheard)
    with pytest.raises(NotADirectoryError):
        there.bring(NAME, tmp_path / NAME / "back" / NAME)
    with pytest.raises(FileNotFoundError):
        there.send(tmp_path / "gone", NAME, about, unheard)


def test_a_place_that_only_has_an_address(buckets: tuple[Path, str], listeners: str, tmp_path: Path) -> None:
    there = reach(Store(listeners), tmp_path, Settings())
    assert not there.writable
    assert there.look("plain.mp3") is None
    written(buckets[0] / BUCKET / "plain.mp3", 9 << 20)
    assert there.look("plain.mp3") == StoredFile(9 << 20, "audio/mpeg")
    assert there.bring("plain.mp3", tmp_path / "back") == StoredFile(9 << 20, "audio/mpeg")
    assert files.digest(tmp_path / "back") == files.digest(buckets[0] / BUCKET / "plain.mp3")


def test_of_a_file_s_beginning_the_rest_is_left(buckets: tuple[Path, str], listeners: str, tmp_path: Path) -> None:
    """It comes whole even where the connection breaks in the middle of the file."""
    written(buckets[0] / BUCKET / "begun.mp3", 9 << 20)
    with weather(listeners.rstrip("/")) as passing:
        passing.always("GET", CUT)
        there = reach(Store(f"{passing.address}/"), tmp_path, Settings())
        assert there.begins("begun.mp3", 10) == (buckets[0] / BUCKET / "begun.mp3").read_bytes()[:10]


# What happens on the way.


@pytest.mark.parametrize("status", [503, CUT, LOST])
def test_passing_faults_are_not_noticed(ours: Store, way: Weather, tmp_path: Path, status: int) -> None:
    about = written(tmp_path / NAME, (6 << 20) + 1)
    for method in ("POST", "PUT", "HEAD", "GET"):
        way.once(method, status)
    assert reach(ours).send(tmp_path / NAME, NAME, about, unheard) == about
    assert reach(ours).bring(NAME, tmp_path / "back") == about
    assert files.digest(tmp_path / "back") == about.sha256


ANSWERS = {
    "RequestTimeTooSkewed": (403, "{name} refuses this machine, because its clock is wrong", True),
    "AccessDenied": (403, "{name} refuses this key", True),
    "ExpiredToken": (400, "the key for {name} has expired", True),
    "QuotaExceeded": (403, "no space is left at {name}", True),
    "ServiceUnavailable": (503, "{host} is overloaded or out of order", False),
    "NobodyKnowsThis": (
        418,
        "{name} gave an unexpected answer: Generic S3 error: Error performing PUT",
        False,
    ),
}


@pytest.mark.parametrize("code", ANSWERS)
def test_what_a_store_answers(ours: Store, way: Weather, tmp_path: Path, code: str) -> None:
    status, message, stops = ANSWERS[code]
    way.always("PUT", status, f"<Error><Code>{code}</Code></Error>".encode())
    said = reach(ours).send(tmp_path / NAME, NAME, written(tmp_path / NAME, 10), unheard)
    assert isinstance(said, Trouble)
    assert said.message.startswith(message.format(name=ours, host=way.address.removeprefix("http://")))
    assert said.stops is stops
    assert said.hint


def test_another_region_is_named(ours: Store, way: Weather, tmp_path: Path) -> None:
    told = b"<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-3</Region></Error>"
    way.always("PUT", 400, told)
    said = reach(ours).send(tmp_path / NAME, NAME, written(tmp_path / NAME, 10), unheard)
    assert said == Trouble(f"{ours} is in another region: eu-west-3", f"write `store: {{url: {ours}, region: ...}}` in the feed file")


def test_without_the_right_to_look_there_is_nothing_known(ours: Store, way: Weather, tmp_path: Path) -> None:
    """S3 refuses to tell whether something is there to those who may not list."""
    way.always("HEAD", 403)
    assert reach(ours).look(NAME) is None
    said = reach(ours).send(tmp_path / NAME, NAME, written(tmp_path / NAME, 10), unheard)
    assert isinstance(said, Trouble)
    assert said.message == f"{ours}/{NAME} was sent, but this key is not allowed to read it"


def test_what_arrives_otherwise_is_told(ours: Store, tmp_path: Path) -> None:
    about = written(tmp_path / NAME, 10)
    said = reach(ours).send(tmp_path / NAME, NAME, about._replace(bytes=11), unheard)
    assert isinstance(said, Trouble)
    assert said.message == f"{ours}/{NAME} did not arrive as it was sent: 10 bytes of audio/x-m4a instead of 11 of audio/x-m4a"


def test_a_type_that_does_not_arrive_is_told(ours: Store, way: Weather, tmp_path: Path) -> None:
    """Without it, some apps do not play the file."""
    way.always("HEAD", 200, bytes(10))
    said = reach(ours).send(tmp_path / NAME, NAME, written(tmp_path / NAME, 10), unheard)
    assert isinstance(said, Trouble)
    assert said.message == f"{ours}/{NAME} did not arrive as it was sent: 10 bytes of no type instead of 10 of audio/x-m4a"


def test_what_is_damaged_does_not_come(ours: Store, way: Weather, tmp_path: Path) -> None:
    reach(ours).send(tmp_path / NAME, NAME, written(tmp_path / NAME, 1000), unheard)
    way.always("GET", SPOILT)
    (tmp_path / "back").write_bytes(b"before")
    said = reach(ours).bring(NAME, tmp_path / "back")
    assert said == Trouble(f"{ours} arrived damaged", "publish again later", stops=False)
    assert (tmp_path / "back").read_bytes() == b"before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["back", NAME]


def test_listeners_who_are_refused(ours: Store, way: Weather) -> None:
    way.always("HEAD", 403)
    closed = ours._replace(media=f"{way.address}/{BUCKET}/")
    said = reach(closed).seen(NAME)
    assert said == Trouble(f"listeners are not allowed to get {closed.media}{NAME}", "allow everybody to read the files there", stops=False)


# What a host may get wrong, with the server as judge.


def test_a_server_that_does_not_answer_head_is_told(way: Weather) -> None:
    way.always("HEAD", 405)
    said = reach(Store(f"{way.address}/{BUCKET}/")).seen(NAME)
    assert isinstance(said, Trouble)
    assert said.message == f"{way.address.removeprefix('http://')} does not answer HEAD requests"


def test_wrong_keys(ours: Store, tmp_path: Path) -> None:
    about = written(tmp_path / NAME, 10)
    other = KEYS._replace(store=(("AWS_ACCESS_KEY_ID", "AKIDANOTHERONE12"), ("AWS_SECRET_ACCESS_KEY", SECRET)))
    said = reach(ours, settings=other).send(tmp_path / NAME, NAME, about, unheard)
    assert isinstance(said, Trouble)
    assert (said.message, said.stops) == (f"{ours} does not know the key", True)
    wrong = KEYS._replace(store=(("AWS_ACCESS_KEY_ID", KEY), ("AWS_SECRET_ACCESS_KEY", "notthesecretnotthesecret")))
    said = reach(ours, settings=wrong).send(tmp_path / NAME, NAME, about, unheard)
    assert isinstance(said, Trouble)
    assert said.message == f"the secret does not match the key for {ours}"
    assert "notthesecret" not in repr(said)


@pytest.mark.parametrize("size", [10, 6 << 20])
def test_no_bucket(ours: Store, tmp_path: Path, size: int) -> None:
    elsewhere = ours._replace(root="not-there")
    assert reach(elsewhere).look(NAME) is None
    said = reach(elsewhere).send(tmp_path / NAME, NAME, written(tmp_path / NAME, size), unheard)
    assert said == Trouble(f"{elsewhere} does not exist", "create the bucket, or correct `store:` in the feed file")


@pytest.mark.parametrize(
    ("endpoint", "message"),
    [
        ("http://127.0.0.1:1", "no server answers at 127.0.0.1:1"),
        ("https://nowhere.invalid", "nowhere.invalid was not found"),
        ("https", "{host} does not speak https"),
    ],
)
def test_wrong_endpoints(ours: Store, way: Weather, tmp_path: Path, endpoint: str, message: str) -> None:
    host = way.address.removeprefix("http://")
    elsewhere = ours._replace(endpoint=f"https://{host}" if endpoint == "https" else endpoint)
    said = reach(elsewhere).send(tmp_path / NAME, NAME, written(tmp_path / NAME, 10), unheard)
    assert isinstance(said, Trouble)
    assert (said.message, said.stops) == (message.format(host=host), True)


@pytest.mark.parametrize(
    ("kind", "keys", "lacking"),
    [
        ("s3", (), "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"),
        ("s3", (("AWS_ACCESS_KEY_ID", "a"),), "AWS_SECRET_ACCESS_KEY"),
        ("gs", (), "GOOGLE_APPLICATION_CREDENTIALS"),
        ("az", (("AZURE_STORAGE_ACCOUNT_KEY", "a"),), "AZURE_STORAGE_ACCOUNT_NAME"),
    ],
)
def test_no_keys(kind: str, keys: tuple[tuple[str, str], ...], lacking: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    where = Store("https://cdn.example/", kind, "bucket", "a")
    said = store.opened(where, tmp_path, Settings(store=keys))
    hint = f"set {lacking} in the environment, or under `store:` in pipeline.local.yaml"
    assert said == Trouble(f"there is no key for {kind}://bucket/a on this machine", hint)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("s3", "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY"),
        ("s3", "AWS_WEB_IDENTITY_TOKEN_FILE AWS_ROLE_ARN"),
        ("s3", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"),
        ("s3", "AWS_CONTAINER_CREDENTIALS_FULL_URI"),
        ("gs", "GOOGLE_APPLICATION_CREDENTIALS"),
        ("gs", "GOOGLE_SERVICE_ACCOUNT_KEY"),
        ("az", "AZURE_STORAGE_ACCOUNT_NAME AZURE_STORAGE_ACCOUNT_KEY"),
        ("az", "AZURE_STORAGE_ACCOUNT_NAME AZURE_STORAGE_SAS_KEY"),
        ("az", "AZURE_STORAGE_ACCOUNT_NAME AZURE_CLIENT_ID AZURE_CLIENT_SECRET AZURE_TENANT_ID"),
    ],
)
def test_keys_that_are_enough(kind: str, names: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked yet: whether the store takes them shows when it is asked."""
    monkeypatch.setenv("HOME", str(tmp_path))
    keys = tuple((name, "key") for name in names.split())
    assert isinstance(store.opened(Store("https://cdn.example/", kind, "bucket"), tmp_path, Settings(store=keys)), store.OpenStore)


def test_keys_that_are_none(tmp_path: Path) -> None:
    google, azure = Store("https://cdn.example/", "gs", "bucket"), Store("https://cdn.example/", "az", "box")
    gone = Settings(store=(("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "gone.json")),))
    said = reach(google, tmp_path, gone).look(NAME)
    assert isinstance(said, Trouble)
    assert said.message == "the key for gs://bucket cannot be read"
    names = ("AZURE_STORAGE_ACCOUNT_NAME", "AZURE_STORAGE_ACCOUNT_KEY")
    said = reach(azure, tmp_path, Settings(store=tuple(zip(names, ("mine", "no base64!"), strict=True)))).look(NAME)
    assert isinstance(said, Trouble)
    assert said.message == "the key for az://box cannot be read"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """It is not made: a disk may not be plugged in."""
    said = store.opened(Store("https://cdn.example/", "folder", "gone"), tmp_path, Settings())
    assert said == Trouble("there is no folder gone", "create it, or connect the disk that it is on")


def test_troubles_of_services_that_are_not_here() -> None:
    """What Azure, Google and disks say, in their own words."""
    told = {
        "Make sure the Date header in the request is incorrect": "because its clock is wrong",
        '{"error":"invalid_grant","error_description":"Invalid JWT: ... in a reasonable timeframe"}': "because its clock is wrong",
        "404 Not Found: <Code>ContainerNotFound</Code>": "az://box does not exist",
        "403 Forbidden: <Code>AuthenticationFailed</Code>": "the secret does not match the key for az://box",
        "403 Forbidden: <Code>AuthorizationPermissionMismatch</Code>": "az://box refuses this key",
        "No space left on device (os error 28)": "no space is left at az://box",
        "Permission denied (os error 13)": "az://box cannot be written to",
        "TokenRequest { source": "no key for az://box could be obtained",
        "invalid peer certificate: UnknownIssuer": "the certificate of az.example is not trusted here",
        "HTTP error: operation timed out": "az.example answers too slowly",
    }
    for text, message in told.items():
        said = trouble.recognise(text, "az://box", "az.example")
        assert message in said.message
        assert said.hint
