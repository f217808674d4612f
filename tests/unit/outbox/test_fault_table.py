"""What each of Notify's answers means for a message (house.md §4): the whole table, read like cases."""

import json

import pytest
import requests
from notifications_python_client.errors import APIError, HTTPError, InvalidResponse
from urllib3.exceptions import MaxRetryError, NewConnectionError

from portal.outbox.faults import sort_fault
from portal.outbox.outcomes import Outcome, Refused, Retry, Stop, Trouble, Unknown

SECRET_WORDS = "sam@home.example"


def answer(status: int, body: str) -> requests.Response:
    response = requests.Response()
    response.status_code = status
    response._content = body.encode()
    return response


def said(status: int, error: str, message: str) -> HTTPError:
    body = json.dumps({"status_code": status, "errors": [{"error": error, "message": message}]})
    return HTTPError(answer(status, body))


def page(status: int) -> HTTPError:
    return HTTPError(answer(status, "<!doctype html><h1>Somebody else</h1>"))


def sorted_as(fault: APIError) -> Trouble:
    return sort_fault(fault.response, fault.__cause__)


def silence(cause: requests.RequestException) -> HTTPError:
    error = HTTPError.create(cause)
    error.__cause__ = cause
    return error


REFUSED_LINE = requests.ConnectionError(
    MaxRetryError(None, "/v2/notifications/email", NewConnectionError(None, "refused"))  # type: ignore[arg-type]
)


@pytest.mark.parametrize(
    ("fault", "kind", "reason"),
    [
        (said(400, "BadRequestError", "Missing personalisation: link"), Refused,
         "400 BadRequestError: the template asks for something we do not send"),
        (said(400, "BadRequestError", "Template not found"), Refused, "400 BadRequestError: no such template"),
        (said(400, "ValidationError", f"email_address {SECRET_WORDS} is not a valid email address"), Refused,
         "400 ValidationError: not an email address"),
        (said(400, "BadRequestError", "Can’t send to this recipient using a team-only API key"), Refused,
         "400 BadRequestError: the Notify key only sends to the team"),
        (said(400, "SomethingNew", f"Whatever about {SECRET_WORDS}"), Refused, "400 SomethingNew"),
        (page(400), Retry, "400, but not from Notify"),
        (page(413), Retry, "413, but not from Notify"),
        (said(400, "BadRequestError", "email template is not suitable for sms notification"), Refused,
         "400 BadRequestError: the template is of the wrong type"),
        (said(400, "BadRequestError", "email_reply_to_id 1 does not exist in database for service id 2"), Refused,
         "400 BadRequestError: no such reply address in the Notify account"),
        (said(400, "BadRequestError", "Can’t send to this recipient when service is in trial mode"), Refused,
         "400 BadRequestError: the Notify account is in trial mode"),
        (said(400, f"Dear {SECRET_WORDS}", "Template not found"), Retry, "400, but not from Notify"),
        (said(413, "RequestEntityTooLarge", "Too long"), Refused, "413 RequestEntityTooLarge: too long"),
        (said(401, "AuthError", "Unauthorized"), Stop, "401 AuthError"),
        (said(403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds"), Stop,
         "403 AuthError: the clock of this machine is more than 30 seconds off"),
        (said(403, "AuthError", "Invalid token: API key not found"), Stop,
         "403 AuthError: Notify does not know NOTIFY_API_KEY"),
        (said(403, "AuthError", "Invalid token: API key revoked"), Stop, "403 AuthError: NOTIFY_API_KEY was revoked"),
        (said(403, "AuthError", "Invalid token: service is archived"), Stop,
         "403 AuthError: the Notify service was archived"),
        (page(403), Stop, "403"),
        (page(404), Stop, "404"),
        (said(429, "RateLimitError", "Exceeded rate limit for key type LIVE"), Retry, "429 RateLimitError"),
        (said(429, "TooManyRequestsError", "Exceeded send limits (50) for today"), Retry, "429 TooManyRequestsError"),
        (said(500, "Exception", "Internal server error"), Retry, "500 Exception"),
        (page(500), Retry, "500"),
        (said(503, "ServiceUnavailable", "Try later"), Retry, "503 ServiceUnavailable"),
        (page(502), Unknown, "502"),
        (page(504), Unknown, "504"),
        (page(302), Retry, "302, a redirect"),
        (InvalidResponse(answer(200, "<h1>Sign in</h1>")), Unknown, "200 without an answer that can be read"),
        (InvalidResponse(answer(201, '{"id": ')), Unknown, "201 without an answer that can be read"),
        (HTTPError(answer(400, "[]")), Retry, "400, but not from Notify"),
        (HTTPError(answer(400, '{"errors": [{"error": "Odd"}]}')), Retry, "400, but not from Notify"),
        (silence(requests.ReadTimeout()), Unknown, "ReadTimeout"),
        (silence(requests.exceptions.ChunkedEncodingError()), Unknown, "ChunkedEncodingError"),
        (silence(requests.ConnectionError("the line was cut")), Unknown, "ConnectionError"),
        (silence(requests.ConnectTimeout()), Retry, "ConnectTimeout"),
        (silence(REFUSED_LINE), Retry, "ConnectionError"),
        (silence(requests.exceptions.SSLError()), Retry, "SSLError"),
        (silence(requests.exceptions.ProxyError()), Retry, "ProxyError"),
    ],
)  # fmt: skip
def test_what_each_answer_means(fault: HTTPError, kind: type[Outcome], reason: str):
    outcome = sorted_as(fault)
    assert isinstance(outcome, kind)
    assert outcome.reason == reason
    assert SECRET_WORDS not in repr(outcome)


def test_too_many_a_minute_concerns_all_and_too_many_a_day_only_its_own_kind():
    a_minute = sorted_as(said(429, "RateLimitError", "Exceeded rate limit"))
    a_day = sorted_as(said(429, "TooManyRequestsError", "Exceeded send limits (sms: 50) for today"))
    assert isinstance(a_minute, Retry)
    assert isinstance(a_day, Retry)
    assert a_minute.after is not None
    assert a_day.after is not None
    assert (a_minute.alone, a_day.alone) == (False, True)
    assert a_minute.after < a_day.after
