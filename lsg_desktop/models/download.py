"""Fetching a model from the hub: resumed, verified, cancellable, and only when asked for.

The hub's own library throws away a file that it could not finish (huggingface_hub 2.4,
``file_download.py``), which on 17 GB over a poor line means never arriving. So files are brought
by :mod:`lsg_desktop.models.transfer`, into the library's cache layout, where other programs find
them. Nothing else in the application reaches the network.
"""

from __future__ import annotations

import errno
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import filelock
import httpx2
import truststore
from huggingface_hub import HfApi, close_session, constants, hf_hub_url
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    HFValidationError,
    OfflineModeIsEnabled,
    RepositoryNotFoundError,
)
from huggingface_hub.utils import (  # type: ignore[attr-defined]  # exported lazily
    WeakFileLock,
    build_hf_headers,
)

from lsg_desktop import __version__
from lsg_desktop.errors import EnvironmentFault, InputFault, LsgError
from lsg_desktop.models import catalogue, checkpoint, weights
from lsg_desktop.models.disk import check_room
from lsg_desktop.models.progress import Meter, Progress
from lsg_desktop.models.transfer import Damaged, RemoteFile, Transfer
from lsg_desktop.models.weights import HubFolder

_WANTED = (".jinja", ".json", ".safetensors", ".txt")
_TELL_EVERY_S = 0.1
_KEPT = "try again: what has arrived is kept"


class _Cancelled(Exception):
    """The user does not want it any more."""


def download(
    name: str,
    on_progress: Callable[[Progress], bool | None] | None = None,
    stop: threading.Event | None = None,
    *,
    verify: bool = False,
    endpoint: str | None = None,
) -> Path | None:
    """Bring a model onto this machine and give its folder, or None when it was cancelled.

    Set ``stop``, or return False from ``on_progress``, to cancel: what has arrived is kept and
    the next call goes on from there. ``verify`` reads again what is there already. ``endpoint``
    is another hub. Raises InputFault where the model cannot be had, EnvironmentFault where the
    machine or the network is in the way.
    """
    reference = catalogue.resolve(name)
    if reference.repo is None:
        raise InputFault(f"{reference.name} is on this machine already", "nothing to download")
    hub = _Hub(reference.repo, endpoint or constants.ENDPOINT)
    folder = HubFolder(weights.cache(), reference.repo)
    with hub.faults(folder), _lock(folder):
        commit, files = hub.files()
        job = _Job(folder, commit, on_progress, stop or threading.Event())
        try:
            return job.run(files, hub.headers(), verify=verify)
        except _Cancelled:
            return None


@dataclass(frozen=True, slots=True)
class _Hub:
    """One model of a hub, as the hub lists it."""

    repo: str
    endpoint: str

    def headers(self) -> dict[str, str]:
        """Say who asks; the user's own token goes along where one is stored."""
        return dict(build_hf_headers(library_name="lsg-desktop", library_version=__version__))

    def files(self) -> tuple[str, list[RemoteFile]]:
        """List the commit in use and the files that loading needs, the config first."""
        _trust_this_machine()
        api = HfApi(endpoint=self.endpoint, library_name="lsg-desktop", library_version=__version__)
        try:
            info = api.model_info(self.repo, files_metadata=True, timeout=30)
        except HFValidationError:
            raise
        except (ValueError, KeyError, TypeError) as error:
            raise EnvironmentFault(
                f"{self.endpoint} does not answer as a hub does",
                "check whether this network wants you to log in first",
            ) from error
        files = []
        for entry in info.siblings or ():
            name, digest = entry.rfilename, entry.lfs.sha256 if entry.lfs else entry.blob_id
            if not name.endswith(_WANTED) or "/" in name or entry.size is None or not digest:
                continue
            url = hf_hub_url(self.repo, name, revision=info.sha, endpoint=self.endpoint)
            files.append(RemoteFile(name, url, entry.size, digest, entry.lfs is not None))
        names = [file.name for file in files]
        if info.sha is None or "config.json" not in names:
            raise InputFault(f"{self.repo} is not a model", "choose one of Qwen2-Audio's family")
        if not any(name.endswith(".safetensors") for name in names):
            raise InputFault(
                f"{self.repo} has no weights in the safetensors format", "choose another model"
            )
        return info.sha, sorted(files, key=lambda file: (file.name != "config.json", file.bytes))

    @contextmanager
    def faults(self, folder: HubFolder) -> Iterator[None]:
        """Turn what the hub, the network and the disk can raise into faults with a remedy."""
        try:
            yield
        except (HfHubHTTPError, HFValidationError, OfflineModeIsEnabled) as error:
            raise self._refusal(error) from error
        except httpx2.HTTPError as error:
            raise self._no_connection(error) from error
        except filelock.Timeout as error:
            raise EnvironmentFault(
                f"{self.repo} is being downloaded already", "wait for it, or stop it"
            ) from error
        except Damaged as error:
            raise EnvironmentFault(
                f"{error} did not arrive as it left", "try again: it was deleted"
            ) from error
        except OSError as error:
            if error.errno == errno.ENOSPC:
                raise EnvironmentFault(
                    f"the disk of {folder.cache} is full", "free some space, and try again"
                ) from error
            raise EnvironmentFault(
                f"{folder.root} cannot be written ({error.strerror or error})",
                "set HF_HOME to a folder that can",
            ) from error

    def _refusal(self, error: Exception) -> LsgError:
        if isinstance(error, OfflineModeIsEnabled):
            return EnvironmentFault("HF_HUB_OFFLINE forbids downloads", "unset it, and try again")
        if isinstance(error, GatedRepoError):
            return EnvironmentFault(
                f"{self.repo} is given to those who accept its terms",
                f"accept them on {self.endpoint}/{self.repo}, then run: hf auth login",
            )
        if isinstance(error, (RepositoryNotFoundError, HFValidationError)):
            return InputFault(
                f"the hub has no model {self.repo}",
                "check the name; if it is private, run: hf auth login",
            )
        status = error.response.status_code if isinstance(error, HfHubHTTPError) else 0
        if status in (401, 403):
            return EnvironmentFault(
                f"the hub does not let you have {self.repo}", "log in with: hf auth login"
            )
        return EnvironmentFault(f"{self.endpoint} cannot serve it now (HTTP {status})", _KEPT)

    def _no_connection(self, error: httpx2.HTTPError) -> LsgError:
        if "CERTIFICATE_VERIFY_FAILED" in str(error):
            return EnvironmentFault(
                f"the certificate of {self.endpoint} is not trusted by this machine",
                "have your network's root certificate added to those of the system",
            )
        if isinstance(error, httpx2.ProxyError):
            return EnvironmentFault(
                f"the proxy does not let {self.endpoint} through", "check HTTPS_PROXY"
            )
        return EnvironmentFault(f"no connection to {self.endpoint}", f"check it, and {_KEPT}")


class _Job:
    """One call of :func:`download`, once the hub has said what there is to bring."""

    def __init__(
        self,
        folder: HubFolder,
        commit: str,
        on_progress: Callable[[Progress], bool | None] | None,
        stop: threading.Event,
    ) -> None:
        self._folder = folder
        self._commit = commit
        self._snapshot = folder.snapshot(commit)
        self._on_progress = on_progress
        self._stop = stop
        self._meter = Meter(0)
        self._file = ""

    def run(self, files: list[RemoteFile], headers: dict[str, str], *, verify: bool) -> Path:
        if verify:
            self._drop_damaged(files)
        self._meter = Meter(sum(file.bytes for file in files))
        self._meter.found(sum(self._there(file) for file in files))
        self._check_disk(files)
        for file in files:
            self._file = file.name
            self._tell()
            self._bring(file, headers)
            if file.name == "config.json":
                # Before 17 GB of a model that is of no use are on their way.
                checkpoint.read_config(self._snapshot)
        checkpoint.inspect(self._snapshot)
        self._use()
        if self._on_progress is not None:
            self._on_progress(self._meter.progress(self._file))  # too late to cancel
        return self._snapshot

    def _blob(self, file: RemoteFile) -> Path:
        return self._folder.blobs / file.digest

    def _part(self, file: RemoteFile) -> Path:
        return self._folder.blobs / f"{file.digest}.lsg.incomplete"

    def _whole(self, file: RemoteFile) -> Path | None:
        """Find a file that is there in full, by name or by digest."""
        for path in (self._snapshot / file.name, self._blob(file)):
            if path.is_file() and path.stat().st_size == file.bytes:
                return path
        return None

    def _there(self, file: RemoteFile) -> int:
        part = self._part(file)
        if self._whole(file):
            return file.bytes
        return part.stat().st_size if part.exists() else 0

    def _check_disk(self, files: Iterable[RemoteFile]) -> None:
        needed = sum(file.bytes - self._there(file) for file in files)
        if needed:
            remedy = "free some space, or set HF_HOME to a folder on a larger disk"
            check_room(self._folder.cache, needed, remedy)

    def _drop_damaged(self, files: Iterable[RemoteFile]) -> None:
        for file in files:
            path = self._whole(file)
            if path is not None and not file.matches(path, self._check_wanted):
                for damaged in (self._snapshot / file.name, self._blob(file)):
                    damaged.unlink(missing_ok=True)

    def _bring(self, file: RemoteFile, headers: dict[str, str]) -> None:
        name, blob = self._snapshot / file.name, self._blob(file)
        whole = self._whole(file)
        if whole is None:
            Transfer(file, self._part(file), headers, arrived=self._arrived, wait=self._wait).run()
            self._part(file).replace(blob)
        if whole != name:
            _link(name, blob)

    def _use(self) -> None:
        """Name this commit the one in use, now that all of it is there."""
        reference = self._folder.reference
        reference.parent.mkdir(parents=True, exist_ok=True)
        new = reference.with_name("main.new")
        new.write_text(self._commit, encoding="utf-8")
        new.replace(reference)

    def _arrived(self, count: int) -> None:
        self._meter.arrived(count)
        self._check_wanted()
        if self._meter.since_s >= _TELL_EVERY_S:
            self._tell()

    def _wait(self, seconds: float) -> None:
        self._stop.wait(seconds)
        self._check_wanted()

    def _tell(self) -> None:
        self._check_wanted()
        progress = self._meter.progress(self._file)
        if self._on_progress is not None and self._on_progress(progress) is False:
            raise _Cancelled

    def _check_wanted(self) -> None:
        if self._stop.is_set():
            raise _Cancelled


def _link(name: Path, blob: Path) -> None:
    """Put a blob under its name in a snapshot."""
    name.parent.mkdir(parents=True, exist_ok=True)
    name.unlink(missing_ok=True)
    try:
        name.symlink_to(Path("..", "..", blob.parent.name, blob.name))
    except OSError:  # Windows without developer mode; disks without links
        blob.replace(name)


@contextmanager
def _lock(folder: HubFolder) -> Iterator[None]:
    """Keep a second download of the same model out."""
    folder.locks.mkdir(parents=True, exist_ok=True)
    with WeakFileLock(folder.locks / "lsg.lock", timeout=0.5):
        yield


def _trust_this_machine() -> None:
    """Believe the certificates that the system believes, a company's own among them."""
    if ssl.SSLContext is not truststore.SSLContext:
        truststore.inject_into_ssl()
        close_session()  # a session that is open already believes in others
