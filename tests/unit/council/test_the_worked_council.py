"""The worked council's file and a made-up one: what they say, and what still stands between them and real use."""

from dataclasses import asdict
from pathlib import Path

import pytest

from portal.clocks import limits
from portal.council import PLACEHOLDERS, Council, CouncilFaults, MessageKind, NoSuchTeam, load, require_confirmed
from portal.council.reading import TARGET_CEILINGS
from portal.vocabulary import IssueKind, Procedure, Role, Service, Situation, Speaker

SAMPLE_SHIRE = Path(__file__).parents[2] / "councils" / "sample-shire.toml"

TEAM_OF = {
    "first-contact": "mash",
    "social-worker": "pods",
    "safety-plan": "pods",
    "in-care": "pods",
    "conference": "conference-chairs",
    "leaving-care": "leaving-care",
    "homeless": "leaving-care",
    "disability": "cypds",
    "send": "send",
    "school-places": "send",
    "fostering": "fostering",
    "kinship-sgo": "fostering",
    "adoption": "adoption",
    "early-help": "early-help",
    "young-carer": "early-help",
    "youth-justice": "youth-justice",
    "transport": "transport",
    "my-records": "information-governance",
}


@pytest.fixture(scope="module")
def worked() -> Council:
    return load("windsor-and-maidenhead")


@pytest.fixture(scope="module")
def sample() -> Council:
    return load(SAMPLE_SHIRE)


@pytest.mark.parametrize("service", Service)
def test_the_worked_council_has_the_published_team_for_each_service(worked: Council, service: Service) -> None:
    first = next(rule for rule in worked.rules if not rule.service or service in rule.service)
    assert first.team == TEAM_OF.get(service, "complaints")


def test_the_worked_council_gives_each_role_its_team(worked: Council) -> None:
    assert {role: worked.team_for_role(role).key for role in Role} == {
        Role.COMPLAINTS: "complaints",
        Role.SAFETY: "safety-lead",
        Role.SAFEGUARDING_HUB: "mash",
    }
    assert worked.safety.fallback_reader == "monitoring-officer"


def test_the_worked_council_promises_what_it_publishes(worked: Council) -> None:
    assert (worked.targets.acknowledgement, worked.targets.corporate_acknowledgement) == (3, 5)
    assert worked.retention.drafts_days == 7


def test_the_worked_council_names_no_reader(worked: Council) -> None:
    assert not any(team.readers for team in worked.teams)


def test_every_made_up_address_and_id_of_the_worked_council_is_marked(worked: Council) -> None:
    marked = set(worked.unconfirmed)
    made_up = {f"teams.{team.key}.inbox" for team in worked.teams if team.inbox.endswith(".example")}
    made_up |= {
        f"controllers.{controller.key}.data_protection_email"
        for controller in worked.controllers
        if controller.data_protection_email.endswith(".example")
    }
    assert made_up | {f"notify.templates.{kind}" for kind in MessageKind} <= marked
    assert {team.key for team in worked.teams if not team.inbox.endswith(".example")} == {"complaints"}


@pytest.mark.parametrize(
    "asked_before_go_live",
    ["safety.out_of_hours.number", "contacts.hub.number", "contacts.advocate", "targets.corporate1_reply", "teams"],
)
def test_what_the_council_must_be_asked_is_marked(worked: Council, asked_before_go_live: str) -> None:
    assert asked_before_go_live in worked.unconfirmed


def test_the_worked_council_is_refused_for_real_use_naming_every_unconfirmed_key(worked: Council) -> None:
    with pytest.raises(CouncilFaults) as refused:
        require_confirmed(worked)
    assert [fault.key for fault in refused.value.faults] == list(worked.unconfirmed)
    assert all("out of the list unconfirmed" in fault.cure for fault in refused.value.faults)


def test_a_confirmed_council_goes_live_from_its_file_alone(sample: Council) -> None:
    require_confirmed(sample)
    assert sample.unconfirmed == ()


def test_the_made_up_council_shares_nothing_with_the_worked_one(worked: Council, sample: Council) -> None:
    assert not {team.key for team in worked.teams} & {team.key for team in sample.teams}
    assert dict(worked.roles) != dict(sample.roles)
    assert asdict(worked.targets) != asdict(sample.targets)
    assert worked.safety.staffed != sample.safety.staffed
    assert worked.colours != sample.colours


def test_rules_may_ask_about_speaker_situation_procedure_and_kind(sample: Council) -> None:
    by_team = {rule.team: rule for rule in sample.rules}
    assert by_team["thanks-desk"].kind == (IssueKind.COMPLIMENT, IssueKind.IDEA)
    assert by_team["county-solicitor"].procedure == (Procedure.DATA_PROTECTION, Procedure.ACCESS_REQUEST)
    assert Speaker.FOSTER_CARER in by_team["carers"].speaker
    assert by_team["south"].situation == (Situation.IN_CARE, Situation.LEFT_CARE, Situation.SECURE)
    assert by_team["north"].service
    assert by_team["north"].speaker


def test_what_the_file_says_arrives(sample: Council) -> None:
    assert sample.team("listening").readers == ("Example Reader", "Sample Person")
    assert sample.notify.template_id(MessageKind.ALERT) == "2c1d7a94-6b0e-4f3a-8d15-90ab3c4e5f14"
    assert sample.notify.sms_sender_id.endswith("7e02")
    assert sample.contacts.complaints is not None
    assert sample.contacts.complaints.tel == "+441632960002"
    assert sample.contacts.emergency_bsl.web == "https://999bsl.co.uk"
    assert sample.safety.closed_days == sample.closure_days


def test_a_team_that_left_the_file_is_refused_in_a_sentence(worked: Council) -> None:
    with pytest.raises(NoSuchTeam, match="no team called pods-of-old"):
        worked.team("pods-of-old")


def test_a_team_is_named_inside_a_sentence_and_at_its_start(worked: Council) -> None:
    team = worked.team("leaving-care")
    assert (team.name, team.name_at_start) == ("the leaving care team", "The leaving care team")


@pytest.mark.parametrize("council", ["worked", "sample"])
def test_every_placeholder_is_documented_and_filled(council: str, request: pytest.FixtureRequest) -> None:
    filled = request.getfixturevalue(council).placeholders()
    assert list(filled) == list(PLACEHOLDERS)
    assert [name for name, value in filled.items() if not value and "or nothing" not in PLACEHOLDERS[name]] == []


def test_placeholders_come_from_the_file(worked: Council, sample: Council) -> None:
    told = worked.placeholders()
    assert (told["hub_phone"], told["childline_phone"], told["read_within"]) == ("01628 683150", "0800 1111", "1 hour")
    assert sample.placeholders()["read_within"] == "20 minutes"
    assert sample.placeholders()["complaints_team"] == "the listening desk"


def test_targets_and_their_ceilings_are_those_of_the_clocks(worked: Council, sample: Council) -> None:
    for council in (worked, sample):
        assert asdict(limits.Targets(**asdict(council.targets))) == asdict(council.targets)
    ours = {name: most for name, (most, _) in TARGET_CEILINGS.items()}
    assert limits.TARGET_CEILINGS.items() <= ours.items()
