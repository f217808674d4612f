"""A delivery receipt is read strictly: what is not one is refused in a sentence that repeats nothing of it."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.outbox.models import DeliveryStatus
from portal.outbox.receipts import BadReceipt, DeliveryReceipt, read_notification, read_receipt

NOTIFY_ID, OURS = "740e5834-3a29-46b4-9a6f-16142fde533a", "0b8f5d1e-7a44-4f0e-9a55-0d0a8b7a1c11"
CANARY = "canary.person@home.example"


def told(**changed: object) -> dict[str, object]:
    return {
        "id": NOTIFY_ID,
        "reference": OURS,
        "to": CANARY,
        "status": "delivered",
        "created_at": "2026-09-01T09:00:00.000000Z",
        "completed_at": "2026-09-01T09:00:05.123456Z",
        "sent_at": "2026-09-01T09:00:01.000000Z",
        "notification_type": "email",
        **changed,
    }


def body(**changed: object) -> bytes:
    return json.dumps(told(**changed)).encode()


def without(key: str) -> bytes:
    return json.dumps({name: value for name, value in told().items() if name != key}).encode()


def test_a_receipt_is_read_and_the_address_in_it_left_out():
    receipt = read_receipt(body())
    at = datetime(2026, 9, 1, 9, 0, 5, 123456, tzinfo=UTC)
    assert receipt == DeliveryReceipt(NOTIFY_ID, OURS, DeliveryStatus.DELIVERED, at)
    assert CANARY not in repr(receipt)


@pytest.mark.parametrize("status", DeliveryStatus)
def test_every_status_that_is_published_is_known(status: DeliveryStatus):
    assert read_receipt(body(status=status)).status is status


@pytest.mark.parametrize(
    ("changed", "reference"),
    [({}, OURS), ({"reference": None}, None), ({"reference": "None"}, None), ({"reference": "of another"}, None),
     ({"reference": "\x00"}, None), ({"reference": "\ud800"}, None), ({"reference": OURS.upper()}, OURS)],
)  # fmt: skip
def test_a_reference_that_can_be_none_of_ours_is_no_fault(changed: dict[str, object], reference: str | None):
    assert read_receipt(body(**changed)).reference == reference


@pytest.mark.parametrize(
    "more",
    [{"template_id": NOTIFY_ID, "template_version": 3}, {"something_new": {"deep": [1]}}, {"sent_at": None},
     {"completed_at": None}, {"notification_type": "sms", "to": "07700 900123"}],
)  # fmt: skip
def test_what_notify_may_leave_out_or_add_is_no_fault(more: dict[str, object]):
    assert read_receipt(body(**more)).notify_id == NOTIFY_ID


@pytest.mark.parametrize("key", sorted(told()))
def test_everything_published_must_be_there(key: str):
    with pytest.raises(BadReceipt, match=key):
        read_receipt(without(key))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"id": "740e5834"}, "id is no UUID."),
        ({"id": 7}, "id is no text."),
        ({"reference": 7}, "reference is no text."),
        ({"reference": [OURS]}, "reference is no text."),
        ({"to": {"email": CANARY}}, "to is no text."),
        ({"status": "permanently-gone"}, "status is none of Notify's words."),
        ({"status": "DELIVERED"}, "status is none of Notify's words."),
        ({"status": None}, "status is no text."),
        ({"created_at": "yesterday"}, "created_at is no instant."),
        ({"created_at": None}, "created_at is no text."),
        ({"sent_at": 1_756_717_200}, "sent_at is no text."),
        ({"completed_at": "2026-09-01T09:00:05"}, "completed_at has no offset from UTC."),
        ({"completed_at": "0001-01-01T00:00:00+14:00"}, "completed_at is no instant."),
        ({"completed_at": ""}, "completed_at is no instant."),
        ({"notification_type": "letter"}, "notification_type is neither email nor sms."),
    ],
)
def test_what_is_wrong_is_named_and_not_repeated(changed: dict[str, object], said: str):
    with pytest.raises(BadReceipt) as refused:
        read_receipt(body(**changed))
    assert str(refused.value) == said


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "The body is not JSON."),
        (b"{", "The body is not JSON."),
        (b"\xff\xfe", "The body is not JSON."),
        (b"[" * 5_000, "The body is not JSON."),
        (b'{"id": NaN}', "The body is not JSON."),
        (b'{"id": ' + b"9" * 5_000 + b"}", "The body is not JSON."),
        (b"to=canary.person%40home.example", "The body is not JSON."),
        (b"[]", "The body is not an object."),
        (b'"delivered"', "The body is not an object."),
        (b"null", "The body is not an object."),
    ],
)
def test_what_is_no_object_of_json_is_refused(raw: bytes, said: str):
    with pytest.raises(BadReceipt) as refused:
        read_receipt(raw)
    assert str(refused.value) == said


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


def read_or_refused(raw: bytes) -> str:
    try:
        return repr(read_receipt(raw))
    except BadReceipt as refused:
        return str(refused)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(told(), ANYTHING)))
def test_whatever_comes_is_read_or_refused_and_the_address_is_in_neither(changed: dict[str, object]):
    assert CANARY not in read_or_refused(json.dumps(told() | changed).encode())


@given(st.binary(max_size=300))
def test_noise_is_refused(raw: bytes):
    with pytest.raises(BadReceipt):
        read_receipt(raw)


@pytest.mark.parametrize(
    "completed_at", ["2026-09-01 09:00:05.123456", "2026-09-01T09:00:05.123456Z", "2026-09-01T10:00:05.123456+01:00"]
)
def test_asked_notify_tells_instants_in_utc_with_or_without_an_offset(completed_at: str):
    at = datetime(2026, 9, 1, 9, 0, 5, 123456, tzinfo=UTC)
    assert read_notification(told(completed_at=completed_at)).completed_at == at


@pytest.mark.parametrize("changed", [{"completed_at": "yesterday"}, {"status": "gone"}, {"id": None}])
def test_what_is_no_notification_is_refused_as_a_receipt_is(changed: dict[str, object]):
    with pytest.raises(BadReceipt):
        read_notification(told(**changed))
