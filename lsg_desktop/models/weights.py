"""Which models are on this machine, where, and how much disk they take.

Downloads lie in the Hugging Face cache, in its own layout, so that what another program has
fetched is not fetched again; with ``LSG_HOME`` set they lie in a folder of ours, in the same
layout. This module never reaches the network and imports no torch.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lsg_desktop import paths
from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models import catalogue, checkpoint
from lsg_desktop.models.catalogue import Reference

_FOLDER = re.compile(r"models--(.+?)--(.+)")
_COMMIT = re.compile(r"[0-9a-f]{40}")


def cache() -> Path:
    """Give the folder that downloads lie in."""
    if os.environ.get("LSG_HOME"):
        return paths.data_dir() / "models"
    from huggingface_hub import constants

    return Path(constants.HF_HUB_CACHE)


@dataclass(frozen=True, slots=True)
class HubFolder:
    """Where the cache keeps one model of the hub.

    Files lie in ``blobs`` under the name of their digest; ``snapshots/COMMIT`` links to them under
    their own; ``refs/main`` names the commit that is in use. See the hub's "Understand caching".
    """

    cache: Path
    repo: str

    @property
    def root(self) -> Path:
        """All that is kept of the model."""
        return self.cache / f"models--{self.repo.replace('/', '--')}"

    @property
    def blobs(self) -> Path:
        """The files, by digest."""
        return self.root / "blobs"

    @property
    def locks(self) -> Path:
        """Where programs say that they are writing."""
        return self.cache / ".locks" / self.root.name

    @property
    def reference(self) -> Path:
        """The file that names the commit in use."""
        return self.root / "refs" / "main"

    def snapshot(self, commit: str) -> Path:
        """The files of a commit, by name."""
        return self.root / "snapshots" / commit

    def current(self) -> Path | None:
        """Give the snapshot in use, or the only one there is; None where there is none."""
        try:
            commit = self.reference.read_text(encoding="utf-8").strip()
        except OSError:
            commit = ""
        if _COMMIT.fullmatch(commit) and self.snapshot(commit).is_dir():
            return self.snapshot(commit)
        snapshots = [folder for folder in self.root.glob("snapshots/*") if folder.is_dir()]
        return snapshots[0] if len(snapshots) == 1 else None

    def bytes(self) -> int:
        """Count what it takes on the disk, unfinished files included."""
        # A blob may be a link too, to what several models share; a link elsewhere takes nothing.
        return sum(
            file.stat().st_size
            for file in self.root.rglob("*")
            if file.is_file() and (file.parent == self.blobs or not file.is_symlink())
        )


@dataclass(frozen=True, slots=True)
class Installed:
    """A model on this machine; ``is_complete`` is False for a download that was not finished."""

    name: str
    folder: Path
    bytes: int
    is_bundled: bool
    is_complete: bool


def find(reference: Reference) -> Path:
    """Give the folder of a model that is on this machine.

    Raises EnvironmentFault, with the command that downloads it, where it is not.
    """
    if reference.folder is not None:
        return reference.folder
    assert reference.repo is not None
    snapshot = HubFolder(cache(), reference.repo).current()
    if snapshot is None:
        raise EnvironmentFault(f"{reference.name} is not on this machine", _fetch(reference))
    return snapshot


def remedy(reference: Reference) -> str:
    """Say what to do about a file of this model that is missing or damaged."""
    if reference.is_bundled:
        return "make it: lsg-desktop train demo"
    return _fetch(reference) if reference.repo else checkpoint.AGAIN


def installed() -> list[Installed]:
    """List the bundled model and every one of the family that is in the cache."""
    entries = [_bundled(), *(_downloaded(folder) for folder in _cached())]
    return [entry for entry in entries if entry is not None]


def remove(name: str) -> int:
    """Delete a downloaded model and give the bytes it took.

    Raises InputFault for the bundled model, for a folder of the user's, and for a model that is
    not there; EnvironmentFault where the disk does not let go of it.
    """
    reference = catalogue.resolve(name)
    if reference.adapter:
        raise InputFault(
            f"{reference.adapter} is a folder of yours, not a download", "delete it yourself"
        )
    if reference.is_bundled:
        raise InputFault("the demo model is a part of the application", "remove another one")
    if reference.repo is None:
        raise InputFault(
            f"{reference.folder} is a folder of yours, not a download", "delete it yourself"
        )
    folder = HubFolder(cache(), reference.repo)
    if not folder.root.is_dir():
        there = ", ".join(entry.name for entry in installed() if not entry.is_bundled)
        raise InputFault(
            f"{reference.name} is not on this machine",
            f"choose one of {there}" if there else "there is nothing to remove",
        )
    freed = folder.bytes()
    try:
        _delete(folder)
    except OSError as error:
        raise EnvironmentFault(
            f"{folder.root} cannot be removed ({error.strerror})",
            "close the programs that use the model",
        ) from error
    return freed


def _fetch(reference: Reference) -> str:
    return f"run: lsg-desktop models download {reference.name}"


def _cached() -> Iterator[HubFolder]:
    for folder in sorted(cache().glob("models--*--*")):
        parts = _FOLDER.fullmatch(folder.name)
        if parts and folder.is_dir():
            yield HubFolder(folder.parent, "/".join(parts.groups()))


def _bundled() -> Installed | None:
    folder = find(catalogue.resolve(catalogue.DEMO))
    taken = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return Installed(catalogue.DEMO, folder, taken, True, _is_complete(folder)) if taken else None


def _downloaded(hub: HubFolder) -> Installed | None:
    """Describe a download; None for a model of another family."""
    folder = hub.current()
    if folder is None:
        return None
    try:
        checkpoint.read_config(folder)
    except InputFault:
        return None
    return Installed(hub.repo, folder, hub.bytes(), False, _is_complete(folder))


def _is_complete(folder: Path) -> bool:
    try:
        checkpoint.inspect(folder)
    except InputFault:
        return False
    return True


def _delete(folder: HubFolder) -> None:
    """Delete by way of the hub's library, which knows what other models share, then the rest."""
    from huggingface_hub import scan_cache_dir

    scan = scan_cache_dir(folder.cache)
    commits = [
        revision.commit_hash
        for repo in scan.repos
        if repo.repo_id == folder.repo and repo.repo_type == "model"
        for revision in repo.revisions
    ]
    scan.delete_revisions(*commits).execute()
    for leftover in (folder.root, folder.locks):
        if leftover.exists():
            shutil.rmtree(leftover)
