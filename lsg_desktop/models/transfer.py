"""One file from the hub onto the disk: resumed where it broke off, and verified.

It knows no cache layout and no user: errors are the network's and the disk's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2
from huggingface_hub import get_session, hf_raise_for_status
from huggingface_hub.constants import HF_HUB_DOWNLOAD_TIMEOUT
from huggingface_hub.errors import HfHubHTTPError

RETRIES = 5
"""How often in a row a line may break without having brought one byte."""

_LONGEST_WAIT_S = 16.0

_PASSING = (408, 429, 500, 502, 503, 504)
"""What a server answers that may be answered otherwise in a moment."""

_PIECE = 1 << 20


class Damaged(Exception):
    """What arrived is not what the hub has."""


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of the hub: ``digest`` is the SHA-256 of a large one (LFS), git's of a small one."""

    name: str
    url: str
    bytes: int
    digest: str
    is_large: bool

    def hasher(self) -> Any:
        """Begin a digest of its kind."""
        if self.is_large:
            return hashlib.sha256()
        return hashlib.sha1(b"blob %d\0" % self.bytes, usedforsecurity=False)

    def matches(self, path: Path, tick: Callable[[], None]) -> bool:
        """Whether a file on the disk is this one; ``tick`` is called now and then."""
        hasher = self.hasher()
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                hasher.update(piece)
                tick()
        return bool(hasher.hexdigest() == self.digest)


class Transfer:
    """A file on its way to ``path``: done so far, and the digest of that.

    ``arrived`` is told of bytes that come (or, below 0, have to come again) and may raise to stop;
    ``wait`` is called with the seconds before another try, and may raise as well.
    """

    def __init__(
        self,
        file: RemoteFile,
        path: Path,
        headers: Mapping[str, str],
        *,
        arrived: Callable[[int], None],
        wait: Callable[[float], None],
    ) -> None:
        self._file = file
        self._path = path
        self._headers = headers
        self._arrived = arrived
        self._wait = wait
        self._hasher = file.hasher()
        self._done = 0

    def run(self) -> None:
        """Bring the file, going on from what is there.

        Raises Damaged, after deleting it, where it is not the hub's; the network's error when
        RETRIES tries in a row brought nothing; the disk's error.
        """
        self._reopen()
        fruitless = 0
        while self._done < self._file.bytes:
            before = self._done
            error = self._try()
            fruitless = 0 if self._done > before else fruitless + 1
            if error is not None and fruitless > RETRIES:
                raise error
            if self._done < self._file.bytes:
                self._wait(min(2.0**fruitless, _LONGEST_WAIT_S))
        if self._hasher.hexdigest() != self._file.digest:
            self._path.unlink()
            raise Damaged(self._file.name)

    def _reopen(self) -> None:
        """Take up what an earlier run left."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a+b") as stream:
            stream.seek(0)
            while piece := stream.read(_PIECE):
                self._hasher.update(piece)
                self._done += len(piece)
                self._arrived(0)

    def _restart(self) -> None:
        self._path.write_bytes(b"")
        self._hasher = self._file.hasher()
        self._arrived(-self._done)
        self._done = 0

    def _try(self) -> Exception | None:
        """Stream until the end or until the line breaks; give what broke it, if it may pass."""
        try:
            self._stream()
        except HfHubHTTPError as error:
            if error.response.status_code not in _PASSING:
                raise
            return error
        except httpx2.TransportError as error:
            return error
        if self._done < self._file.bytes:
            return httpx2.RemoteProtocolError("the server ended the file too early")
        return None

    def _stream(self) -> None:
        headers = dict(self._headers)
        # A compressed answer has other lengths than the file, and cannot be resumed.
        headers["Accept-Encoding"] = "identity"
        if self._done:
            headers["Range"] = f"bytes={self._done}-"
        timeout = HF_HUB_DOWNLOAD_TIMEOUT
        with get_session().stream(
            "GET", self._file.url, headers=headers, timeout=timeout, follow_redirects=True
        ) as response:
            if self._done and response.status_code in (200, 416):
                self._restart()  # the server does not resume, or has less than is here
            if response.status_code != 416:
                _raise_for_status(response)
                self._append(response)

    def _append(self, response: httpx2.Response) -> None:
        with self._path.open("ab") as stream:
            for piece in response.iter_bytes():
                stream.write(piece)
                self._hasher.update(piece)
                self._done += len(piece)
                self._arrived(len(piece))
                if self._done > self._file.bytes:
                    return


def _raise_for_status(response: httpx2.Response) -> None:
    """Raise HfHubHTTPError for a refusal, also for one whose page the hub's library cannot read."""
    try:
        hf_raise_for_status(response)
    except UnicodeDecodeError as error:  # a proxy's page in Latin-1
        status = f"HTTP {response.status_code}"
        raise HfHubHTTPError(status, response=response) from error
