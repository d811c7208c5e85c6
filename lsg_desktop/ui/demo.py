"""What the window is to play at once when it opens; it knows no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Demo:
    """A talk for a model, what to translate it into, and policy settings that were chosen."""

    talk: Path
    model: str
    target_lang: str
    settings: Mapping[str, Any]
