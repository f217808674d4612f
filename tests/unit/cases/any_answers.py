"""Answers nobody has thought of: every code of the page (`conversation.md` §1), on the path or off, by a seed.

The codes are written out from the page, not taken from the vocabulary: a code the script has lost is found here.
"""

from datetime import UTC, date, datetime, timedelta
from random import Random

_SERVICES = (
    "first-contact social-worker safety-plan conference in-care leaving-care disability send fostering kinship-sgo "
    "adoption early-help youth-justice young-carer homeless transport school school-places court health police "
    "other-council adult-care my-records somewhere-else not-sure"
)
SERVICES = _SERVICES.split()

ONE_OF = {
    "what-for": "thanks complaint both idea not-sure",
    "who-are-you": "child care-leaver parent foster-carer special-guardian kinship-carer adopter adopted-person "
    "family-or-friend advocate professional someone-else",
    "safe-now": "yes not-sure no talk",
    "hurt-by-worker": "yes not-sure no",
    "for-whom": "me child both",
    "child-agrees": "yes no not-asked not-safe-to-ask cannot-say",
    "situation": "in-care social-worker safety-plan left-care adoption special-guardian homeless alone-in-uk "
    "residential-school secure private-fostering none not-sure",
    "send-about": "decision delay not-delivered communication not-sure",
    "fostering-about": "support child-plan approval my-agency allegation-handling private not-sure",
    "adoption-about": "support child-plan suitability records not-sure",
    "kinship-about": "special-guardian-support placed-by-council family-arrangement other-order not-sure",
    "court-about": "order-or-report going-to-court worker not-sure",
    "records-about": "see-file wrong shared delay not-sure",
    "pass-on": "yes no",
    "about-to-change": "yes no not-sure",
    "when": "last-year over-a-year still-happening not-sure",
    "advocate": "yes have-one not-now tell-me-more",
    "share-thanks": "with-name no-name no",
    "reply-how": "text email phone video-bsl meet letter advocate code-only none",
}
SEVERAL_OF = {
    "which-help": _SERVICES,
    "thanks-to": _SERVICES,
    "must-not-see": "person-named my-social-worker their-manager my-carer my-parent someone-else none",
    "put-right": "say-sorry explain listen-to-me put-right look-again do-it-sooner different-worker correct-record "
    "change-for-others pay-back stop-for-now just-know other",
    "going-on-elsewhere": "court police tribunal appeal another-complaint none not-sure",
    "help-to-take-part": "interpreter bsl large-print easy-read read-to-me braille-audio other",
}
TEXT = (
    "find-you",
    "what-went-well",
    "about-whom",
    "who-was-it",
    "must-not-see-names",
    "your-name",
    "your-organisation",
)

#: Services with a question of their own: picked often, since their procedures hang on two answers.
ASKED_FURTHER = ("send", "fostering", "adoption", "kinship-sgo", "court", "my-records")

#: Questions whose usual answer changes nothing, so that cases with few flags come up too.
SELDOM = {
    "safe-now": "no",
    "hurt-by-worker": "no",
    "about-to-change": "no",
    "must-not-see": "none",
    "what-for": "complaint",
}

FIRST, LAST = datetime(2026, 1, 2, tzinfo=UTC), datetime(2028, 11, 1, tzinfo=UTC)


def any_answers(chance: Random, received_on: date) -> dict[str, object]:
    """Answers somebody might send: some left out, some passed over (null), the rest with any code of the page."""
    answers: dict[str, object] = {}
    for key, codes in ONE_OF.items():
        _maybe(answers, chance, key, lambda codes=codes: chance.choice(codes.split()))  # type: ignore[misc]
    for key, codes in SEVERAL_OF.items():
        _maybe(answers, chance, key, lambda codes=codes: _some(chance, codes.split()))  # type: ignore[misc]
    for key in TEXT:
        _maybe(answers, chance, key, lambda: chance.choice(("", "some words")))
    _maybe(answers, chance, "what-happened", lambda: chance.choice(("It went wrong.", "call-me")))
    if chance.random() < 0.5:
        answers["which-help"] = _some(chance, [*ASKED_FURTHER, chance.choice(SERVICES)])
        answers["who-are-you"] = chance.choice(("foster-carer", "foster-carer", "child"))
    for key, usual in SELDOM.items():
        if chance.random() < 0.5:
            answers[key] = usual
    if answers.get("about-to-change") in {"yes", "not-sure"} and chance.random() < 0.6:
        answers["about-to-change-date"] = (received_on + timedelta(days=chance.randrange(6))).isoformat()
    return answers


def any_instant(chance: Random) -> datetime:
    """A second between 2026 and late 2028, often in the hour before or after midnight."""
    instant = FIRST + timedelta(seconds=chance.randrange(int((LAST - FIRST).total_seconds())))
    return instant.replace(hour=chance.choice((22, 23, 0))) if chance.random() < 0.5 else instant


def _maybe(answers: dict[str, object], chance: Random, key: str, make) -> None:  # type: ignore[no-untyped-def]
    turn = chance.random()
    if turn < 0.1:
        answers[key] = None
    elif turn < 0.6:
        answers[key] = make()


def _some(chance: Random, codes: list[str]) -> list[str] | str:
    codes = list(dict.fromkeys(codes))
    few = chance.sample(codes, chance.randrange(min(4, len(codes)) + 1))
    return few[0] if len(few) == 1 and chance.random() < 0.3 else few
