"""What to say when an answer cannot be kept: how to put it right, never that somebody was wrong.

It refuses to know how a problem is shown; `{by}` and `{limit}` are characters, filled by the web.
"""

from collections.abc import Mapping

from portal.conversation import Fault, LongText, Problem, ShortText, Words, same
from portal.script import SCRIPT, phrases
from portal.script.marking import N_

PROBLEMS: Mapping[Fault, Words] = {
    Fault.NOTHING_CHOSEN: Words(N_("Pick one to go on."), N_("Choose an answer to go on.")),
    Fault.NOT_AN_OPTION: Words(
        N_("Pick one of the answers on this page."), N_("Choose from the answers on this page.")
    ),
    Fault.NOT_TOGETHER: Words(
        N_("One of these cannot go with the others. Pick just that one, or leave it out."),
        N_("One of these cannot go with the others. Choose only that one, or leave it out."),
    ),
    Fault.NOTHING_WRITTEN: same(N_("Write a few words to go on.")),
    Fault.TOO_LONG: Words(
        N_("This is too long by {by} letters. We can keep {limit}. Your words are still here."),
        N_("This is {by} characters too long. We can keep {limit}. Your words are still here."),
    ),
    Fault.NOT_A_DATE: Words(
        N_("Look at the date again. Write a day and a month, like 3 May. Or write a month and a year."),
        N_("Check the date. Write a day and a month, like 3 May. Or write a month and a year."),
    ),
    Fault.NOT_A_PHONE: Words(
        N_("Look at the number again. Write it with all its digits."),
        N_("Check the number. Write it in full, with the area code."),
    ),
    Fault.NOT_A_MOBILE: Words(
        N_("We can only text a mobile. Write a number that starts with 07."),
        N_("We can only send a text to a mobile. Write a number that starts with 07."),
    ),
    Fault.NOT_AN_EMAIL: Words(
        N_("Look at the email again. It needs an @ and a dot, like name@example.com."),
        N_("Check the email address. It needs an @ and a dot, like name@example.com."),
    ),
}

#: Where a step may be passed over: the button below that does it is named by its own words.
_OR_PASS_OVER: Mapping[Words, Mapping[Fault, Words]] = {
    phrases.SKIP: {
        Fault.NOTHING_CHOSEN: Words(N_("Pick one, or press “Skip”."), N_("Choose an answer, or press “Skip”.")),
        Fault.NOTHING_WRITTEN: same(N_("Write a few words, or press “Skip”.")),
    },
    phrases.RATHER_NOT_SAY: {
        Fault.NOTHING_CHOSEN: Words(
            N_("Pick one, or press “I’d rather not say”."), N_("Choose an answer, or press “I’d rather not say”.")
        ),
        Fault.NOTHING_WRITTEN: same(N_("Write a few words, or press “I’d rather not say”.")),
    },
}

#: Where the general sentence would leave somebody guessing.
_AT: Mapping[tuple[str, Fault], Words] = {
    ("what-happened", Fault.NOTHING_WRITTEN): Words(
        N_("Write a few words. Or tick the box to ask for a call."),
        N_("Write a few words, or tick the box to ask for a call."),
    ),
    ("which-help", Fault.NOT_TOGETHER): same(N_("Pick “I am not sure” alone, or pick the help it is about.")),
    ("thanks-to", Fault.NOT_TOGETHER): same(N_("Pick “I am not sure” alone, or pick the help you want to thank.")),
    ("must-not-see", Fault.NOT_TOGETHER): Words(
        N_("Pick the people who must not see this, or pick “No one I can think of” alone."),
        N_("Choose the people who must not see this, or choose “Nobody I can think of” alone."),
    ),
    ("going-on-elsewhere", Fault.NOT_TOGETHER): same(N_("Pick “None of these” alone, or pick what is going on.")),
    ("reply-how-mobile", Fault.NOTHING_WRITTEN): same(N_("Write the mobile number that we can text.")),
    ("reply-how-phone", Fault.NOTHING_WRITTEN): same(N_("Write the number that we can call.")),
    ("reply-how-email", Fault.NOTHING_WRITTEN): same(N_("Write the email address we can use.")),
    ("reply-how-address", Fault.NOTHING_WRITTEN): same(N_("Write the address for the letter.")),
}


def sentence(problem: Problem, *, needed: bool) -> Words:
    """What to say about one problem. `needed`: the step it stands at cannot be passed over."""
    at = _AT.get((problem.field, problem.fault))
    if at:
        return at
    step = SCRIPT.step(problem.field)
    or_pass_over = _OR_PASS_OVER[phrases.pass_over_label(step)] if step and not needed else {}
    return or_pass_over.get(problem.fault, PROBLEMS[problem.fault])


def longest(field: str) -> int | None:
    """How many characters a text control may hold, for `{limit}`; None where it is no text."""
    for step in SCRIPT.steps:
        asked = {step.key: step.question} | {detail.key: detail.question for detail in step.details()}
        question = asked.get(field)
        if isinstance(question, ShortText | LongText):
            return question.longest
    return None
