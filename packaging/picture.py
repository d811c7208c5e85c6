"""Draws the picture of the terminal demo that README shows: python packaging/picture.py."""

from __future__ import annotations

import io
import re

from rich.console import Console, Group

from lsg_desktop.audio.file import FileSource
from lsg_desktop.cli.scene import Hearing, Scene
from lsg_desktop.events import Task
from lsg_desktop.models.load import load
from lsg_desktop.paths import resources
from lsg_desktop.session import build
from lsg_desktop.session.captioner import Order
from lsg_desktop.settings import PREVIEW_TOKENS

WIDTH, HEIGHT = 104, 30
UNTIL_S = 44.0


def main() -> None:
    """Play the talk up to a moment in the midst of a sentence and draw what stands there."""
    model = load("demo")
    order = Order(
        tasks=(Task.TRANSCRIBE, Task.TRANSLATE),
        source_lang="en",
        target_lang="de",
        settings=build.policy_settings(model.info),
        preview=PREVIEW_TOKENS,
    )
    source = FileSource(resources() / "demo-talk" / "talk.flac")
    session = build.session(model, source, order)
    hearing = Hearing(is_live=False, duration_s=source.duration_s, rtf=lambda: session.rtf)
    scene = Scene(order, hearing)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True)
    with source:
        for event in session.events():
            rows = scene.take(event, WIDTH)
            if rows:
                console.print(Group(*rows))
            if event.audio_s >= UNTIL_S and event.name == "draft":
                break
    console.print(Group(*scene.rows(WIDTH, HEIGHT)))
    folder = resources() / "pictures"
    folder.mkdir(exist_ok=True)
    svg = console.export_svg(title="lsg-desktop demo")
    # Rich names a font on the network; what the reader has will do.
    (folder / "demo.svg").write_text(re.sub(r"@font-face \{.*?\}", "", svg, flags=re.S), "utf-8")


if __name__ == "__main__":
    main()
