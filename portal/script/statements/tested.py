"""What the accessibility statement may claim, each claim with the tests that show it; and what nobody has tested.

A test holds both to the tests there are. A claim whose test went, or is skipped, breaks it; so does calling something
untested once it is tested.
"""

from dataclasses import dataclass
from datetime import date

from portal.conversation import Words, same
from portal.script.marking import N_

#: When somebody last read the statement against the site.
PREPARED_ON = date(2026, 11, 23)

_EVERYBODY = "tests/browser/test_everybody_can.py"
_ENGINES = "tests/browser/test_engines.py"
_SETTINGS = "tests/browser/test_every_setting.py"
_EVERY_SETTING = f"{_SETTINGS}::test_every_kind_of_page_stands_every_setting"
_LEAVING = "tests/browser/test_stories.py"
_EVERY_PAGE = "tests/browser/test_every_page.py::test_no_page_is_faulty_faint_or_too_wide"
_KEYBOARD = "tests/browser/test_keyboard.py"


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim and the tests that show it, each as `file::function`."""

    words: Words
    shown_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """What has not been tested. `until` stands in a file of the browser tests once it is; empty: a program cannot."""

    words: Words
    until: str = ""


#: What people can do here.
CHECKS = (
    Claim(
        same(N_("You can use only a keyboard, from the first question to the end.")),
        (f"{_KEYBOARD}::test_a_whole_complaint_in_danger_by_keyboard",),
    ),
    Claim(
        same(N_("If an answer needs a change, you are taken to it and told what to do.")),
        (f"{_KEYBOARD}::test_a_slip_is_put_right_by_keyboard",),
    ),
    Claim(
        same(N_("Every question, box and button has a name that a screen reader can say.")),
        (
            _EVERY_PAGE,
            f"{_ENGINES}::test_a_child_in_danger_tells_it_all_with_scripts_off",
            "tests/integration/web/test_every_step_drawn.py::"
            "test_every_question_is_reached_and_shows_all_it_offers_in_every_register_it_can_have",
        ),
    ),
    Claim(
        same(N_("Answers and buttons are large enough to press with a thumb.")),
        (f"{_EVERYBODY}::test_every_reply_can_be_hit_with_a_thumb",),
    ),
    Claim(
        same(N_("You can do all of it with scripts turned off, and leave the page too.")),
        (
            "tests/integration/web/test_stories.py::"
            "test_a_childs_complaint_becomes_a_case_with_procedures_teams_reasons_and_dates",
            f"{_EVERYBODY}::test_details_are_hidden_until_their_reply_is_picked",
            f"{_LEAVING}::test_leaving_with_scripts_off_goes_through_the_server_and_back_shows_nothing",
        ),
    ),
    Claim(
        same(N_("You can stop, and carry on later on another phone. There is no password to learn.")),
        (f"{_LEAVING}::test_stopping_and_coming_back_on_another_phone",),
    ),
)

#: Under which settings of a device.
SETTINGS = (
    Claim(same(N_("A narrow screen, or 400% zoom: you never have to scroll sideways.")), (_EVERY_PAGE, _EVERY_SETTING)),
    Claim(
        same(N_("Words twice as large, or more space between lines, words and letters: nothing is cut off.")),
        (_EVERY_SETTING, f"{_EVERYBODY}::test_with_larger_text_spacing_nothing_is_cut_off"),
    ),
    Claim(
        same(N_("Light or dark, as your phone is set or as you pick it here.")),
        (_EVERY_PAGE, f"{_SETTINGS}::test_what_somebody_chose_goes_before_what_the_phone_says"),
    ),
    Claim(
        same(N_("Colours with high contrast, and a phone that is set to move less.")),
        (_EVERY_SETTING,),
    ),
    Claim(
        same(N_("On paper: the words are printed, and the buttons are not.")),
        (f"{_SETTINGS}::test_on_paper_there_are_words_and_nothing_to_press",),
    ),
)

#: In which browsers, and with what.
ENGINES = (
    Claim(
        same(N_("Chromium, the engine of Chrome and Edge. A program called axe found no faults on any page.")),
        (_EVERY_PAGE,),
    ),
    Claim(
        same(N_("Firefox, and WebKit, the engine of Safari. A program answers the questions there, and leaves.")),
        (
            f"{_ENGINES}::test_a_child_in_danger_tells_it_all_with_scripts_off",
            f"{_ENGINES}::test_a_parents_thanks",
            f"{_ENGINES}::test_leaving_blanks_the_screen_and_back_shows_nothing",
            f"{_ENGINES}::test_leaving_with_scripts_off_is_the_servers_and_back_shows_nothing",
        ),
    ),
)

UNTESTED = (
    Gap(same(N_("Nobody who uses a screen reader, voice control or a switch has tried it for us yet."))),
    Gap(same(N_("We have not yet watched children or disabled people use it."))),
    Gap(same(N_("No one from outside has checked it against all the rules."))),
    Gap(same(N_("We have not tested it in Safari itself, or on real phones.")), until="safaridriver"),
)
