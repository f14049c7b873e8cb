"""A browser for tests: the system's own Chromium, without a window."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType, Page

PATIENCE = 30_000  # milliseconds that a busy machine may take for what takes a few
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--mute-audio", "--disable-background-networking", "--autoplay-policy=no-user-gesture-required")


@contextmanager
def chromium() -> "Iterator[Browser]":
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - most runs of single tests open no page

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright, launched(playwright.chromium) as browser:
        yield browser


def launched(kind: "BrowserType", *flags: str) -> "Browser":
    """A browser with further flags; it ends with its `with` block."""
    return kind.launch(executable_path=CHROMIUM, args=[*_FLAGS, *flags])


def until(page: "Page", happens: Callable[[], object], what: str = "") -> None:
    """Wait until something is true, while the page goes on. The browser's own waiting needs `eval`, which our pages forbid."""
    end = time.monotonic() + PATIENCE / 1000
    while not happens():
        assert time.monotonic() < end, what
        page.wait_for_timeout(50)
