"""What stands in a backup, a table at a time, as somebody sees it who unpacks it without the portal."""

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile


def manifest_in(path: Path) -> dict[str, Any]:
    with ZipFile(path) as archive:
        manifest: dict[str, Any] = json.loads(archive.read("manifest.json"))
    return manifest


def lines_in(path: Path) -> dict[str, list[str]]:
    """The rows of each table, in an order that does not depend on the database."""
    with ZipFile(path) as archive:
        tables = [name for name in archive.namelist() if name.startswith("tables/")]
        return {name[7:-6]: sorted(archive.read(name).decode().splitlines()) for name in tables}


def rewritten(path: Path, to: Path, **changed: bytes) -> Path:
    """A copy in which some members say something else: `manifest=b"..."`, `cases=b"..."`."""
    with ZipFile(path) as archive, ZipFile(to, "w") as copy:
        for name in archive.namelist():
            stem = name.removeprefix("tables/").partition(".")[0]
            copy.writestr(name, changed.get(stem, archive.read(name)))
    return to
