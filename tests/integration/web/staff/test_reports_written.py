"""The yearly report as staff write it together, and the two presses that freeze it."""

from portal.cases.references import new_reference
from portal.vocabulary import StaffRole
from tests.hands import ClientHands
from tests.integration.web.staff.test_reports import NOW, NOW_AT, PUBLISH, WORDS, portal
from tests.portals import PortalAtHand
from tests.published import publishes, writes
from tests.staffing import browser_of, member, signed_in_client, types

__all__ = ["portal"]  # the fixture


# ---------------------------------------------------------------- writing


def test_words_stand_in_the_report_with_their_figures(portal: PortalAtHand):
    hands = signed_in_client(portal, StaffRole.COMPLAINTS_OFFICER)
    hands.goes_to("/staff/reports/2016-17")
    hands.follows("Words for each section")
    hands.follows("About this report")
    assert "Everybody can read this" in hands.says()
    types(hands, "words", "# What we saw\nWe had {complaints} complaints. <b>")
    hands.presses("Keep these words")
    assert hands.heading() == "Words for the report 2016-17"
    assert "9 words" in hands.says()
    assert "Your words are kept: About this report." in hands.says()
    portal.clock.passes(minutes=3)
    hands.goes_to("/staff/reports/2016-17/words/panel")
    assert "Your words are kept" not in hands.says()
    hands.goes_to(WORDS)
    hands.follows("See the report as it stands now")
    assert "What we saw" in [each.text for each in hands.page.all("h3")]
    assert "We had 58 complaints. <b>" in hands.says()


def test_words_that_cannot_be_kept_stay_in_the_box_with_the_sentence(portal: PortalAtHand):
    hands = signed_in_client(portal)
    hands.goes_to(WORDS)
    types(hands, "words", "We had {lots}.")
    hands.presses("Keep these words")
    assert hands.response.status_code == 422
    assert "No figure is called {lots}." in hands.says()
    assert "We had {lots}." in hands.page.all("textarea")[0].text
    assert hands.page.all("textarea")[0]["rows"] == "5"
    types(hands, "words", "{lots}\n" * 9 + "a" * 150)
    hands.presses("Keep these words")
    assert hands.page.all("textarea")[0]["rows"] == "13"


def test_two_who_write_at_once_lose_nothing(portal: PortalAtHand):
    one, two = browser_of(portal, member(portal, name="One of Two")), signed_in_client(portal)
    for hands, words in ((one, "Theirs."), (two, "Mine.")):
        hands.goes_to(WORDS)
        types(hands, "words", words)
    one.presses("Keep these words")
    two.presses("Keep these words")
    assert two.response.status_code == 409
    assert "One of Two wrote" in two.says()
    assert "Theirs." in two.says()
    assert two.page.all("textarea")[0].text == "Mine."
    types(two, "words", "Theirs. Mine.")
    two.presses("Keep these words")
    assert two.heading() == "Words for the report 2016-17"
    two.goes_to(WORDS)
    assert two.page.all("textarea")[0].text == "Theirs. Mine."
    assert "Everything that was written here" in two.says()
    assert [each.text for each in two.page.all("summary")][-1].endswith("One of Two")


def test_words_for_young_people_are_measured(portal: PortalAtHand):
    hands = signed_in_client(portal)
    path = "/staff/reports/2016-17/words/panel/young-learning"
    writes(portal.engine, "young-learning", "Organisational accountability necessitates considerable improvement.", NOW)
    hands.goes_to(path)
    assert "read at grade" in hands.says()
    writes(portal.engine, "young-learning", "We call you back now. We do it in two days.", NOW)
    hands.goes_to(path)
    assert "read at grade" not in hands.says()


# ---------------------------------------------------------------- publishing


def looks(hands: ClientHands, *chosen: str, why: str = "") -> None:
    hands.goes_to(PUBLISH)
    for each in chosen:
        types(hands, "editions", each)
    if why:
        types(hands, "why", why)
    hands.presses("Look at what will be published")


def test_two_presses_publish_and_a_third_in_an_old_tab_publishes_nothing(portal: PortalAtHand):
    who = member(portal)
    hands, old = browser_of(portal, who), browser_of(portal, who)
    for each in (hands, old):
        looks(each, "panel", "everybody")
        assert each.heading() == "What will be published"
    assert [row.text for row in hands.page.all("tbody")[0].all("th")] == [
        f"{each} (opens a new tab)" for each in ("Panel: both procedures", "Public", "Young people’s")
    ]  # fmt: skip
    hands.presses("Publish")
    assert "You have published it." in hands.says()
    assert "1 September 2026" in hands.says()
    old.presses("Publish")
    assert old.response.status_code == 409
    assert "Nothing was published by this press." in old.says()
    hands.goes_to("/staff/reports/2016-17")
    assert len(list(hands.page.all("tbody")[0].all("tr"))) == 3
    hands.follows("Public (number 1)")
    assert "Published by: You." in hands.says()


def test_what_is_missing_is_said_and_the_totals_are_written_there(portal: PortalAtHand):
    hands = signed_in_client(portal)
    hands.goes_to(PUBLISH)
    assert "The council’s totals." in hands.says()
    assert "No words of your own yet (both procedures): About this report;" in hands.says()
    types(hands, "complaints", "lots")
    hands.presses("Keep these totals")
    assert (hands.response.status_code, "Write a whole number" in hands.says()) == (422, True)
    types(hands, "complaints", "57")
    types(hands, "compliments", "192")
    hands.presses("Keep these totals")
    assert "cannot have had fewer complaints than are here: 57 of the council, and 58 here" in hands.says()
    types(hands, "complaints", "802")
    hands.presses("Keep these totals")
    assert "The council’s totals. Without" not in hands.says()
    hands.goes_to(f"{NOW_AT}/panel")
    assert "7% (58 of 802)" in hands.says()


def test_a_year_that_is_not_over_is_not_published(portal: PortalAtHand):
    hands = signed_in_client(portal)
    hands.goes_to("/staff/reports/2026-27/publish")
    assert "The year ends on 31 March 2027." in hands.says()
    assert not hands.offers("Look at what will be published")


def test_what_changed_after_the_look_is_looked_at_again(portal: PortalAtHand):
    hands = signed_in_client(portal)
    looks(hands, "panel")
    writes(portal.engine, "introduction", "Another word.", NOW)
    hands.presses("Publish")
    assert hands.response.status_code == 409
    hands.goes_to("/staff/reports/2016-17")
    assert "Nothing of this year was published yet." in hands.says()


def test_a_correction_asks_why_and_says_so_on_top(portal: PortalAtHand):
    publishes(portal.engine, NOW)
    hands = signed_in_client(portal)
    looks(hands, "everybody", why="A word was wrong.")
    assert (hands.response.status_code, "Nothing has changed" in hands.says()) == (422, True)
    writes(portal.engine, "introduction", "Put right.", NOW)
    looks(hands, "everybody")
    assert (hands.response.status_code, "Say what the correction puts right." in hands.says()) == (422, True)
    looks(hands)
    assert "What to publish: choose at least one." in hands.says()
    looks(hands, "everybody", why="A word\r\nwas wrong.")
    assert "Correction, number 2" in hands.says()
    assert "No figure changes." in hands.says()
    assert "Public: About this report" in hands.says()
    hands.presses("Publish")
    name = hands.client.get("/staff/reports/2016-17/published/public/2/csv").headers["Content-Disposition"]
    assert name == "attachment; filename=complaints-2016-17-public-2.csv"
    hands.goes_to("/staff/reports/2016-17/published/public/2")
    assert "Corrected on 1 September 2026: A word was wrong." in hands.says()
    hands.goes_to("/staff/reports/2016-17/published/public/1")
    assert "This was corrected since." in hands.says()
    assert "Put right." not in hands.says()
    hands.follows("The newest of this edition")
    assert "Put right." in hands.says()


def test_the_look_lists_what_changes_and_warns_of_few_of_names_and_of_doubtful_totals(portal: PortalAtHand):
    writes_totals(portal, "802")
    publishes(portal.engine, NOW)
    writes_totals(portal, "804")
    writes(portal.engine, "introduction", "We thank Plainly Madeup of Maidenhead.", NOW)
    hands = signed_in_client(portal)
    looks(hands, "panel", why="The council counted again.")
    assert "changes by fewer than 5" not in hands.says()
    assert "Is one of them the name" not in hands.says()
    looks(hands, "panel", "everybody", why="The council counted again.")
    body = hands.page.all("tbody")[1]
    assert [cell.text for row in body.all("tr") for cell in (*row.all("th"), *row.all("td"))] == [
        "The year at a glance: Complaints, and their share of the whole council’s: out of", "802", "804",
        "Panel: both procedures",
    ]  # fmt: skip
    assert "changes by fewer than 5" in hands.says()
    assert "Public, “About this report”: Plainly; Madeup" in hands.says()
    writes_totals(portal, "9")
    looks(hands, "panel", why="Once more.")
    assert "cannot have had fewer complaints than are here: 9" in hands.says()


def test_a_text_of_a_section_takes_no_reference_of_a_case(portal: PortalAtHand):
    hands = signed_in_client(portal)
    hands.goes_to(WORDS)
    reference = new_reference()
    types(hands, "words", f"See {reference} for more.")
    hands.presses("Keep these words")
    assert hands.response.status_code == 422
    assert f"“{reference}” is a case reference. Take it out." in hands.says()


def writes_totals(portal: PortalAtHand, complaints: str) -> None:
    hands = signed_in_client(portal)
    hands.goes_to(PUBLISH)
    types(hands, "complaints", complaints)
    hands.presses("Keep these totals")
