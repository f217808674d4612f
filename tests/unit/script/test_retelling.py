"""A story nobody typed, told through the script: what it says, the talk it was said in, and what it may not say."""

import pytest

from portal.script.reading import UnknownAnswer
from portal.script.retelling import retold
from portal.vocabulary import Service, Speaker

FACTS = {"advocate_name": "the made-up advocates"}
COMPLAINT = {
    "what-for": "complaint",
    "who-are-you": "child",
    "what-happened": "Two made-up words.",
    "which-help": ["in-care"],
}
USUAL = {"safe-now": "no", "reply-how": "code-only", "for-whom": "me", "share-thanks": "no"}


def test_what_a_story_leaves_out_is_answered_as_usual_where_it_is_asked():
    told, talk = retold(COMPLAINT, USUAL, FACTS)
    assert (told.speaker, told.services, told.what_happened) == (
        Speaker.CHILD,
        (Service.IN_CARE,),
        "Two made-up words.",
    )
    assert told.share_thanks is None, "nobody is asked that who thanks nobody"
    assert [turn.key for turn in talk] == [
        "what-for",
        "who-are-you",
        "safe-now",
        "what-happened",
        "which-help",
        "reply-how",
    ]


def test_the_talk_is_in_the_words_it_was_asked_in():
    _told, to_a_child = retold(COMPLAINT, USUAL, FACTS)
    _told, to_a_parent = retold({**COMPLAINT, "who-are-you": "parent"}, USUAL, FACTS)
    asked = [next(turn.asked for turn in talk if turn.key == "safe-now") for talk in (to_a_child, to_a_parent)]
    assert asked == [
        "Are you, or is another child, being hurt or in danger now?",
        "Are you, or is a child, being hurt or in danger now?",
    ]
    assert next(turn.said for turn in to_a_child if turn.key == "which-help") == ("Being in care",)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({**COMPLAINT, "what-happend": "A slip."}, "what-happend"),
        ({**COMPLAINT, "which-help": ["in-cares"]}, "in-cares"),
        ({**COMPLAINT, "share-thanks": "no"}, "asked for: share-thanks"),
        ({key: value for key, value in COMPLAINT.items() if key != "what-happened"}, "what-happened.* needs an answer"),
    ],
)
def test_a_story_that_the_script_would_not_hear_is_refused(answers: dict[str, object], why: str):
    with pytest.raises(UnknownAnswer, match=why):
        retold(answers, USUAL, FACTS)
