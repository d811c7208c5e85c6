"""The house rules that no other tool holds; CONTRIBUTING.md says them in words."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "lsg_desktop"

ROOMS = {
    "errors.py",
    "events.py",
    "settings.py",
    "paths.py",
    "logs.py",
    "audio",
    "speech",
    "models",
    "policy",
    "session",
    "evaluation",
    "training",
    "preferences.py",
    "ui",
    "cli",
}

# The tops of threads and of the process: a fault ends there, as an event or as a message.
BROAD_EXCEPTS: dict[str, int] = {
    "lsg_desktop/cli/main.py": 1,
    "lsg_desktop/session/runner.py": 1,
    "lsg_desktop/ui/errands.py": 1,
}

GRAB_BAGS = {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}

# Not one that starts inside a longer path or an address.
MACHINE_PATH = re.compile(r"(?<![\w.~/:-])/(?:home|Users|work|root)/\w")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def listed_files() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listing.stdout.split("\0") if name]


def test_the_rooms_are_those_of_the_design():
    """A room is added on purpose: here, in the layers of pyproject.toml and in the map."""
    ignored = {"__init__.py", "__main__.py", "__pycache__", "py.typed"}
    assert {item.name for item in PACKAGE.iterdir()} - ignored == ROOMS


def test_the_map_names_every_room():
    """Who reads CONTRIBUTING.md learns of all rooms."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [room for room in sorted(ROOMS) if f"`{room}" not in text] == []


def test_no_file_is_a_grab_bag():
    """A file is named after what it owns."""
    assert [name_of(path) for path in sources() if path.stem in GRAB_BAGS] == []


def is_broad(handler: ast.ExceptHandler) -> bool:
    caught = handler.type
    kinds = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(
        kind is None or (isinstance(kind, ast.Name) and kind.id in {"Exception", "BaseException"})
        for kind in kinds
    )


def test_only_thread_tops_catch_everything():
    """Elsewhere a broad except would hide our own faults."""
    found = Counter(
        name_of(path)
        for path in sources()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ExceptHandler) and is_broad(node)
    )
    allowed = Counter(BROAD_EXCEPTS)
    assert found - allowed == Counter()


def test_only_the_command_line_prints():
    """All other rooms return, or give events."""
    printing = [
        f"{name_of(path)}:{node.lineno}"
        for path in sources()
        if not path.is_relative_to(PACKAGE / "cli")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"print", "pprint"}
    ]
    assert printing == []


def undocumented(path: Path) -> Iterator[str]:
    module = parsed(path)
    if not ast.get_docstring(module):
        yield name_of(path)
    for node in module.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield f"{name_of(path)}:{node.lineno} {node.name}"


def test_everything_public_has_a_docstring():
    """A module, class or function without a leading underscore says what it is for."""
    assert [line for path in sources() for line in undocumented(path)] == []


@pytest.mark.parametrize("room", ["audio", "events", "policy", "session", "settings", "speech"])
def test_a_light_room_loads_neither_torch_nor_qt(room):
    """The window is to open, and its tests to pass, before a model is loaded."""
    script = (
        "import importlib, pkgutil, sys\n"
        f"room = importlib.import_module('lsg_desktop.{room}')\n"
        "for item in pkgutil.walk_packages(getattr(room, '__path__', []), room.__name__ + '.'):\n"
        "    importlib.import_module(item.name)\n"
        "heavy = {'torch', 'transformers', 'PySide6'} & sys.modules.keys()\n"
        "sys.exit(f'loads {sorted(heavy)}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_window_opens_without_torch():
    """It is on the screen before a model is loaded, by the worker."""
    script = (
        "import sys\n"
        "from lsg_desktop.ui.immortal import keep_singletons\n"
        "keep_singletons()\n"
        "import lsg_desktop.ui.app, lsg_desktop.cli.window\n"
        "heavy = {'torch', 'transformers', 'huggingface_hub'} & sys.modules.keys()\n"
        "sys.exit(f'loads {sorted(heavy)}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_no_file_names_a_place_on_somebodys_machine():
    """A path of the machine that something was made on means nothing elsewhere."""
    naming = []
    for path in listed_files():
        try:
            text = path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
            continue
        naming += [f"{name_of(path)}: {found[0]}" for found in MACHINE_PATH.finditer(text)]
    assert naming == []


@pytest.mark.slow
def test_the_wheel_carries_the_resources(tmp_path):
    """What an installed application needs is in the package, where paths.resources() looks."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    shipped = {
        name_of(path)
        for path in listed_files()
        if path.is_file() and path.is_relative_to(ROOT / "resources")
    }
    assert shipped
    assert {f"lsg_desktop/{name}" for name in shipped} <= packed
    assert not any(name.startswith(("tests/", "packaging/")) for name in packed)
