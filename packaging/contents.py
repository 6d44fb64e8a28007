"""What the bundle holds of Qt, of other packages' data and of Python, and what it must not hold.

The spec filters by this, and `tests/packaging` looks whether the bundle came out so.
"""

import pickle
from pathlib import Path

from fontTools import subset

QT = frozenset(
    {
        # libraries, with what QtTextToSpeech links
        "Qt6Core",
        "Qt6Gui",
        "Qt6Widgets",
        "Qt6DBus",
        "Qt6XcbQpa",
        "Qt6WaylandClient",
        "Qt6TextToSpeech",
        "Qt6Multimedia",
        "Qt6Network",
        "Qt6Concurrent",
        "icudata",
        "icui18n",
        "icuuc",
        # bindings
        "QtCore",
        "QtGui",
        "QtWidgets",
        "QtTextToSpeech",
        "pyside6",
        "shiboken6",
        "Shiboken",
        # plugins
        "qxcb",
        "qwayland",
        "qoffscreen",
        "xdg-shell",
        "qtexttospeech_speechd",
        # the same on Windows
        "qwindows",
        "qtexttospeech_winrt",
        "qtexttospeech_sapi",
        "msvcp140",
        "msvcp140_1",
        "msvcp140_2",
        "vcruntime140",
        "vcruntime140_1",
    }
)
"""The names of Qt's files, without `lib` and from the first dot on; all others stay out.

The runtime of C++ comes with Qt's packages too, and its names are written in any case.
"""

FONTS = {
    "fontpkg_noto_sans": "files/NotoSans[wdth,wght].ttf",
    "fontpkg_noto_sans_arabic": "files/NotoSansArabic[wdth,wght].ttf",
    "fonticon_mdi7": "fonts/materialdesignicons-webfont.ttf",
}
"""The font file of each font package, as `kiosk.screens.look` asks for it."""

DISTRIBUTIONS = (
    "PySide6-Essentials",
    "PySide6-Addons",
    "shiboken6",
    "pydantic",
    "pydantic-core",
    "annotated-types",
    "typing-extensions",
    "typing-inspection",
    "babel",
    "segno",
    "idna",
    "confusable-homoglyphs",
    "fontpkg-noto-sans",
    "fontpkg-noto-sans-arabic",
    "fonticon-materialdesignicons7",
)
"""What of the locked requirements is in the bundle, by its name on the package index."""

UNWANTED_MODULES = (
    # hashlib does without OpenSSL, but for scrypt: who needs that takes _hashlib off this list
    # and adds libssl3 to the dependencies of the .deb.
    "_hashlib",
    "_ssl",
    "ssl",
    # Files are UTF-8; the oldest character sets of East Asia are none that anything is read in.
    "_codecs_cn",
    "_codecs_hk",
    "_codecs_iso2022",
    "_codecs_jp",
    "_codecs_kr",
    "_codecs_tw",
    "_multibytecodec",
    "_pydecimal",  # what is written in C is there
    "_pyio",
    "_bz2",
    "_lzma",
    "_curses",
    "_sqlite3",
    "_tkinter",
    "asyncio",
    "multiprocessing",
    "readline",
    "sqlite3",
    "tkinter",
    "curses",
    "lib2to3",
    "pip",
    "setuptools",
    "pkg_resources",
    "pydoc",
    "doctest",
    "unittest",
    "xmlrpc",
    "pydantic.v1",
    "pydantic.mypy",
    "fontpkg",
    "fonticon_mdi7",
    "PySide6.QtNetwork",
    "PySide6.QtMultimedia",
    "PySide6.QtQml",
    "PySide6.QtSvg",
)
"""Modules that hooks and libraries would bring along."""

UNWANTED_WORDS = (
    "vnc",
    "eglfs",
    "linuxfb",
    "minimalegl",
    "vkkhr",
    "gtk",
    "qml",
    "quick",
    "svg",
    "tls",
    "ssl",
    "crypto",
    "webengine",
    "ffmpeg",
    "avcodec",
    "sqlite",
    "virtualkeyboard",
    "tkinter",
    "setuptools",
    "_qm",
)
"""No path in the bundle may hold any of these, whatever its case."""

UNSPOKEN = frozenset(
    {
        "compact_currency_formats",
        "compact_decimal_formats",
        "compound_unit_patterns",
        "currency_formats",
        "currency_names",
        "currency_names_plural",
        "currency_symbols",
        "currency_unit_patterns",
        "date_fields",
        "interval_formats",
        "meta_zones",
        "time_zones",
        "zone_formats",
    }
)
"""What Babel knows of a language and the kiosk never says: half of 30 MB."""


UNITS = ("duration-", "length-", "temperature-")
"""The kinds of units whose names `kioskctl check` looks for in texts."""

SESSION = frozenset(
    {
        "passwd",
        "systemd",
        "x11-xserver-utils",
        "xauth",
        "xserver-xorg-core",
        "xserver-xorg-input-libinput",
    }
)
"""The Debian packages that the session needs; the others in `Depends` are what the bundle links."""


def stem(name: str) -> str:
    """The name of a library, the same on every system: `libQt6Core.so.6` is `Qt6Core`."""
    return name.rpartition("/")[2].removeprefix("lib").partition(".")[0]


def is_of_qt(name: str) -> bool:
    """Whether a file of Qt, of its bindings or of their runtime is one that is listed."""
    return stem(name) in QT or stem(name).lower() in QT


def slim_icons(source: Path, target: Path, characters: str) -> None:
    """Copy the icon font with the characters that content may name, and no other."""
    target.parent.mkdir(parents=True, exist_ok=True)
    font = subset.load_font(str(source), subset.Options())
    subsetter = subset.Subsetter(subset.Options(name_IDs=["*"], notdef_outline=True))
    subsetter.populate(text=characters)
    subsetter.subset(font)
    subset.save_font(font, str(target), subset.Options())


def slim_locales(source: Path, target: Path) -> None:
    """Copy Babel's locales, all of them, but for what is never said."""
    target.mkdir(parents=True, exist_ok=True)
    for file in sorted(source.glob("*.dat")):
        data = pickle.loads(file.read_bytes())  # noqa: S301 - from the locked package
        kept = {key: data[key] for key in sorted(data) if key not in UNSPOKEN}
        for names in ("unit_display_names", "unit_patterns"):
            units = kept.get(names, {})
            kept[names] = {unit: units[unit] for unit in units if unit.startswith(UNITS)}
        (target / file.name).write_bytes(pickle.dumps(kept, protocol=4))
