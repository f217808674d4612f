"""Every fault of a council file is found with its file, key and cure, and all of them at once."""

from pathlib import Path

import pytest

from portal.council import CouncilFaults, from_text
from portal.vocabulary import Speaker

GOOD = (Path(__file__).parents[2] / "councils" / "sample-shire.toml").read_text(encoding="utf-8")
CATCH_ALL = '[[rules]]\nteam = "listening"\nbecause = "Nothing else fits"\n'


def rule(*lines: str) -> str:
    return "\n".join(["[[rules]]", *lines, 'because = "A reason"', "", ""])


def faults_of(text: str) -> dict[str, tuple[str, str]]:
    """Each fault's key, with what is wrong and the cure."""
    with pytest.raises(CouncilFaults) as refused:
        from_text(text, "shire.toml")
    for fault in refused.value.faults:
        assert str(fault) == f"shire.toml: {fault.key}: {fault.what}. {fault.cure}"
        assert fault.cure.endswith((".", "?"))
        assert str(fault) in str(refused.value)
    return {fault.key: (fault.what, fault.cure) for fault in refused.value.faults}


# The text in the good file, what is planted there instead, the key, a part of the fault, a part of the cure.
PLANTED = [
    # keys
    ('name = "the north team"\n', 'nme = "the north team"\n', "teams.north.nme", "not a key", "Did you mean name?"),
    ('name = "the north team"\n', "", "teams.north.name", "is missing", "Add name ="),
    ("[colours.dark]\n", "[colours.drak]\n", "colours.dark", "is missing", "Add a section [colours.dark]."),
    ("[colours.dark]\n", "[colours.drak]\n", "colours.drak", "not a key", "Did you mean dark?"),
    ("languages =", "zzz = 1\nlanguages =", "zzz", "not a key", "The keys here are: "),
    ("[teams.north]\n", "[teams.North]\n", "teams.North", "not a key in small letters", '"leaving-care"'),
    ("[safety.staffed]", "[safety.hours]", "safety.staffed", "is missing", "Add a section [safety.staffed]."),
    # kinds of value
    ('short_name = "Sample Shire"', "short_name = 3", "short_name", "is not text in quotation marks: 3", "Somewhere"),
    ('short_name = "Sample Shire"', 'short_name = " "', "short_name", "is empty", "Somewhere"),
    ('short_name = "Sample Shire"', 'short_name = "a\\nb"', "short_name", "line break", "on one line"),
    ('short_name = "Sample Shire"', f'short_name = "{"x" * 61}"', "short_name", "61 characters", "at most 60"),
    ('key = "sample-shire"', 'key = "Sample Shire"', "key", "not a key in small letters", "Write it like"),
    ("areas@sampleshire.gov.uk", "areas-at-shire", "teams.north.inbox", "not an email address", "@yourcouncil.gov.uk"),
    ("front@sampleshire.gov.uk", "a@b.uk\\nx@c.uk", "teams.front-room.inbox", "not an email address", "Write it"),
    ('"0808 157 0001"', '"ask at desk"', "contacts.advocate.number", "not a phone number", "01234 567890"),
    ('"0808 157 0001"', '""', "contacts.advocate.number", "not a phone number", "01234 567890"),
    (
        "2c1d7a94-6b0e-4f3a-8d15-90ab3c4e5f12",
        "none",
        "notify.templates.receipt-text",
        "not a Notify id",
        "Notify account",
    ),
    ('"#0b5d4e"', '"teal"', "colours.light.brand", "not a colour: 'teal'", "#00703c"),
    (
        "https://999bsl.co.uk",
        "http://999bsl.co.uk",
        "contacts.emergency_bsl.web",
        "not a secure web address",
        "https://",
    ),
    ("closure_days = [2026-12-24", 'closure_days = ["24 Dec"', "closure_days", "not a date", "2026-12-29"),
    (
        "extra_bank_holidays = [2027-06-07]",
        "extra_bank_holidays = 2027-06-07",
        "extra_bank_holidays",
        "not a list",
        "[",
    ),
    ("[2027-06-07]", "[2027-06-07, 2027-06-07]", "extra_bank_holidays", "2027-06-07 twice", "Take one"),
    ("[2027-06-07]", "[2027-06-07T09:00:00]", "extra_bank_holidays", "not a date", "2026-12-29"),
    ("drafts_days = 3", 'drafts_days = "3"', "retention.drafts_days", "not a whole number", "without quotation marks"),
    ("drafts_days = 3", "drafts_days = true", "retention.drafts_days", "not a whole number", "without quotation marks"),
    ("drafts_days = 3", "drafts_days = 31", "retention.drafts_days", "is 31", "from 1 to 30"),
    ("safety_years = 75", "safety_years = 0", "retention.safety_years", "is 0", "from 1 to 100"),
    ("closed = true", 'closed = "yes"', "safety.staffed_when_office_closed", "neither true nor false", "true or false"),
    ('["en_GB"]', "[]", "languages", "is an empty list", '["en_GB"]'),
    ("[contacts.police]\n", "[[contacts.police]]\n", "contacts.police", "not a section", "[contacts.police]"),
    # codes
    ('["en_GB"]', '["en"]', "languages", "'en', which is not one of its codes", "The codes are: en_GB."),
    ('"not-sure"]', '"dunno"]', "rules.6.service", "'dunno', which is not one", "first-contact, social-worker"),
    ('speaker = ["child",', 'speaker = ["kid",', "rules.5.speaker", "'kid', which is not one", "child, care-leaver"),
    ('"secure"]', '"in-care"]', "rules.4.situation", "says 'in-care' twice", "Take one"),
    # hours
    ('["10:00-16:00"]', '["10-4"]', "safety.staffed.saturday", "'10-4', which is not a time", '"09:00-17:00"'),
    ('["10:00-16:00"]', '["16:00-10:00"]', "safety.staffed.saturday", "runs backwards", "earlier time first"),
    ('["10:00-16:00"]', '["10:00-24:30"]', "safety.staffed.saturday", "a day ends at 24:00", "Write it like"),
    ('"12:30-24:00"', '"11:30-24:00"', "safety.staffed.monday", "overlap", "Write each stretch"),
    # rules
    (
        'team = "south"\nbec',
        'team = "souht"\nbec',
        "rules.4.team",
        "souht, which is not a team",
        "listening, duty-desk",
    ),
    (CATCH_ALL, "", "rules.6", "does not catch everything", "End with a rule that has only a team and a because"),
    (CATCH_ALL, CATCH_ALL + CATCH_ALL, "rules.8", "can never fire", "Move it up"),
    (
        CATCH_ALL,
        rule('team = "north"', 'service = ["not-sure"]', 'kind = ["idea"]') + CATCH_ALL,
        "rules.7",
        "never",
        "Move",
    ),
    (CATCH_ALL, rule('team = "north"', 'procedure = ["court"]') + CATCH_ALL, "rules.7.procedure", "others run", "Take"),
    (
        CATCH_ALL,  # no single rule above takes all of it: the first takes thanks and ideas, the sixth "not sure"
        rule('team = "north"', 'service = ["health"]')
        + rule('team = "north"', 'service = ["health", "not-sure"]')
        + CATCH_ALL,
        "rules.8",
        "can never fire",
        "Move it up",
    ),
    # roles, teams, inboxes
    (
        'safety = "duty-desk"',
        'safety = "night-desk"',
        "roles.safety",
        "night-desk, which is not a team",
        "The teams are:",
    ),
    ('safety = "duty-desk"\n', "", "roles.safety", "is missing", "Add safety ="),
    ('hub = "front-room"', 'hub = "duty-desk"', "roles.safeguarding-hub", "already has the role safety", "of its own"),
    ('er = "county-solicitor"', 'er = "listening"', "safety.fallback_reader", "role complaints", "outside children's"),
    ('er = "county-solicitor"', 'er = "duty-desk"', "safety.fallback_reader", "role safety", "outside children's"),
    ('er = "county-solicitor"', 'er = "nobody"', "safety.fallback_reader", "not a team", "The teams are:"),
    ('"the south team"', '"The North Team"', "teams.south.name", "also the name of north", "its own name"),
    ('"carers@', '"LISTENING@', "teams.carers.inbox", "also the inbox of listening", "nobody else reads"),
    # numbers that bound each other, or are bound by a rule
    ("\nacknowledgement = 1", "\nacknowledgement = 11", "targets.acknowledgement", "is 11", "SI 2006/1738 reg. 14"),
    (
        "corporate_acknowledgement = 2",
        "corporate_acknowledgement = 6",
        "targets.corporate_acknowledgement",
        "is 6",
        "6.2",
    ),
    (
        "corporate1_latest = 15",
        "corporate1_latest = 21",
        "targets.corporate1_latest",
        "is 21",
        "Complaint Handling Code",
    ),
    (
        "corporate2_latest = 30",
        "corporate2_latest = 41",
        "targets.corporate2_latest",
        "is 41",
        "Complaint Handling Code",
    ),
    (
        "corporate1_reply = 8",
        "corporate1_reply = 16",
        "targets.corporate1_reply",
        "later than corporate1_latest",
        "or less",
    ),
    ("read_within_minutes = 20", "read_within_minutes = 1441", "safety.read_within_minutes", "is 1441", "not days"),
    # messages, marks
    (
        "90ab3c4e5f15",
        "90ab3c4e5f14",
        "notify.templates.complaints-copy",
        "also the template of alert",
        "its own template",
    ),
    (
        "unconfirmed = []",
        'unconfirmed = ["teams.west"]',
        "unconfirmed",
        "names teams.west, which is not",
        "section first",
    ),
    ("unconfirmed = []", 'unconfirmed = ["rules.9"]', "unconfirmed", "names rules.9, which is not", "section first"),
    ("unconfirmed = []", 'unconfirmed = "teams"', "unconfirmed", "not a list", "square brackets"),
    # TOML itself
    ('key = "sample-shire"', "key = sample-shire", "line 4", "not written as TOML", "quotation mark"),
    ("[teams.carers]", "[teams.south]", "line 43", "not written as TOML", "written twice"),
    ("[2027-06-07]", "[2027-02-30]", "line 10", "not written as TOML", "Look here"),
]


@pytest.mark.parametrize(
    ("there", "instead", "key", "what", "cure"), PLANTED, ids=[f"{at}-{p[2]}" for at, p in enumerate(PLANTED, 1)]
)
def test_a_planted_fault_is_found_with_its_key_and_cure(
    there: str, instead: str, key: str, what: str, cure: str
) -> None:
    assert there in GOOD
    found = faults_of(GOOD.replace(there, instead, 1))
    assert key in found, found
    assert what in found[key][0]
    assert cure in found[key][1]


# A slip in one value is told once: what stands in for it must not be blamed for more.
@pytest.mark.parametrize(
    ("there", "instead", "key"),
    [
        ('"not-sure"]', '"dunno"]', "rules.6.service"),
        ('kind = ["compliment", "idea"]', 'kind = ["thanks"]', "rules.1.kind"),
        ("corporate1_latest = 15", "corporate1_latest = 21", "targets.corporate1_latest"),
        ('safety = "duty-desk"\n', "", "roles.safety"),
        ('["10:00-16:00"]', '["10-4"]', "safety.staffed.saturday"),
        ('team = "carers"', "team = 1", "rules.3.team"),
        ("[retention]", "[targets.retention]", None),
    ],
)
def test_one_slip_is_told_once(there: str, instead: str, key: str | None) -> None:
    found = faults_of(GOOD.replace(there, instead, 1))
    if key is None:  # a section in the wrong place: missing here, unknown there, and nothing of its keys
        assert list(found) == ["retention", "targets.retention"]
    else:
        assert list(found) == [key]


def test_every_fault_is_told_at_once() -> None:
    text = (
        GOOD.replace('"#0b5d4e"', '"teal"')
        .replace("drafts_days = 3", "")
        .replace('er = "county-solicitor"', 'er = "x1"')
    )
    assert list(faults_of(text)) == ["retention.drafts_days", "colours.light.brand", "safety.fallback_reader"]


def test_an_empty_file_is_told_every_section_and_no_more() -> None:
    found = faults_of("")
    assert {"key", "teams", "rules", "roles", "safety", "contacts", "notify", "unconfirmed"} <= set(found)
    assert not any("." in key for key in found)


def test_nobody_at_work_all_week_is_a_fault() -> None:
    before, section, hours = GOOD.partition("[safety.staffed]\n")
    week, after = hours.split("[safety.out_of_hours]")
    days = "".join(f"{line.split(' = ')[0]} = []\n" for line in week.split("\n") if line)
    assert list(faults_of(f"{before}{section}{days}[safety.out_of_hours]{after}")) == ["safety.staffed"]


def test_closure_days_that_never_end_are_a_fault() -> None:
    days = ", ".join(f"{year}-{month:02}-{day:02}" for year in (2027, 2028) for month in (1, 3) for day in range(1, 27))
    assert list(faults_of(GOOD.replace("[2026-12-24, 2027-05-14]", f"[{days}]"))) == ["closure_days"]


def test_areas_may_share_an_inbox_but_nobody_shares_that_of_a_role() -> None:
    council = from_text(GOOD, "shire.toml")
    assert council.team("north").inbox == council.team("south").inbox


def test_rules_that_overlap_but_leave_something_over_are_fine() -> None:
    left = rule('team = "north"', 'service = ["health", "not-sure"]')
    assert len(from_text(GOOD.replace(CATCH_ALL, left + CATCH_ALL), "shire.toml").rules) == 8


def test_a_rule_for_the_named_speakers_leaves_those_who_did_not_say() -> None:
    everyone = ", ".join(f'"{speaker}"' for speaker in Speaker)
    text = GOOD.replace(CATCH_ALL, rule('team = "north"', f"speaker = [{everyone}]") + CATCH_ALL)
    assert from_text(text, "shire.toml").rules[-1].team == "listening"


def test_the_mark_of_windows_notepad_is_passed_over() -> None:
    assert from_text("\ufeff" + GOOD, "shire.toml").key == "sample-shire"
