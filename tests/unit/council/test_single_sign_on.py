"""Single sign-on in a council file: left out, read whole, or refused with file, key and cure."""

import pytest

from portal.council import CouncilFaults, from_text, require_confirmed
from portal.vocabulary import StaffRole
from tests.unit.council.test_faults import GOOD, faults_of

SECTION = """
[staff.single_sign_on]
issuer = "https://sign-in.sampleshire.gov.uk/tenant/v2.0"
client_id = "complaints-portal"

[[staff.single_sign_on.groups]]
name = "Complaints team"
roles = ["complaints-officer", "senior"]

[[staff.single_sign_on.groups]]
name = "6b1f0c1e-0000-4000-8000-00000000cafe"
roles = ["team-manager"]
teams = ["north", "south"]
"""


def test_a_council_may_have_none():
    assert from_text(GOOD, "shire.toml").single_sign_on is None
    assert from_text(f"{GOOD}\n[staff]\n", "shire.toml").single_sign_on is None


def test_it_is_read_whole():
    council = from_text(GOOD + SECTION, "shire.toml")
    sso = council.single_sign_on
    assert sso is not None
    assert (sso.issuer, sso.client_id) == ("https://sign-in.sampleshire.gov.uk/tenant/v2.0", "complaints-portal")
    assert (sso.groups_claim, sso.origin) == ("groups", "https://sign-in.sampleshire.gov.uk")
    assert sso.groups[0].roles == (StaffRole.COMPLAINTS_OFFICER, StaffRole.SENIOR)
    assert sso.groups[1].teams == ("north", "south")
    require_confirmed(council)


def test_the_list_of_groups_may_be_called_otherwise():
    text = GOOD + SECTION.replace("client_id =", 'groups_claim = "roles"\nclient_id =')
    sso = from_text(text, "shire.toml").single_sign_on
    assert sso is not None
    assert sso.groups_claim == "roles"


PLANTED = [
    ('issuer = "https://sign-in', 'isuer = "https://sign-in', "issuer", "is missing", "Add issuer ="),
    ("https://sign-in", "http://sign-in", "issuer", "not the secure web address", "exactly as the provider writes it"),
    ("/tenant/v2.0", "/tenant?x=1", "issuer", "not the secure web address", "exactly as"),
    ('client_id = "complaints-portal"', "", "client_id", "is missing", "Add client_id ="),
    ('"senior"]', '"boss"]', "groups.1.roles", "not one of its codes", "complaints-manager"),
    ('roles = ["team-manager"]', "roles = []", "groups.2.roles", "is an empty list", "Put something in it"),
    ('teams = ["north", "south"]\n', "", "groups.2.teams", "a team manager needs a team", "Add teams ="),
    ('"north", "south"', '"north", "west"', "groups.2.teams", "west, which is not a team", "north"),
    ("6b1f0c1e-0000-4000-8000-00000000cafe", "Complaints team", "groups.2.name", "named above", "in one place"),
    ("[[staff.single_sign_on.groups]]", "[[staff.single_sign_on.group]]", "groups", "is missing", "Add a section [["),
    ("[staff.single_sign_on]\n", "[staff.single_sign_onn]\n", None, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("good", "planted", "key", "what", "cure"), PLANTED)
def test_each_fault_names_its_key_and_its_cure(good: str, planted: str, key: str | None, what: str, cure: str):
    assert good in SECTION
    found = faults_of(GOOD + SECTION.replace(good, planted))
    if key is None:
        assert "staff.single_sign_onn" in found
        return
    said = found[f"staff.single_sign_on.{key}"]
    assert what in said[0]
    assert cure in said[1]


def test_a_provider_on_this_machine_is_for_trying_it_out_only():
    council = from_text(GOOD + SECTION.replace("https://sign-in.sampleshire.gov.uk", "http://127.0.0.1:8080"), "x.toml")
    with pytest.raises(CouncilFaults, match="on this machine"):
        require_confirmed(council)
