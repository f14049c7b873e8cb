"""A browser for tests: the system's own Chromium, without a window."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserType

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = ("--no-sandbox", "--disable-gpu", "--mute-audio", "--disable-background-networking", "--autoplay-policy=no-user-gesture-required")


@contextmanager
def chromium() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - most runs of single tests open no page

    with sync_playwright() as playwright, launched(playwright.chromium) as browser:
        yield browser


def launched(kind: "BrowserType", *flags: str) -> "Browser":
    """A browser with further flags; it ends with its `with` block."""
    return kind.launch(executable_path=CHROMIUM, args=[*_FLAGS, *flags])
