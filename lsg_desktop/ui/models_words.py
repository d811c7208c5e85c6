"""What a person is told of models, memory and disks; it knows no widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from lsg_desktop.events import ModelLoaded, ModelLoading
from lsg_desktop.models.amounts import size
from lsg_desktop.models.device import Place
from lsg_desktop.models.progress import Progress
from lsg_desktop.ui.core_words import said
from lsg_desktop.ui.downloads import Standing
from lsg_desktop.ui.models_needs import Need, Needs
from lsg_desktop.ui.models_shelf import Entry, Here, Kind, Shelf
from lsg_desktop.ui.transcript_words import language_name


def title(entry: Entry) -> str:
    """Name a model for a person."""
    if entry.kind is Kind.BUNDLED:
        return QCoreApplication.translate("Models", "Demo model")
    return entry.title


def about(entry: Entry) -> str:
    """Say what a model is."""
    if entry.kind is Kind.BUNDLED:
        return QCoreApplication.translate(
            "Models",
            "Comes with the application. It understands its own bundled voices and their small"
            " subject only, and runs on any computer.",
        )
    if entry.name == "Qwen/Qwen2-Audio-7B":
        return QCoreApplication.translate(
            "Models",
            "A large model for everyday speech, best on a GPU with 8 GB or more."
            " Licence: Apache\u00a02.0.",
        )
    if entry.base:
        words = QCoreApplication.translate("Models", "An adapter of yours for {model}: {folder}")
        return words.format(model=entry.base, folder=entry.name)
    if entry.kind is Kind.FOLDER:
        words = QCoreApplication.translate("Models", "A folder of yours: {folder}")
        return words.format(folder=entry.name)
    words = QCoreApplication.translate("Models", "From the Hugging Face hub: {name}")
    return words.format(name=entry.name)


def languages(known: Mapping[str, Sequence[str]]) -> str:
    """Say which languages a model understands and what it translates them into."""
    if not known:
        return ""
    if len(known) > 1 and all({code, *targets} == set(known) for code, targets in known.items()):
        words = QCoreApplication.translate(
            "Models", "Writes down {languages}, and translates each of them into every other."
        )
        return words.format(languages=_listed(known))
    return " ".join(_pair(spoken, targets) for spoken, targets in known.items())


def _pair(spoken: str, targets: Sequence[str]) -> str:
    if targets:
        words = QCoreApplication.translate(
            "Models", "Writes down {spoken}, and translates it into {targets}."
        )
    else:
        words = QCoreApplication.translate("Models", "Writes down {spoken}.")
    return words.format(spoken=language_name(spoken), targets=_listed(targets))


def _listed(codes: Sequence[str] | Mapping[str, object]) -> str:
    return QLocale().createSeparatedList([language_name(code) for code in codes])


def on_disk(entry: Entry, shelf: Shelf) -> str:
    """Say how much disk a model takes, or would."""
    if entry.here is Here.WHOLE:
        return QCoreApplication.translate("Models", "{size} on this computer.").format(
            size=size(entry.disk_bytes)
        )
    if entry.here is Here.PARTLY and entry.kind is Kind.HUB:
        words = QCoreApplication.translate("Models", "{done} of it are here already.")
        return words.format(done=size(entry.disk_bytes))
    if entry.kind is not Kind.HUB:
        return QCoreApplication.translate("Models", "It is missing.")
    words = QCoreApplication.translate(
        "Models", "{size} to download; the disk has {free} free, in {disk}."
    )
    if entry.download_bytes > shelf.free_disk_bytes:
        words = QCoreApplication.translate(
            "Models",
            "{size} to download, and the disk has only {free} free, in {disk}:"
            " free some space first.",
        )
    return words.format(
        size=size(entry.download_bytes), free=size(shelf.free_disk_bytes), disk=shelf.disk
    )


def standing(entry: Entry, download: Standing | None, is_loaded: bool) -> str:
    """Say in a few words how a model stands."""
    if is_loaded:
        return QCoreApplication.translate("Models", "In use")
    if download and download.is_stopping:
        return QCoreApplication.translate("Models", "Pausing…")
    if download and download.is_running:
        words = QCoreApplication.translate("Models", "Downloading, {percent} %")
        return words.format(percent=percent(download.progress))
    if download:
        return QCoreApplication.translate("Models", "Download failed")
    if entry.problem and entry.kind is not Kind.HUB:
        return QCoreApplication.translate("Models", "Cannot be used")
    return {
        Here.WHOLE: QCoreApplication.translate("Models", "Ready to use"),
        Here.PARTLY: QCoreApplication.translate("Models", "Partly downloaded"),
        Here.NOT: QCoreApplication.translate("Models", "Not downloaded"),
    }[entry.here]


def percent(progress: Progress | None) -> int:
    """Give how far a download is, 100 only once it is whole."""
    if progress is None or not progress.total_bytes:
        return 0
    return min(100, 100 * progress.done_bytes // progress.total_bytes)


def arriving(progress: Progress | None) -> str:
    """Say how far a download is, how fast it comes, and how long it will take."""
    if progress is None:
        return QCoreApplication.translate("Models", "Asking the hub…")
    done, total = size(progress.done_bytes), size(progress.total_bytes)
    if progress.eta_s is None:
        words = QCoreApplication.translate("Models", "{done} of {total}")
        return words.format(done=done, total=total)
    words = QCoreApplication.translate("Models", "{done} of {total}, {rate} a second, {left} left")
    return words.format(
        done=done, total=total, rate=size(progress.rate), left=_duration(progress.eta_s)
    )


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if seconds < 59.5:
        return QCoreApplication.translate("Models", "{seconds} s").format(seconds=round(seconds))
    if minutes < 60:
        return QCoreApplication.translate("Models", "{minutes} min").format(minutes=minutes)
    words = QCoreApplication.translate("Models", "{hours} h {minutes} min")
    return words.format(hours=minutes // 60, minutes=f"{minutes % 60:02}")


def machine(place: Place) -> str:
    """Say what a model would run on."""
    if place.kind == "cpu":
        words = QCoreApplication.translate(
            "Models",
            "This computer has no GPU that can be used; {free} of {total} memory are free.",
        )
        return words.format(free=size(place.free_bytes), total=size(place.total_bytes))
    words = QCoreApplication.translate("Models", "{gpu}: {free} of {total} are free.")
    return words.format(
        gpu=said(place.label), free=size(place.free_bytes), total=size(place.total_bytes)
    )


def precision(name: str) -> str:
    """Name a precision for a person."""
    return {
        "auto": QCoreApplication.translate("Models", "Automatic"),
        "fp32": QCoreApplication.translate("Models", "32 bits (fp32)"),
        "bf16": QCoreApplication.translate("Models", "16 bits (bf16)"),
        "fp16": QCoreApplication.translate("Models", "16 bits (fp16)"),
        "int8": QCoreApplication.translate("Models", "8 bits (int8)"),
        "nf4": QCoreApplication.translate("Models", "4 bits (nf4)"),
        "nf4-small": QCoreApplication.translate("Models", "4 bits, smallest (nf4-small)"),
    }[name]


def verdict(name: str, known: Needs, place: Place) -> str:
    """Say whether a precision fits, with a mark before it."""
    if name == "auto":
        return _automatic(known, place)
    need = known.of[name]
    if need.bytes is None:
        words = QCoreApplication.translate("Models", "not possible on {place}")
        return _no(words.format(place=_place(place)))
    if not need.fits:
        words = QCoreApplication.translate("Models", "needs {needed}; {place} has {free} free")
        return _no(
            words.format(needed=size(need.bytes), place=_place(place), free=size(place.free_bytes))
        )
    return _yes(_fitting(need))


def _automatic(known: Needs, place: Place) -> str:
    if known.best is None:
        words = QCoreApplication.translate(
            "Models", "nothing fits: close other programs, or choose a smaller model"
        )
        return _no(words)
    words = QCoreApplication.translate("Models", "the best that fits: {precision}")
    return _yes(words.format(precision=precision(known.best)))


def _fitting(need: Need) -> str:
    assert need.bytes is not None
    if need.is_short:
        words = QCoreApplication.translate(
            "Models", "needs {needed}; fits, with sentences of up to {limit} s"
        )
        return words.format(needed=size(need.bytes), limit=round(need.limit_s))
    return QCoreApplication.translate("Models", "needs {needed}; fits").format(
        needed=size(need.bytes)
    )


def _yes(words: str) -> str:
    return f"✓ {words}"


def _no(words: str) -> str:
    return f"✗ {words}"


def _place(place: Place) -> str:
    if place.kind == "cpu":
        return QCoreApplication.translate("Models", "this computer")
    return QCoreApplication.translate("Models", "this GPU")


def in_memory(model: str, loaded: ModelLoaded, place: Place | None) -> str:
    """Say which model is in use, in what precision and on what."""
    words = QCoreApplication.translate("Models", "{model} is in use: {precision}, on {device}.")
    device = loaded.device
    if device == "cpu":
        device = QCoreApplication.translate("Models", "the processor")
    elif place is not None and place.name == device:
        device = said(place.label)
    return words.format(
        model=model,
        precision=precision(loaded.precision),
        device=device,
    )


def loading(event: ModelLoading, title: str) -> str:
    """Say how far loading is."""
    if not event.done:
        return QCoreApplication.translate("Models", "Loading {model}…").format(model=title)
    words = QCoreApplication.translate("Models", "Loading {model}, {percent} %")
    return words.format(model=title, percent=int(100 * event.done))
