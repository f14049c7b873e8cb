"""Whether damaged posts and captions are read: files of a folder, cut, spliced and sprinkled at random.

    python -m bench.fuzz FOLDER [COUNT] [SEED]

A thousand files unless told. What raises, tells of lines that are not there, or gives times that run backwards is written to `.pipeline/fuzz/`
and told with its reason; then the exit code is 1. The slowest file is told by its CPU time. The same seed makes the same damage.
"""

import hashlib
import random
import sys
import time
import traceback
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from pipeline.content import captions, inspection, read_post
from pipeline.content.problem import Problem

FOUND = Path(".pipeline/fuzz")
POSTS = frozenset((".md", ".mdx", ".markdown"))
CAPTIONS = frozenset((".vtt", ".srt", ".sbv", ".json", ".json3", ".xml", ".ttml"))
LARGEST = 1_000_000  # bytes of a file that is used
NASTY = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\r\n\r\n", b"---\n", b"\n---\n", b"\t", b"[", b"](", b"![", b"<", b"<!--", b"-->", b"</div>", b"<iframe src=",
    b"<script>", b"<b>" * 50, b"> " * 50, b"*" * 99, b"`" * 9, b"{{<", b"%}", b"&#0;", b"&#x110000;", b"| a |\n|-|\n", b"[^1]", b"\n[^1]: x", b"### ", b"\n\n### Why?\n\n",
    b"**Ana:** ", b"<!-- at 99:99 -->", b"00:00:00.000 --> 99:59:59.999", b"-->", b"\n\n1\n", b"<00:00:01.000><c>", b"<v Ana>", b">>", b'"start": -1', b'"start": 1e999', b"]}",
    b"&x;", b"<!DOCTYPE x>", "\u202e\u200b\ud7ff".encode(), "“‘¿？".encode(), "é".encode().decode("cp1252").encode(),
)  # fmt: skip


def main(folder: Path, count: int = 1_000, seed: int = 0) -> int:
    """Read `count` damaged files. Returns 0, or 1 if one was not read properly, or 2 if there are none."""
    chance = random.Random(seed)  # noqa: S311  (damage need not be secret)
    files = [
        path for path in sorted(folder.rglob("*")) if path.suffix in POSTS | CAPTIONS and path.is_file() and path.stat().st_size < LARGEST
    ]
    if not files:
        print(f"{folder} holds no posts and no captions", file=sys.stderr)
        return 2
    faults = 0
    slowest = (0.0, files[0])
    for _ in range(count):
        path = chance.choice(files)
        data = damaged(path.read_bytes(), chance.choice(files).read_bytes(), chance)
        began = time.process_time()
        reason = fault(data, path)
        slowest = max(slowest, (time.process_time() - began, path))
        if reason:
            faults += 1
            print(f"{keep(data, path)}: {reason}")
    print(f"{count:,} damaged files, {faults} not read as they should be; the slowest took {slowest[0]:.2f} s of CPU ({slowest[1].name})")
    return 1 if faults else 0


def damaged(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The bytes of a file after one to five random changes."""
    for _ in range(chance.randint(1, 5)):
        blow = chance.choice((cut, double, sprinkle, splice, flip, shuffle))
        data = blow(data, other, chance)[:LARGEST]
    return data


def cut(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = piece(data, chance)
    return data[:start] + data[end:]


def double(data: bytes, _: bytes, chance: random.Random) -> bytes:
    start, end = piece(data, chance)
    return data[:end] + data[start:end] * chance.randint(1, 20) + data[end:]


def sprinkle(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 30)):
        at = chance.randint(0, len(data))
        data = data[:at] + chance.choice(NASTY) * chance.choice((1, 1, 1, 100)) + data[at:]
    return data


def splice(data: bytes, other: bytes, chance: random.Random) -> bytes:
    at, (start, end) = chance.randint(0, len(data)), piece(other, chance)
    return data[:at] + other[start:end] + data[at:]


def flip(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 50) if data else 0):
        changed[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(changed)


def shuffle(data: bytes, _: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    start, end = piece(lines, chance)
    some = lines[start:end]
    chance.shuffle(some)
    return b"\n".join((*lines[:start], *some, *lines[end:]))


def piece(whole: bytes | list[bytes], chance: random.Random) -> tuple[int, int]:
    """The two ends of a random range, mostly near each other."""
    start = chance.randint(0, len(whole))
    return start, min(len(whole), start + int(chance.expovariate(10 / (len(whole) + 1))))


def fault(data: bytes, path: Path) -> str | None:
    """What went wrong when damaged bytes were read; None if nothing did."""
    read = read_as_post if path.suffix in POSTS else read_as_captions
    try:
        return next(read(data, path.name), None)
    except Exception:  # noqa: BLE001  (whatever it is, it is what is looked for)
        return traceback.format_exc()


def read_as_post(data: bytes, name: str) -> Iterator[str]:
    post, problems = read_post.read(data, name, read_post.Background(assets="https://blog.example"))
    inspection.to_json(post, problems).encode()
    inspection.to_table(post, problems).encode()
    if not post and not problems:
        yield "neither a post nor a problem"
    lines = [*(heading.line for heading in post.headings), *(turn.line for turn in post.turns)] if post else []
    yield from beyond(data, problems, lines)


def read_as_captions(data: bytes, name: str) -> Iterator[str]:
    found, problems = captions.read(data, name)
    if not found and not any(problem.is_error for problem in problems):
        yield "neither captions nor an error"
    words = found.words if found else ()
    if any(word.end < word.start for word in words) or any(first.end > second.start for first, second in pairwise(words)):
        yield "words whose times run backwards"
    yield from beyond(data, problems, [])


def beyond(data: bytes, problems: tuple[Problem, ...], lines: list[int]) -> Iterator[str]:
    """Line numbers in problems that the file does not have."""
    last = data.count(b"\n") + data.count(b"\r") + 2
    told = (*lines, *(problem.place.line for problem in problems))
    yield from (f"line {line} of {last}" for line in told if not 1 <= line <= last)


def keep(data: bytes, path: Path) -> Path:
    """The path where damaged bytes are kept."""
    FOUND.mkdir(parents=True, exist_ok=True)
    kept = FOUND / f"{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}"
    kept.write_bytes(data)
    return kept


if __name__ == "__main__":
    given = sys.argv[1:]
    if not 1 <= len(given) <= 3:
        sys.exit(__doc__)
    sys.exit(main(Path(given[0]), *map(int, given[1:])))
