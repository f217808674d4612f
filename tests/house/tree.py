"""Where the house tests look: the files that are ours, and the Python among them."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
BINARY = {".png", ".jpg", ".heic", ".ico", ".pdf", ".woff2", ".gz", ".br"}


@cache
def our_files() -> tuple[Path, ...]:
    """Every file that is tracked, or would be when added; what .gitignore names is not ours."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return tuple(path for name in sorted(set(listing.split("\0"))) if name and (path := ROOT / name).is_file())


@cache
def our_text() -> tuple[tuple[str, str], ...]:
    """Name and text of every file of ours that is text."""
    return tuple(
        (str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in our_files() if path.suffix not in BINARY
    )


@cache
def our_python(*folders: str) -> tuple[tuple[str, str, ast.Module], ...]:
    """Name, text and syntax tree of our modules in these folders (a lone file counts as its own folder)."""
    return tuple(
        (name, text, ast.parse(text))
        for name, text in our_text()
        if name.endswith(".py") and (name in folders or name.split("/")[0] in folders)
    )
