"""The models dialog as a person uses it, on computers and hubs that are not there."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from lsg_desktop.errors import EnvironmentFault
from lsg_desktop.events import Failed, ModelLoaded, ModelLoading
from lsg_desktop.models.device import Place
from lsg_desktop.models.precision import Parts
from lsg_desktop.models.progress import Progress
from lsg_desktop.models.tiny import random_checkpoint
from lsg_desktop.ui.core_words import told
from lsg_desktop.ui.downloads import Downloads
from lsg_desktop.ui.models_dialog import ModelsDialog, Outside
from lsg_desktop.ui.models_needs import needs
from lsg_desktop.ui.models_shelf import Entry, Here, Kind, Shelf, read_shelf
from lsg_desktop.ui.models_words import about
from tests.models.test_precision import LARGE, TOY
from tests.ui import hands

LEFT = Qt.MouseButton.LeftButton
GB = 10**9
BIG = "Qwen/Qwen2-Audio-7B"
EVERY = {code: tuple(c for c in ("en", "de", "zh") if c != code) for code in ("en", "de", "zh")}
GPU = Place("cuda", "cuda:0", "a GPU", 12 * GB, 13 * GB, True, True)

DEMO_ENTRY = Entry(
    name="demo",
    title="demo",
    called="demo",
    kind=Kind.BUNDLED,
    here=Here.WHOLE,
    disk_bytes=14_000_000,
    languages={"de": ("en",)},
    parts=TOY,
)
ABSENT = Entry(
    name=BIG,
    title="Qwen2-Audio-7B",
    called=BIG,
    kind=Kind.HUB,
    here=Here.NOT,
    download_bytes=16_803_000_000,
    languages=EVERY,
    parts=LARGE,
)
WHOLE = replace(ABSENT, here=Here.WHOLE, disk_bytes=16_803_000_000)


class World:
    """What the dialog reaches for, as a test wants it."""

    def __init__(self):
        self.big = WHOLE
        self.place = GPU
        self.fault = None
        self.free_disk = 100 * GB
        self.removed = []
        self.probing = threading.Event()
        self.probing.set()
        self.go = threading.Event()
        self.bad_folders = set()

    def shelf(self, folders):
        own = [self.folder(folder) for folder in folders]
        return Shelf((DEMO_ENTRY, self.big, *own), self.free_disk, "/cache")

    def folder(self, path):
        problem = "config.json is missing" if path in self.bad_folders else ""
        return Entry(
            name=str(path),
            title=path.name,
            called=path.name,
            kind=Kind.FOLDER,
            here=Here.WHOLE,
            parts=TOY,
            problem=problem,
            remedy="take another one" if problem else "",
        )

    def probe(self):
        self.probing.wait(5)
        if self.fault:
            raise self.fault
        return self.place

    def remove(self, name):
        self.removed.append(name)
        self.big = ABSENT
        return 16_803_000_000

    def download(self, name, on_progress, stop, *, verify):
        on_progress(Progress("model.safetensors", int(4.2 * GB), int(16.8 * GB), 11e6, 1100.0))
        while not self.go.wait(0.005):
            if stop.is_set():
                self.big = replace(ABSENT, here=Here.PARTLY, disk_bytes=int(4.2 * GB))
                return None
        if self.fault:
            raise self.fault
        self.big = WHOLE
        return Path("there")


@pytest.fixture
def world():
    return World()


@pytest.fixture
def downloads(qapp, world):
    """Give the downloads of a window, which end with the test."""
    downloads = Downloads(world.download)
    yield downloads
    downloads.close()


@pytest.fixture
def dialog(qtbot, world, downloads):
    """Give a dialog that has looked around."""
    return opened(qtbot, world, downloads)


def opened(qtbot, world, downloads, folders=()):
    dialog = ModelsDialog(downloads, Outside(world.shelf, world.probe, world.remove), folders)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.stock.entries) and not dialog.machine.is_running)
    return dialog


def verdict(dialog, precision):
    return dialog.page.precisions.verdicts[precision].text()


def standings(dialog):
    return [
        dialog.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(dialog.list.count())
    ]


def press(qtbot, button):
    assert button.isVisible()
    assert button.isEnabled()
    qtbot.mouseClick(button, LEFT)


def test_it_lists_what_there_is_and_how_it_stands(dialog):
    assert standings(dialog) == ["Demo model, Ready to use", "Qwen2-Audio-7B, Ready to use"]
    assert not dialog.isModal()
    assert dialog.page.lines["languages"].text() == (
        "Writes down German, and translates it into English."
    )
    dialog.look_at(BIG)
    said = dialog.page.lines["languages"].text()
    assert said.startswith("Writes down English, German")
    assert said.endswith("and translates each of them into every other.")
    assert dialog.page.lines["disk"].text() == "16.8 GB on this computer."


def test_arrow_keys_go_through_the_list(dialog, qtbot):
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.page.title.text() == "Qwen2-Audio-7B"


def test_each_precision_says_what_it_needs_and_whether_it_fits(dialog):
    dialog.look_at(BIG)
    assert verdict(dialog, "auto") == "✓ the best that fits: 4 bits (nf4)"
    assert verdict(dialog, "bf16") == "✗ needs 17.7 GB; this GPU has 12.0 GB free"
    assert verdict(dialog, "int8") == "✓ needs 11.2 GB; fits, with sentences of up to 16 s"
    assert verdict(dialog, "nf4") == "✓ needs 8.0 GB; fits"
    recommended = dialog.page.precisions.buttons["nf4"]
    assert recommended.text() == "4 bits (nf4), recommended"
    assert "needs 8.0 GB" in recommended.accessibleName()


def test_what_is_said_to_be_needed_is_what_loading_asks_for():
    """At the memory that is named a precision fits, and just below it does not."""
    for name in ("bf16", "int8", "nf4", "nf4-small"):
        needed = needs(LARGE, GPU, 30.0).of[name].bytes
        assert needed is not None
        for free, fits in ((needed + 10**6, True), (needed - 10**6, False)):
            place = replace(GPU, free_bytes=free, total_bytes=80 * GB)
            assert needs(LARGE, place, 30.0).fits(name) is fits


def test_a_precision_that_does_not_fit_cannot_be_used(dialog, qtbot):
    dialog.look_at(BIG)
    hands.tick(dialog.page.precisions.buttons["bf16"])
    assert not dialog.page.use_button.isEnabled()
    hands.tick(dialog.page.precisions.buttons["int8"])
    with qtbot.waitSignal(dialog.use) as wish:
        press(qtbot, dialog.page.use_button)
    assert wish.args == [BIG, "int8"]


def test_a_device_that_cannot_compute_in_a_precision_says_so(qtbot, world, downloads):
    world.place = Place("mps", "mps", "Apple's GPU", 30 * GB, 32 * GB, False, False)
    dialog = opened(qtbot, world, downloads)
    assert verdict(dialog, "nf4") == "✗ not possible on this GPU"


def test_where_nothing_fits_it_says_what_helps(qtbot, world, downloads):
    world.place = replace(GPU, free_bytes=4 * GB)
    dialog = opened(qtbot, world, downloads)
    dialog.look_at(BIG)
    assert verdict(dialog, "auto").startswith("✗ nothing fits")
    assert not dialog.page.use_button.isEnabled()


def test_before_the_computer_is_known_it_says_that_it_is_looking(qtbot, world, downloads):
    """Probing may take seconds, and the window goes on meanwhile."""
    world.probing.clear()
    dialog = ModelsDialog(downloads, Outside(world.shelf, world.probe, world.remove))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: bool(dialog.stock.entries))
    assert dialog.page.machine.text() == "Checking this computer…"
    assert verdict(dialog, "fp32") == ""
    assert dialog.page.use_button.isEnabled()
    world.probing.set()
    qtbot.waitUntil(lambda: verdict(dialog, "fp32") != "")
    assert dialog.page.machine.text() == "a GPU: 12.0 GB of 13.0 GB are free."


def test_a_computer_that_cannot_be_looked_at_is_said_and_asked_again(qtbot, world, downloads):
    world.fault = EnvironmentFault("no GPU answers", "choose another one")
    dialog = opened(qtbot, world, downloads)
    assert "No GPU answers. Choose" in dialog.page.machine.text()
    world.fault = None
    press(qtbot, dialog.page.again_button)
    qtbot.waitUntil(lambda: "are free" in dialog.page.machine.text())


def test_loading_is_shown_and_what_is_loaded_is_marked(dialog, qtbot):
    dialog.look_at(BIG)
    press(qtbot, dialog.page.use_button)
    assert dialog.strip.line.text() == "Loading Qwen2-Audio-7B…"
    assert not dialog.page.use_button.isEnabled()
    dialog.take(ModelLoading(doing="Loading model", done=0.42))
    assert dialog.strip.line.text() == "Loading Qwen2-Audio-7B, 42 %"
    assert dialog.strip.bar.value() == 42
    dialog.take(ModelLoaded(model=BIG, precision="nf4", device="cuda:0"))
    assert standings(dialog)[1] == "Qwen2-Audio-7B, In use"
    assert dialog.page.use_button.text() == "In use"
    qtbot.waitUntil(lambda: "on a GPU" in dialog.strip.line.text())
    assert dialog.strip.line.text() == "Qwen2-Audio-7B is in use: 4 bits (nf4), on a GPU."
    assert not dialog.page.remove_button.isEnabled()


def test_the_loaded_model_can_be_given_up_or_taken_in_another_precision(dialog, qtbot, world):
    """What it takes itself counts as free, for it goes before the other one comes."""
    world.place = replace(GPU, free_bytes=4 * GB)
    dialog.show_asked(BIG, "auto")
    dialog.take(ModelLoaded(model=BIG, precision="nf4", device="cuda:0"))
    qtbot.waitUntil(lambda: "11.2 GB of 13.0 GB" in dialog.page.machine.text())
    hands.tick(dialog.page.precisions.buttons["nf4-small"])
    assert dialog.page.use_button.isEnabled()
    with qtbot.waitSignal(dialog.unload):
        press(qtbot, dialog.strip.unload_button)
    dialog.take(ModelLoaded(model=None))
    assert dialog.strip.line.text() == "No model is loaded."
    assert not dialog.strip.unload_button.isVisible()


def test_out_of_memory_offers_the_next_smaller_precision(dialog, qtbot):
    dialog.look_at(BIG)
    press(qtbot, dialog.page.use_button)
    dialog.take(Failed(problem="the memory is full", remedy="choose nf4", smaller="nf4"))
    assert dialog.strip.note.text() == "The memory is full."
    with qtbot.waitSignal(dialog.use) as wish:
        press(qtbot, dialog.strip.smaller_button)
    assert wish.args == [BIG, "nf4"]
    assert not dialog.strip.smaller_button.isVisible()


def test_another_fault_of_loading_comes_with_its_remedy(dialog, qtbot):
    press(qtbot, dialog.page.use_button)
    dialog.take(Failed(problem="a file is damaged", remedy="download it again"))
    assert dialog.strip.line.text() == "Demo model could not be loaded."
    assert dialog.strip.note.text() == "A file is damaged. Download it again."
    assert dialog.page.use_button.isEnabled()


def test_a_fault_of_a_session_is_not_the_dialogs(dialog):
    dialog.take(ModelLoaded(model="demo", precision="fp32", device="cpu"))
    dialog.take(Failed(problem="the microphone is gone"))
    assert dialog.strip.line.text() == "Demo model is in use: 32 bits (fp32), on the processor."
    assert not dialog.strip.note.isVisible()


def test_a_download_shows_how_far_it_is_pauses_and_goes_on(dialog, qtbot, world):
    world.big = ABSENT
    dialog.stock.read()
    dialog.look_at(BIG)
    button = dialog.page.transfer.button
    qtbot.waitUntil(lambda: button.isVisible() and button.text() == "Download")
    assert dialog.page.lines["disk"].text().startswith("16.8 GB to download")
    assert not dialog.page.use_button.isVisible()
    press(qtbot, button)
    line = dialog.page.transfer.line
    qtbot.waitUntil(lambda: line.text() == "4.2 GB of 16.8 GB, 11 MB a second, 18 min left")
    assert dialog.page.transfer.bar.value() == 25
    assert standings(dialog)[1] == "Qwen2-Audio-7B, Downloading, 25 %"
    press(qtbot, button)
    qtbot.waitUntil(lambda: button.text() == "Resume download")
    qtbot.waitUntil(lambda: standings(dialog)[1].endswith("Partly downloaded"))
    world.go.set()
    press(qtbot, button)
    qtbot.waitUntil(dialog.page.use_button.isVisible)
    assert not button.isVisible()


def test_too_little_disk_is_said_before_anything_is_fetched(qtbot, world, downloads):
    world.big, world.free_disk = ABSENT, 10 * GB
    dialog = opened(qtbot, world, downloads)
    dialog.look_at(BIG)
    assert "only 10.0 GB free" in dialog.page.lines["disk"].text()


def test_a_download_that_fails_says_why_and_can_be_tried_again(dialog, qtbot, world):
    world.big = ABSENT
    world.go.set()
    world.fault = EnvironmentFault("the hub does not answer", "try again: what has come is kept")
    dialog.stock.read()
    dialog.look_at(BIG)
    button = dialog.page.transfer.button
    qtbot.waitUntil(button.isVisible)
    press(qtbot, button)
    qtbot.waitUntil(lambda: button.text() == "Retry")
    assert dialog.page.transfer.fault.text() == (
        "The hub does not answer. Try again: what has come is kept."
    )
    assert standings(dialog)[1] == "Qwen2-Audio-7B, Download failed"
    world.fault = None
    press(qtbot, button)
    qtbot.waitUntil(dialog.page.use_button.isVisible)


def test_closing_the_dialog_does_not_stop_a_download(dialog, qtbot, world, downloads):
    world.big = ABSENT
    dialog.stock.read()
    dialog.look_at(BIG)
    qtbot.waitUntil(dialog.page.transfer.button.isVisible)
    press(qtbot, dialog.page.transfer.button)
    press(qtbot, dialog.close_button)
    assert not dialog.isVisible()
    assert downloads.is_running
    with qtbot.waitSignal(downloads.finished):
        world.go.set()
    dialog.show()
    qtbot.waitUntil(dialog.page.use_button.isVisible)


def test_a_download_is_deleted_only_after_a_question(dialog, qtbot, world):
    dialog.look_at(BIG)
    press(qtbot, dialog.page.remove_button)
    box = dialog.findChild(QMessageBox)
    assert box.text() == "Delete Qwen2-Audio-7B?"
    assert box.informativeText().startswith("16.8 GB of disk become free.")
    assert world.removed == []
    delete = next(one for one in box.findChildren(QPushButton) if one.text() == "Delete")
    assert not delete.isDefault()
    qtbot.mouseClick(delete, LEFT)
    qtbot.waitUntil(lambda: standings(dialog)[1].endswith("Not downloaded"))
    assert world.removed == [BIG]
    assert dialog.notice.text() == "Deleted: 16.8 GB are free again."


def test_the_demo_model_cannot_be_deleted(dialog):
    assert not dialog.page.remove_button.isVisible()


def test_a_folder_with_a_model_is_added_and_can_be_taken_off(dialog, qtbot, tmp_path):
    press(qtbot, dialog.folder_button)
    chooser = dialog.findChild(QFileDialog)
    with qtbot.waitSignal(dialog.folder_added) as added:
        chooser.fileSelected.emit(str(tmp_path))
    chooser.close()
    assert added.args == [str(tmp_path)]
    assert dialog.page.title.text().replace("\u200b", "") == tmp_path.name
    with qtbot.waitSignal(dialog.use) as wish:
        press(qtbot, dialog.page.use_button)
    assert wish.args == [str(tmp_path), "auto"]
    dialog.take(Failed(problem="it is damaged"))
    with qtbot.waitSignal(dialog.folder_removed) as gone:
        press(qtbot, dialog.page.remove_button)
    assert gone.args == [str(tmp_path)]
    qtbot.waitUntil(lambda: dialog.list.count() == 2)
    assert dialog.page.title.text() == "Demo model"


def test_a_folder_without_a_model_is_refused_in_one_line(dialog, qtbot, world, tmp_path):
    world.bad_folders.add(tmp_path)
    spy = QSignalSpy(dialog.folder_added)
    dialog.stock.add_folder(str(tmp_path))
    qtbot.waitUntil(dialog.notice.isVisible)
    assert dialog.notice.text() == "Config.json is missing. Take another one."
    assert dialog.list.count() == 2
    assert spy.count() == 0


def test_a_folder_of_last_time_that_is_broken_stays_and_says_so(qtbot, world, downloads, tmp_path):
    world.bad_folders.add(tmp_path)
    dialog = opened(qtbot, world, downloads, [str(tmp_path)])
    assert standings(dialog)[2].endswith("Cannot be used")
    dialog.look_at(str(tmp_path))
    assert dialog.page.problem.text() == "Config.json is missing. Take another one."
    assert not dialog.page.use_button.isVisible()
    assert dialog.page.remove_button.isEnabled()


def test_the_real_shelf_has_the_catalogue_and_the_users_folders(tmp_path):
    """The demo model may be missing in a checkout; the large one is not in a test's home."""
    folder = tmp_path / "mine"
    random_checkpoint(folder)
    shelf = read_shelf([folder, tmp_path / "gone"])
    demo, big, mine, gone = shelf.entries
    assert demo.kind is Kind.BUNDLED
    assert (big.name, big.here, big.parts) == (BIG, Here.NOT, LARGE)
    assert len(big.languages) == 9
    assert (mine.name, mine.here, mine.problem) == (str(folder), Here.WHOLE, "")
    assert isinstance(mine.parts, Parts)
    assert mine.disk_bytes > 0
    assert gone.problem == f"there is no folder {tmp_path / 'gone'}"
    assert shelf.free_disk_bytes > 0


def save_adapter(folder, base, **ours):
    """Write what makes a folder an adapter for a model."""
    folder.mkdir()
    said = {"peft_type": "LORA", "base_model_name_or_path": str(base)}
    (folder / "adapter_config.json").write_text(json.dumps(said))
    (folder / "lsg-adapter.json").write_text(json.dumps({"base": str(base), **ours}))


def test_the_folder_of_an_adapter_is_a_model_of_its_own(tmp_path):
    """It takes what its model takes, and is chosen, remembered and calibrated like any."""
    random_checkpoint(tmp_path / "tiny")
    save_adapter(tmp_path / "mine", tmp_path / "tiny")
    model, entry = read_shelf([tmp_path / "tiny", tmp_path / "mine"]).entries[-2:]
    assert (entry.kind, entry.title, entry.called) == (Kind.FOLDER, "mine", "tiny + mine")
    assert (entry.base, entry.parts, entry.languages) == ("tiny", model.parts, model.languages)
    assert entry.disk_bytes < 1000 and not entry.problem
    assert about(entry) == f"An adapter of yours for tiny: {tmp_path / 'mine'}"


def test_an_adapter_says_why_it_cannot_be_used(tmp_path):
    random_checkpoint(tmp_path / "tiny")
    save_adapter(tmp_path / "other", tmp_path / "tiny", base_digest="0123")
    save_adapter(tmp_path / "lost", tmp_path / "nowhere")
    save_adapter(tmp_path / "large", "Qwen/Qwen2-Audio-7B")
    save_adapter(tmp_path / "reads", tmp_path / "tiny", kind="text")
    random_checkpoint(tmp_path / "empty")
    (tmp_path / "empty" / "model.safetensors").write_bytes(b"")
    save_adapter(tmp_path / "of-empty", tmp_path / "empty")
    other, lost, large, reads, of_empty = read_shelf(
        [tmp_path / name for name in ("other", "lost", "large", "reads", "of-empty")]
    ).entries[-5:]
    assert told(other.problem, other.remedy).endswith(
        "tiny, and the model is tiny. Choose another adapter, or train this one again."
    )
    assert told(lost.problem, lost.remedy).endswith(
        "which is not to be found. Put the model where it was when the adapter was trained."
    )
    assert told(large.problem, large.remedy) == (
        "Qwen/Qwen2-Audio-7B is not on this computer. Download Qwen/Qwen2-Audio-7B under “Models”."
    )
    assert told(reads.problem, reads.remedy).endswith(
        "was trained for another input (text). Choose another adapter."
    )
    assert of_empty.problem == f"model.safetensors in {tmp_path / 'empty'} is damaged"


def test_importing_it_loads_neither_torch_nor_the_hubs_library():
    code = (
        "import sys, lsg_desktop.ui.models_dialog;"
        "print([n for n in ('torch', 'transformers', 'huggingface_hub') if n in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
