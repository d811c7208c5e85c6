"""What is given to desktops: it names one application, and only files that there are."""

from __future__ import annotations

import ast
import configparser
import plistlib
import re
import runpy
import shutil
import struct
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest

from lsg_desktop import __version__

ROOT = Path(__file__).parent.parent
PACKAGING = ROOT / "packaging"
ID = "io.github.lsg_desktop.LsgDesktop"
METAINFO = PACKAGING / f"{ID}.metainfo.xml"
SPEC = PACKAGING / "lsg-desktop.spec"

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))


class CaseKeeping(configparser.ConfigParser):
    """Reads the keys of a menu entry as they stand."""

    def optionxform(self, optionstr):
        return optionstr


@pytest.fixture(scope="module")
def desktop():
    """Give the entry for menus."""
    parser = CaseKeeping(interpolation=None, delimiters=("=",))
    parser.read_string((PACKAGING / f"{ID}.desktop").read_text("utf-8"))
    return parser


@pytest.fixture(scope="module")
def metainfo():
    """Give what software centres show."""
    return ElementTree.parse(METAINFO).getroot()


def text_of(name: str) -> str:
    return (PACKAGING / name).read_text("utf-8")


def test_the_menu_entry_starts_the_application_that_is_installed(desktop):
    """Its program is the one of pyproject.toml, its icon the one that is installed beside it."""
    entry = desktop["Desktop Entry"]
    assert (entry["Type"], entry["Exec"], entry["Icon"]) == ("Application", "lsg-desktop", ID)
    assert 'lsg-desktop = "' in (ROOT / "pyproject.toml").read_text("utf-8")
    for key in ("Categories", "Keywords", "Keywords[de]", "Keywords[zh_CN]", "Actions"):
        assert entry[key].endswith(";")


def test_the_menu_entry_speaks_three_languages(desktop):
    """Every text of it that people read is there in each."""
    for section in desktop.sections():
        for key in {"Name", "GenericName", "Comment"} & set(desktop[section]) - {"Name"}:
            assert {f"{key}[de]", f"{key}[zh_CN]"} <= set(desktop[section])


def test_the_actions_of_the_menu_entry_are_there(desktop):
    """An action that is named and not described is an error to a desktop."""
    named = desktop["Desktop Entry"]["Actions"].strip(";").split(";")
    for name in named:
        assert {"Name", "Name[de]", "Name[zh_CN]", "Exec"} <= set(desktop[f"Desktop Action {name}"])


def test_the_software_centre_is_told_the_same(metainfo):
    """Identity, menu entry, licence and program agree."""
    assert metainfo.findtext("id") == ID
    assert metainfo.findtext("launchable") == f"{ID}.desktop"
    assert metainfo.findtext("project_license") == "Apache-2.0"
    assert metainfo.findtext("provides/binary") == "lsg-desktop"


def test_the_software_centre_knows_this_version(metainfo):
    """The newest release that it lists is the one of the package."""
    assert metainfo.find("releases/release").get("version") == __version__


@pytest.mark.parametrize("path", ["summary", "description/p", "description/ul/li"])
def test_the_software_centre_speaks_three_languages(metainfo, path):
    """Each text is followed by its translations."""
    languages = [element.get(LANG) for element in metainfo.iterfind(path)]
    assert languages
    assert languages == [None, "de", "zh-CN"] * (len(languages) // 3)


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstreamcli is not installed")
def test_appstream_accepts_the_metadata():
    """The validator of the software centres has the last word."""
    command = ["appstreamcli", "validate", "--no-net", str(METAINFO)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.skipif(
    not shutil.which("desktop-file-validate"), reason="desktop-file-validate is not installed"
)
def test_the_desktop_accepts_the_menu_entry():
    """The validator of the desktops has the last word."""
    command = ["desktop-file-validate", str(PACKAGING / f"{ID}.desktop")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    "name", ["lsg-desktop.spec", f"flatpak/{ID}.yml", "windows/lsg-desktop.iss"]
)
def test_every_recipe_means_the_same_application(name):
    """One identity, for a Mac as for Flatpak and Windows."""
    assert set(re.findall(r"\bio\.github\.\w+\.\w+", text_of(name))) == {ID}


def test_the_recipe_of_the_folder_names_what_there_is():
    """It is a Python file; the names in it are those of this checkout."""
    names = {
        node.value
        for node in ast.walk(ast.parse(SPEC.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for name in ("start.py", "icon.py", "hooks"):
        assert name in names
        assert (PACKAGING / name).exists()
    assert {"lsg-desktop", "NSMicrophoneUsageDescription"} <= names


def test_flatpak_takes_files_that_there_are():
    """But for dist/, which PyInstaller makes."""
    recipe = PACKAGING / "flatpak" / f"{ID}.yml"
    paths = re.findall(r"path: (\S+)", recipe.read_text("utf-8"))
    assert paths.pop(0) == "../../dist"
    assert [path for path in paths if not (recipe.parent / path).is_file()] == []
    assert "--socket=pulseaudio" in recipe.read_text("utf-8")


def test_the_installer_for_windows_takes_files_that_there_are():
    """But for those that PyInstaller makes."""
    for path in re.findall(
        r"(?:LicenseFile=|Source: \")(\S+?)\"?[;\s]", text_of("windows/lsg-desktop.iss")
    ):
        place = path.replace("\\", "/").removeprefix("../../")
        assert place.startswith("dist/lsg-desktop/") or (ROOT / place).is_file()


def test_a_signed_mac_application_may_record():
    """Without this a signed one hears silence."""
    with (PACKAGING / "macos" / "entitlements.plist").open("rb") as file:
        assert plistlib.load(file)["com.apple.security.device.audio-input"] is True


@pytest.mark.parametrize("icon", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_drawn_at_every_size(icon):
    """Something is seen of it, and its corners are free."""
    gui = pytest.importorskip("PySide6.QtGui")
    png = runpy.run_path(str(PACKAGING / "icon.py"))["png"]
    for side in (16, 24, 48, 256):
        image = gui.QImage.fromData(png(icon, side), "PNG")
        seen = sum(image.pixelColor(x, y).alpha() > 128 for x in range(side) for y in range(side))
        assert image.width() == side
        assert image.pixelColor(0, 0).alpha() == 0
        assert 0.2 * side * side < seen < 0.9 * side * side


def test_the_icon_of_windows_holds_every_size(tmp_path):
    """Qt, which reads such files, finds them all."""
    gui = pytest.importorskip("PySide6.QtGui")
    icon = runpy.run_path(str(PACKAGING / "icon.py"))
    icon["draw"](ICONS[1], tmp_path / "lsg.ico")
    reader = gui.QImageReader(str(tmp_path / "lsg.ico"))
    sizes = []
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        sizes.append(reader.read().width())
    assert sizes == list(icon["ICO_PX"])


def test_the_icon_of_macs_is_as_long_as_it_says(tmp_path):
    """Its parts follow each other to the end."""
    pytest.importorskip("PySide6.QtGui")
    icon = runpy.run_path(str(PACKAGING / "icon.py"))
    icon["draw"](ICONS[1], tmp_path / "lsg.icns")
    data = (tmp_path / "lsg.icns").read_bytes()
    kinds, place = [], 8
    while place < len(data):
        kind, length = struct.unpack_from(">4sI", data, place)
        assert data[place + 8 : place + 12] == b"\x89PNG"
        kinds.append(kind)
        place += length
    assert (data[:4], struct.unpack_from(">I", data, 4)[0], place) == (
        b"icns",
        len(data),
        len(data),
    )
    assert kinds == list(icon["ICNS_PX"])
