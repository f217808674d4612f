"""A council file is found by path or by key, and refused for real use until everything is confirmed."""

from pathlib import Path

import pytest

from portal.council import CouncilFaults, from_text, load, require_confirmed

GOOD = (Path(__file__).parents[2] / "councils" / "sample-shire.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "what", "cure"),
    [
        ("windsor-and-maidnhead", "not a council kept with the portal", "Did you mean windsor-and-maidenhead?"),
        ("zz-shire", "not a council kept with the portal", "kept with the portal are: windsor-and-maidenhead."),
        ("", "not a key", "or the path of its file"),
        ("Windsor", "not a key", "or the path of its file"),
        ("nowhere/at-all.toml", "is not there", "Check the path"),
        ("../windsor-and-maidenhead", "is not there", "Check the path"),
        ("a\0b.toml", "cannot be read", "may read"),
    ],
)
def test_a_council_that_cannot_be_found_is_refused_with_a_cure(asked: str, what: str, cure: str) -> None:
    with pytest.raises(CouncilFaults) as refused:
        load(asked)
    (fault,) = refused.value.faults
    assert what in fault.what
    assert cure in fault.cure


def test_a_folder_and_a_file_in_another_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CouncilFaults, match="cannot be read"):
        load(tmp_path)
    (tmp_path / "latin.toml").write_bytes('key = "caf\xe9"'.encode("latin-1"))
    with pytest.raises(CouncilFaults, match="is not UTF-8 text"):
        load(tmp_path / "latin.toml")


def test_a_fault_in_a_file_names_that_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(GOOD.replace("drafts_days = 3", ""), encoding="utf-8")
    with pytest.raises(CouncilFaults) as refused:
        load(str(path))
    assert [(fault.file, fault.key) for fault in refused.value.faults] == [(str(path), "retention.drafts_days")]


@pytest.mark.parametrize(
    ("there", "instead", "key"),
    [
        ("unconfirmed = []", 'unconfirmed = ["rules.2.team"]', "rules.2.team"),
        ("duty@sampleshire.gov.uk", "duty@shire.example", "teams.duty-desk.inbox"),
        ("dpo@sampleshire.gov.uk", "dpo@example.org", "controllers.county.data_protection_email"),
        (
            "2c1d7a94-6b0e-4f3a-8d15-90ab3c4e5f13",
            "00000000-0000-4000-8000-000000000003",
            "notify.templates.team-notice",
        ),
    ],
)
def test_real_use_is_refused_for_what_nobody_confirmed_or_reaches_nobody(there: str, instead: str, key: str) -> None:
    council = from_text(GOOD.replace(there, instead), "shire.toml")
    with pytest.raises(CouncilFaults) as refused:
        require_confirmed(council)
    assert [fault.key for fault in refused.value.faults] == [key]
    assert all(fault.cure for fault in refused.value.faults)


def test_a_kept_council_has_the_name_of_its_file(tmp_path: Path) -> None:
    for name in ("sample-shire", "other-shire"):
        (tmp_path / f"{name}.toml").write_text(GOOD, encoding="utf-8")
    assert load("sample-shire", kept_in=tmp_path).key == "sample-shire"
    with pytest.raises(CouncilFaults, match=r"other-shire\.toml: key: is sample-shire\. Write key = "):
        load("other-shire", kept_in=tmp_path)
