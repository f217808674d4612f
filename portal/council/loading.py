"""Finds a council file, reads it, and refuses it whole with every fault. It refuses to know where the portal runs:
whoever starts it outside local use also asks `require_confirmed`.
"""

import re
import tomllib
from difflib import get_close_matches
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from portal.council.checks import check
from portal.council.faults import CouncilFault, CouncilFaults
from portal.council.model import Council
from portal.council.reading import read_council
from portal.council.tables import Faults, Table
from portal.council.values import SLUG, Unfit

#: Where the councils kept with the portal have their files.
KEPT = resources.files("portal").joinpath("councils")

#: Names that reach nobody, kept for examples (RFC 2606), and the ids our own worked example is filled with.
_NOBODY = re.compile(r"[@.](example|invalid|test|localhost|example\.(com|net|org))$", re.IGNORECASE)
_NO_TEMPLATE = "00000000-0000-4000-8000-"


def load(path_or_key: str | Path, *, kept_in: Traversable = KEPT) -> Council:
    """The council in a file, or the one kept with the portal under this key. Raises `CouncilFaults`.

    Text without a slash or backslash that does not end in `.toml` is a key.
    """
    if isinstance(path_or_key, Path) or path_or_key.endswith(".toml") or re.search(r"[/\\]", path_or_key):
        return _load_path(Path(path_or_key))
    return _load_key(path_or_key, kept_in)


def from_text(text: str, file: str) -> Council:
    """The council in this text; `file` is its name in sentences. Raises `CouncilFaults` with every fault found."""
    try:
        raw = tomllib.loads(text.removeprefix("\ufeff"))  # Windows Notepad puts this mark first
    except (ValueError, RecursionError) as error:
        raise CouncilFaults([_syntax_fault(file, error)]) from None
    faults = Faults(file)
    root = Table(raw, "", faults)
    council = read_council(root, file)
    root.close()
    check(council, raw, faults)
    if faults.found:
        raise CouncilFaults(faults.found)
    return council


def require_confirmed(council: Council) -> None:
    """Raise `CouncilFaults` unless everything has been confirmed: what the file lists, and what reaches nobody."""
    faults = Faults(council.file)
    for key in council.unconfirmed:
        faults.add(
            key,
            "has not been confirmed by the council",
            "Ask whoever answers for it, put it right, and take its line out of the list unconfirmed at the top.",
        )
    for key, value in _addresses(council):
        if key not in council.unconfirmed and _NOBODY.search(value):
            faults.add(key, f"is {value}, an address that reaches nobody", "Write the real address.")
    for kind, template in council.notify.templates:
        key = f"notify.templates.{kind}"
        if key not in council.unconfirmed and template.startswith(_NO_TEMPLATE):
            faults.add(key, "is the made-up id of the worked example", "Copy the id from the council's Notify account.")
    if council.single_sign_on and council.single_sign_on.issuer.startswith("http:"):
        faults.add(
            "staff.single_sign_on.issuer",
            "is a provider on this machine",
            "Write the https address of the council's own.",
        )
    if faults.found:
        raise CouncilFaults(faults.found)


def _addresses(council: Council) -> list[tuple[str, str]]:
    inboxes = [(f"teams.{team.key}.inbox", team.inbox) for team in council.teams]
    officers = [
        (f"controllers.{controller.key}.data_protection_email", controller.data_protection_email)
        for controller in council.controllers
    ]
    return inboxes + officers


def _load_path(path: Path) -> Council:
    file = str(path)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise _refused(file, "is not there", "Check the path, or name a council kept with the portal.") from None
    except UnicodeDecodeError:
        raise _refused(file, "is not UTF-8 text", "Save it again as plain text in UTF-8.") from None
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        reason = error.strerror if isinstance(error, OSError) else None
        raise _refused(
            file, f"cannot be read ({reason or 'not a path'})", "Check that it is a file the portal may read."
        ) from None
    return from_text(text, file)


def _load_key(key: str, kept_in: Traversable) -> Council:
    kept = {entry.name.removesuffix(".toml"): entry for entry in kept_in.iterdir() if entry.name.endswith(".toml")}
    try:
        SLUG.read(key)
    except Unfit as unfit:
        raise _refused(key or "(no name)", unfit.what, "Write the council's key, or the path of its file.") from None
    if key not in kept:
        near = get_close_matches(key, kept, n=1)
        cure = f"Did you mean {near[0]}?" if near else f"The councils kept with the portal are: {', '.join(kept)}."
        raise _refused(key, "is not a council kept with the portal", cure)
    council = from_text(kept[key].read_text(encoding="utf-8"), f"{key}.toml")
    if council.key != key:
        fault = CouncilFault(f"{key}.toml", "key", f"is {council.key}", f'Write key = "{key}", the name of the file.')
        raise CouncilFaults([fault])
    return council


def _refused(file: str, what: str, cure: str) -> CouncilFaults:
    return CouncilFaults([CouncilFault(file, "file", what, cure)])


def _syntax_fault(file: str, error: Exception) -> CouncilFault:
    said = str(error)
    at = re.search(r"\(at line (\d+), column (\d+)\)", said)
    if at is None:
        end = "at end of document" in said
        where = "end of file" if end else "file"
        return CouncilFault(file, where, "is not written as TOML", "Look for an unclosed quotation mark or bracket.")
    why = said[: at.start()].strip().rstrip(".")
    return CouncilFault(
        file,
        f"line {at[1]}",
        f"is not written as TOML ({why}, at character {at[2]})",
        "Look here, and at the line before, for a missing quotation mark, bracket or equals sign,"
        " or for a section or key written twice.",
    )
