"""The stand-in for Notify counts what other tests rely on: what came twice, and what came again after an answer."""

import pytest

from tests.notify.account import Accepted, Account, Limits, templates_of
from tests.notify.published import Bad
from tests.unit.outbox.examples import WORKED, receipt_text

TEXT = {
    "phone_number": "07700 900123",
    "template_id": WORKED.notify.template_id(receipt_text().kind),
    "personalisation": dict(receipt_text().personalisation(receipt_text().council.languages[0])),
}


@pytest.fixture
def account() -> Account:
    return Account(templates_of(WORKED.notify))


def taken(account: Account, reference: str, at: float) -> Accepted:
    message = Accepted(f"{reference}-{at}", reference, "someone", None, "", 0.0, {}, at=at)
    account.accepted.append(message)
    return message


def test_what_came_twice_is_counted(account: Account):
    for at, reference in enumerate(["one", "two", "one", "three", "one"]):
        taken(account, reference, at)
    assert account.times_accepted() == {"one": 3, "two": 1, "three": 1}
    assert account.duplicates() == {"one": 3}


@pytest.mark.parametrize(
    ("answered_at", "again"),
    [(None, []), (1.5, ["one"]), (2.5, [])],
    ids=["never answered", "answered before it came again", "answered too late to be known"],
)
def test_only_what_came_after_a_whole_answer_was_sent_in_vain(
    account: Account, answered_at: float | None, again: list[str]
):
    first = taken(account, "one", 1)
    if answered_at is not None:
        account.answered[first.id] = answered_at
    taken(account, "one", 2)
    taken(account, "two", 3)
    assert account.sent_again_after_an_answer() == again


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"surprise": "x"}, "ValidationError", "Additional properties are not allowed (surprise was unexpected)"),
        ({"template_id": "gone"}, "ValidationError", "template_id is not a valid UUID"),
        ({"phone_number": 7}, "ValidationError", "phone_number 7 is not of type str"),
        ({"phone_number": "nobody"}, "ValidationError", "phone_number nobody Must not contain letters or symbols"),
        ({"template_id": "00000000-0000-4000-8000-00000000ffff"}, "BadRequestError", "Template not found"),
        ({"template_id": WORKED.notify.templates[0][1]}, "BadRequestError",
         "email template is not suitable for sms notification"),
        ({"personalisation": {}}, "BadRequestError", "Missing personalisation: "),
        ({"personalisation": TEXT["personalisation"] | {"council_short": "a" * 900}}, "BadRequestError",  # type: ignore[operator]
         "Text messages cannot be longer than 918 characters."),
    ],
)  # fmt: skip
def test_it_holds_to_what_is_published(account: Account, changed: dict[str, object], error: str, message: str):
    with pytest.raises(Bad) as refused:
        account.take("/v2/notifications/sms", TEXT | changed, 0.0)
    assert (refused.value.status, refused.value.error) == (400, error)
    assert refused.value.message.startswith(message)
    assert account.accepted == []


def test_it_counts_to_its_limits(account: Account):
    account.limits = Limits(a_minute=3, a_day=2)
    said = []
    for _ in range(4):
        try:
            said.append(account.take("/v2/notifications/sms", TEXT, 0.0).type)
        except Bad as bad:
            said.append(f"{bad.status} {bad.error}")
    assert said == ["sms", "sms", "429 TooManyRequestsError", "429 RateLimitError"]
    account.forward(days=1)
    assert account.take("/v2/notifications/sms", TEXT, 0.0).type == "sms"
