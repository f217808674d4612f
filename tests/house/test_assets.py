"""The assets: light enough for a weak signal, named by what is in them, with nothing that is not ours to use."""

import json
import re
from functools import cache

import pytest

from tests.house.tree import ROOT

BUILD = ROOT / "static" / "build"
SHEETS, SCRIPTS = 6_000, 5_000  # bytes over the wire; with the document they fit the first flight of a connection


@cache
def manifest() -> dict[str, str]:
    path = BUILD / "manifest.json"
    if not path.is_file():
        pytest.fail("The assets are not built: run `make assets`.")
    return json.loads(path.read_text())


def wire(name: str) -> int:
    return (BUILD / f"{manifest()[name]}.br").stat().st_size


def test_the_public_sheet_and_script_are_light():
    assert wire("public.css") <= SHEETS
    assert wire("public.js") <= SCRIPTS


def test_every_asset_is_there_and_named_by_its_content():
    for name, hashed in manifest().items():
        stem, ending = name.rsplit(".", 1)
        assert re.fullmatch(rf"{re.escape(stem)}\.[0-9a-f]{{12}}\.{ending}", hashed)
        assert (BUILD / hashed).is_file()


def test_nothing_is_fetched_from_elsewhere_and_no_typeface_is_sent():
    for name in ("public.css", "public.js"):
        text = (BUILD / manifest()[name]).read_text()
        assert not re.search(r"https?:|//[a-z]|@font-face|@import|url\(|gds transport|crown", text, re.IGNORECASE)


def test_the_sheet_draws_every_part_that_the_templates_name():
    parts = "wrap top talk ask say older now opts opt opt-hint more reveal field field-error hint send skip danger note"
    parts += " enough left help leave check receipt code-words tray govuk-error-summary govuk-skip-link"
    text = (BUILD / manifest()["public.css"]).read_text()
    assert [part for part in parts.split() if not re.search(rf"\.{part}(?![\w-])", text)] == []


def test_dark_screens_printing_and_stillness_are_thought_of():
    text = (BUILD / manifest()["public.css"]).read_text()
    for asked in ("prefers-color-scheme:dark", "forced-colors:active", "prefers-reduced-motion:no-preference", "print"):
        assert asked in text.replace(": ", ":")
