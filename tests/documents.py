"""What documents show in fences."""

import re
from pathlib import Path


def blocks(document: Path, language: str) -> list[str]:
    """The text of each fence of that language."""
    return re.findall(rf"^```{language}\n(.*?)^```", document.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
