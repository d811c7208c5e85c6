"""What there is to choose from, and what each model is; it knows no window.

Reading it takes the disk's time, so it is not for the window's thread. It imports no torch.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models import adapter, catalogue, checkpoint, weights
from lsg_desktop.models.catalogue import Reference
from lsg_desktop.models.digest import weights_digest
from lsg_desktop.models.precision import Parts
from lsg_desktop.models.weights import HubFolder

_NOT_DOWNLOADED = {
    "Qwen/Qwen2-Audio-7B": Parts(
        layers=6_476_005_376,
        encoder=629_145_600,
        kept=1_291_443_200,
        states=262_144,
        vocabulary=156_032,
    )
}
"""What is known of the weights of a model before any of it is here."""


class Kind(Enum):
    """Where a model comes from."""

    BUNDLED = auto()
    HUB = auto()
    FOLDER = auto()


class Here(Enum):
    """How much of a model is on this machine."""

    WHOLE = auto()
    PARTLY = auto()
    NOT = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A model that can be chosen.

    ``name`` is what loading and downloading take, ``title`` what a person reads, ``called`` what
    it is called once it is loaded. ``base`` is the model that it is an adapter for, if it is one.
    ``parts`` is None where nothing is known of the weights yet; ``problem`` says why it cannot be
    used as it is.
    """

    name: str
    title: str
    called: str
    kind: Kind
    here: Here
    base: str = ""
    disk_bytes: int = 0
    download_bytes: int = 0
    languages: Mapping[str, Sequence[str]] = field(default_factory=dict)
    limit_s: float = 30.0
    parts: Parts | None = None
    problem: str = ""
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All models there are, and the disk that downloads go to."""

    entries: tuple[Entry, ...]
    free_disk_bytes: int
    disk: str


def read_shelf(folders: Sequence[Path] = ()) -> Shelf:
    """Look at the catalogue, the hub's cache and the user's own folders.

    Raises EnvironmentFault where the installation is broken.
    """
    there = {found.name: found for found in weights.installed()}
    known = [one.name for one in catalogue.KNOWN]
    entries = [_named(name, there.get(name)) for name in dict.fromkeys((*known, *there))]
    entries += [_folder(folder) for folder in dict.fromkeys(folders)]
    disk = weights.cache()
    while not disk.exists():
        disk = disk.parent
    return Shelf(tuple(entries), shutil.disk_usage(disk).free, str(disk))


def _named(name: str, found: weights.Installed | None) -> Entry:
    reference = catalogue.resolve(name)
    known = next((one for one in catalogue.KNOWN if one.name == name), None)
    entry = Entry(
        name=name,
        title=name.rpartition("/")[2],
        called=name,
        kind=Kind.BUNDLED if reference.is_bundled else Kind.HUB,
        here=_here(found),
        disk_bytes=found.bytes if found else 0,
        download_bytes=known.download_bytes if known else 0,
        parts=_NOT_DOWNLOADED.get(name),
    )
    return _described(entry, reference, found.folder if found else _absent(reference))


def _folder(folder: Path) -> Entry:
    taken = 0
    if folder.is_dir():
        taken = sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
    entry = Entry(
        name=str(folder),
        title=folder.name,
        called=folder.name,
        kind=Kind.FOLDER,
        here=Here.WHOLE,
        disk_bytes=taken,
    )
    if adapter.is_adapter(folder):
        return _adapter(entry, folder)
    return _described(entry, Reference(folder.name, folder=folder), folder)


def _adapter(entry: Entry, folder: Path) -> Entry:
    """Describe an adapter as the model that it makes of another."""
    try:
        reference = catalogue.resolve(str(folder))
        base = weights.find(reference)
        checkpoint.inspect(base, weights.remedy(reference))
        adapter.check_base(folder, reference.name, weights_digest(base))
    except (InputFault, EnvironmentFault) as fault:
        return replace(entry, problem=fault.problem, remedy=fault.remedy)
    return _described(replace(entry, base=reference.name), reference, base)


def _described(entry: Entry, reference: Reference, folder: Path) -> Entry:
    """Add what the files say, or what is wrong with them."""
    try:
        card = catalogue.card(reference, folder)
        entry = replace(entry, called=card.name, languages=card.languages, limit_s=card.limit_s)
        if entry.here is not Here.WHOLE and entry.kind is Kind.HUB:
            return entry
        found = checkpoint.inspect(folder, weights.remedy(reference))
    except InputFault as fault:
        return replace(entry, problem=fault.problem, remedy=fault.remedy)
    return replace(entry, parts=Parts.of(found.shapes))


def _here(found: weights.Installed | None) -> Here:
    if found is None:
        return Here.NOT
    return Here.WHOLE if found.is_complete else Here.PARTLY


def _absent(reference: Reference) -> Path:
    """Give the folder that a model would lie in."""
    if reference.folder is not None:
        return reference.folder
    assert reference.repo is not None
    return HubFolder(weights.cache(), reference.repo).root
