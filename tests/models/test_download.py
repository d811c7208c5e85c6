"""Downloads from a hub on this machine that cuts lines, lies, refuses and redirects."""

from __future__ import annotations

import hashlib
import json
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import huggingface_hub
import pytest
import truststore
from filelock import FileLock

from lsg_desktop.errors import EnvironmentFault, InputFault
from lsg_desktop.models import checkpoint, download, transfer, weights
from lsg_desktop.models.download import download as fetch
from lsg_desktop.models.load import Step, load
from lsg_desktop.models.progress import Progress
from lsg_desktop.models.tiny import random_checkpoint
from lsg_desktop.models.weights import HubFolder

REPO = "me/tiny"
COMMIT = "abcdef0123" * 4
LARGE = "model.safetensors"
REPO_URL = "/{repo_id}/resolve/{revision}/{filename}"


class FakeHub:
    """A hub with one model; its faults are set by attribute, ``asked`` is what it was asked."""

    def __init__(self, files):
        self.files = dict(files)
        self.asked = []
        self.cuts = []  # bytes of a large file after which the line breaks, one for each answer
        self.lies: dict[str, bytes] = {}  # other contents than the listing has
        self.status = {}  # by path or file
        self.code = ""  # what the hub's library goes by, beside the status
        self.resumes = True
        self.claimed = {}  # sizes that the listing claims
        self.page = b'{"error": "no"}'  # what is said beside a refusal
        self.url = ""

    def listing(self):
        siblings = []
        for name, content in self.files.items():
            entry = {"rfilename": name, "size": self.claimed.get(name, len(content))}
            git = hashlib.sha1(b"blob %d\0" % len(content) + content)
            entry["blobId"] = git.hexdigest()
            if name == LARGE:
                sha = hashlib.sha256(content).hexdigest()
                entry["lfs"] = {"sha256": sha, "size": len(content), "pointerSize": 134}
            siblings.append(entry)
        return json.dumps({"id": REPO, "sha": COMMIT, "siblings": siblings}).encode()

    def ranges(self, name=LARGE):
        return [held for asked, held in self.asked if asked == name]


class HubServer(ThreadingHTTPServer):
    """Serves a fake hub on this machine."""

    daemon_threads = False
    hub: FakeHub


class Answer(BaseHTTPRequestHandler):
    """How the fake hub answers."""

    server: HubServer

    def log_message(self, format, *args):
        pass

    def do_GET(self):
        hub = self.server.hub
        path, name = self.path.partition("?")[0], self.path.rpartition("/")[2]
        if path.startswith("/api/models/"):
            hub.asked.append(("listing", None))
            return self.answer(
                hub.status.get("listing", 200), hub.lies.get("listing", hub.listing())
            )
        if path.startswith(f"/{REPO}/resolve/{COMMIT}/"):
            self.send_response(302)
            self.send_header("Location", f"/cdn/{name}")
            self.send_header("Content-Length", "0")
            return self.end_headers()
        held = self.headers.get("Range")
        hub.asked.append((name, held))
        content: bytes = hub.lies.get(name) or hub.files[name]
        status = hub.status.get(name, 200)
        if status != 200:
            return self.answer(status, hub.page)
        if held and hub.resumes:
            status, content = 206, content[int(held.removeprefix("bytes=").rstrip("-")) :]
            if not content:
                status = 416
        cut = hub.cuts.pop(0) if name == LARGE and hub.cuts else None
        self.answer(status, content, cut)

    def answer(self, status, content, cut=None):
        self.send_response(status)
        self.send_header("X-Error-Code", self.server.hub.code)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[:cut])


class Impatient(threading.Event):
    """A stop that takes no time to wait for; ``meanwhile`` is what happens in that time."""

    def __init__(self, meanwhile=None):
        super().__init__()
        self.waits = []
        self._meanwhile = meanwhile

    def wait(self, timeout=None):
        self.waits.append(timeout)
        if self._meanwhile is not None:
            self._meanwhile(self)
        return self.is_set()


@pytest.fixture(scope="module", autouse=True)
def no_traces():
    """Take back what a download changes in the process."""
    yield
    huggingface_hub.close_session()
    truststore.extract_from_ssl()


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny")
    random_checkpoint(folder)
    found = {file.name: file.read_bytes() for file in folder.iterdir()}
    return found | {"README.md": b"unwanted", "pytorch_model.bin": b"unwanted"}


@pytest.fixture
def hub(files, monkeypatch):
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    fake = FakeHub(files)
    server = HubServer(("127.0.0.1", 0), Answer)
    server.hub = fake
    fake.url = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    serving.start()
    yield fake
    server.shutdown()
    server.server_close()
    serving.join()


@pytest.fixture
def folder(hub):
    return HubFolder(weights.cache(), REPO)


def bring(hub, **rest):
    rest.setdefault("stop", Impatient())
    return fetch(REPO, endpoint=hub.url, **rest)


def test_a_download_can_be_loaded_and_is_found_by_other_programs(hub, folder):
    told: list[Progress] = []
    snapshot = bring(hub, on_progress=told.append)
    assert checkpoint.inspect(snapshot).config["model_type"] == "qwen2_audio"
    assert not (snapshot / "README.md").exists()
    assert not (snapshot / "pytorch_model.bin").exists()
    theirs = huggingface_hub.snapshot_download(
        REPO, cache_dir=weights.cache(), local_files_only=True
    )
    assert theirs == str(snapshot)
    assert not huggingface_hub.scan_cache_dir(weights.cache()).warnings
    assert told[0].done_bytes == 0
    assert told[-1].done_bytes == told[-1].total_bytes == folder.bytes() - len(COMMIT)
    assert [entry.name for entry in weights.installed() if not entry.is_bundled] == [REPO]


def test_a_second_download_brings_nothing(hub):
    bring(hub)
    hub.asked.clear()
    told: list[Progress] = []
    assert bring(hub, on_progress=told.append)
    assert hub.asked == [("listing", None)]
    assert told[0].done_bytes == told[0].total_bytes


def test_a_line_that_breaks_is_taken_up_where_it_broke(hub):
    hub.cuts = [200_000, 100_000]
    stop = Impatient()
    assert bring(hub, stop=stop)
    assert hub.ranges() == [None, "bytes=200000-", "bytes=300000-"]
    assert stop.waits == [1.0, 1.0]


def test_a_line_that_brings_nothing_is_given_up_and_what_arrived_is_kept(hub, folder):
    hub.cuts = [200_000] + [0] * 99
    stop = Impatient()
    with pytest.raises(EnvironmentFault, match=r"no connection to .*what has arrived is kept"):
        bring(hub, stop=stop)
    assert stop.waits == [1.0, 2.0, 4.0, 8.0, 16.0, 16.0]
    assert folder.current() is not None  # a snapshot, but not in use
    assert not folder.reference.exists()
    hub.cuts, hub.asked = [], []
    assert bring(hub)
    assert hub.ranges() == ["bytes=200000-"]


def test_a_server_that_cannot_resume_sends_the_file_again(hub):
    hub.cuts, hub.resumes = [200_000], False
    told: list[Progress] = []
    assert bring(hub, on_progress=told.append)
    assert told[-1].done_bytes == told[-1].total_bytes


def test_a_file_that_is_not_the_hubs_is_deleted(hub, folder, files):
    hub.lies[LARGE] = files[LARGE][:-1] + b"?"
    with pytest.raises(EnvironmentFault, match=r"model\.safetensors did not arrive as it left"):
        bring(hub)
    assert not list(folder.blobs.glob("*.incomplete"))
    hub.lies.clear()
    assert bring(hub)


def test_a_small_file_is_verified_too(hub, files):
    hub.lies["tokenizer.json"] = files["tokenizer.json"].replace(b"a", b"b", 1)
    with pytest.raises(EnvironmentFault, match=r"tokenizer\.json did not arrive as it left"):
        bring(hub)


def test_a_file_that_lost_its_end_on_the_disk_is_brought_again(hub):
    snapshot = bring(hub)
    file = (snapshot / LARGE).resolve()
    file.write_bytes(file.read_bytes()[:-10])
    assert checkpoint.inspect(bring(hub))


def test_a_file_that_changed_on_the_disk_is_brought_again_when_asked_to_verify(hub, files):
    snapshot = bring(hub)
    file = (snapshot / LARGE).resolve()
    file.write_bytes(files[LARGE][:-1] + b"?")
    bring(hub)
    assert file.read_bytes() != files[LARGE]
    bring(hub, verify=True)
    assert file.read_bytes() == files[LARGE]


def test_a_disk_that_is_too_small_is_said_before_anything_is_brought(hub):
    hub.claimed[LARGE] = 10**18
    with pytest.raises(EnvironmentFault, match=r"1000000\.0 TB of disk are needed and .* are free"):
        bring(hub)
    assert hub.asked == [("listing", None)]


def test_a_progress_that_returns_false_cancels_and_keeps_what_arrived(hub, folder):
    hub.cuts = [200_000]
    told: list[Progress] = []

    def enough(progress):
        told.append(progress)
        return progress.file != LARGE

    assert bring(hub, on_progress=enough) is None
    assert told[-1].file == LARGE
    assert not folder.reference.exists()
    assert bring(hub)


def test_a_stop_that_is_set_cancels_within_a_file(hub, folder):
    hub.cuts = [200_000]
    assert bring(hub, stop=Impatient(lambda stop: stop.set())) is None
    (part,) = folder.blobs.glob("*.incomplete")
    assert part.stat().st_size == 200_000


def test_a_model_of_another_family_is_refused_before_its_weights_come(hub):
    hub.files["config.json"] = b'{"model_type": "whisper"}'
    with pytest.raises(InputFault, match="of the family whisper"):
        bring(hub)
    assert hub.ranges() == []


def test_what_is_no_model_is_refused(hub):
    del hub.files[LARGE]
    with pytest.raises(InputFault, match="no weights in the safetensors format"):
        bring(hub)
    del hub.files["config.json"]
    with pytest.raises(InputFault, match="is not a model"):
        bring(hub)


@pytest.mark.parametrize(
    ("asked", "status", "code", "kind", "said"),
    [
        ("listing", 404, "", EnvironmentFault, "HTTP 404"),
        ("listing", 404, "RepoNotFound", InputFault, "the hub has no model me/tiny"),
        ("listing", 401, "", EnvironmentFault, "does not let you have"),
        ("listing", 403, "GatedRepo", EnvironmentFault, "accept its terms"),
        ("listing", 500, "", EnvironmentFault, "HTTP 500"),
        (LARGE, 403, "", EnvironmentFault, "does not let you have"),
        (LARGE, 404, "EntryNotFound", EnvironmentFault, "HTTP 404"),
        (LARGE, 503, "", EnvironmentFault, "HTTP 503"),
    ],
)
def test_a_hub_that_refuses_is_reported_in_one_line(hub, asked, status, code, kind, said):
    hub.status[asked], hub.code = status, code
    with pytest.raises(kind, match=said) as fault:
        bring(hub)
    assert "\n" not in str(fault.value) and fault.value.remedy


def test_a_proxy_that_refuses_in_latin_1_is_reported_like_any_other(hub):
    hub.status[LARGE], hub.page = 403, "Zugriff für Sie gesperrt".encode("latin-1")
    with pytest.raises(EnvironmentFault, match="does not let you have"):
        bring(hub)


def test_a_hub_that_is_busy_for_a_moment_is_asked_again(hub):
    hub.status[LARGE] = 503
    assert bring(hub, stop=Impatient(lambda stop: hub.status.clear()))


@pytest.mark.parametrize("answer", [b"<html>Welcome to the hotel</html>", b"[]", b"{}", b"\xff"])
def test_a_network_that_asks_for_a_login_is_told_from_a_hub(hub, answer):
    hub.lies["listing"] = answer
    with pytest.raises(EnvironmentFault, match="does not answer as a hub does"):
        bring(hub)


def test_no_network_is_said_at_once(hub):
    with pytest.raises(EnvironmentFault, match="no connection to http://127"):
        fetch(REPO, endpoint="http://127.0.0.1:9")


def test_the_switch_that_forbids_downloads_is_obeyed_and_named(hub, monkeypatch):
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    with pytest.raises(EnvironmentFault, match="HF_HUB_OFFLINE forbids downloads: unset it"):
        bring(hub)
    assert hub.asked == []


def test_two_downloads_of_one_model_do_not_meet(hub, folder):
    folder.locks.mkdir(parents=True)
    with (
        FileLock(folder.locks / "lsg.lock"),
        pytest.raises(EnvironmentFault, match="being downloaded already"),
    ):
        bring(hub)


def test_a_folder_that_cannot_be_written_is_named(hub, folder):
    folder.cache.mkdir(parents=True)
    folder.root.touch()
    with pytest.raises(EnvironmentFault, match=r"models--me--tiny cannot be written"):
        bring(hub)


def test_what_is_on_this_machine_is_not_downloaded(tmp_path):
    for name in ("demo", str(tmp_path)):
        with pytest.raises(InputFault, match="on this machine already"):
            fetch(name)


def test_a_disk_without_links_takes_the_files_themselves(tmp_path, monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError

    monkeypatch.setattr("pathlib.Path.symlink_to", refuse)
    blob, name = tmp_path / "blobs" / "abc", tmp_path / "snapshots" / "c" / "config.json"
    blob.parent.mkdir()
    blob.write_text("{}")
    download._link(name, blob)
    assert name.read_text() == "{}" and not blob.exists()


def test_a_part_that_is_longer_than_the_file_is_not_believed(hub, folder, files):
    digest = hashlib.sha256(files[LARGE]).hexdigest()
    folder.blobs.mkdir(parents=True)
    (folder.blobs / f"{digest}.lsg.incomplete").write_bytes(files[LARGE] + b"more")
    with pytest.raises(EnvironmentFault, match="did not arrive as it left"):
        bring(hub)
    assert bring(hub)


def test_loading_downloads_only_when_it_may(hub, monkeypatch, folder):
    here = {"ENDPOINT": hub.url, "HUGGINGFACE_CO_URL_TEMPLATE": hub.url + REPO_URL}
    for name, value in here.items():
        monkeypatch.setattr(huggingface_hub.constants, name, value)
    with pytest.raises(EnvironmentFault, match=f"models download {REPO}"):
        load(REPO, "cpu")
    assert hub.asked == []
    with pytest.raises(EnvironmentFault, match="was cancelled"):
        load(REPO, "cpu", progress=lambda step: step.done == 0.0, offline=False)
    steps: list[Step] = []
    model = load(REPO, "cpu", progress=steps.append, offline=False)
    assert model.info.name == REPO
    assert [steps[0].doing, steps[-1].doing] == ["Downloading model", "Loading model"]
    shutil.rmtree(folder.locks)
    hub.asked.clear()
    load(REPO, "cpu", offline=False)
    assert hub.asked == []


def test_a_transfer_of_nothing_leaves_an_empty_file(tmp_path):
    empty = transfer.RemoteFile("e", "http://127.0.0.1:9", 0, hashlib.sha256().hexdigest(), True)
    path = tmp_path / "e"
    transfer.Transfer(empty, path, {}, arrived=lambda n: None, wait=lambda s: None).run()
    assert path.read_bytes() == b""
