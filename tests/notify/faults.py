"""Ways in which GOV.UK Notify, or whoever stands between, fails: each as it looks on the line."""

from enum import Enum, auto

from tests.notify.published import Bad


class Fault(Enum):
    """Each is used up by one request. Some take the message first and lose only the answer."""

    TOO_MANY_A_MINUTE = auto()
    TOO_MANY_A_DAY = auto()
    SERVER_ERROR = auto()
    UNAVAILABLE = auto()
    BAD_REQUEST = auto()
    FORBIDDEN = auto()
    PROXY_PAGE = auto()  # a gateway's own HTML
    PROXY_REFUSES = auto()  # the same with 403
    PAGE_INSTEAD = auto()  # 200 and HTML, as from somebody's sign-in page
    REDIRECT = auto()
    SLOW = auto()  # taken, and answered just in time
    SILENT = auto()  # taken, and then nothing until the client gives up
    DROPPED = auto()  # taken, and the line cut
    HALF = auto()  # taken, and half an answer
    DRIPPING = auto()  # taken, and an answer that comes byte by byte, each in time and all of it much too late
    DRIPPING_HEADERS = auto()
    TAKEN_AND_PROXY_PAGE = auto()  # taken, and a gateway that gave up waiting
    TAKEN_AND_SERVER_ERROR = auto()
    NO_ID = auto()  # taken, and an answer that says nothing
    LOST = auto()  # never taken, and the line cut


#: Those after which the message is there all the same.
TAKING = frozenset(
    {
        Fault.SLOW,
        Fault.SILENT,
        Fault.DROPPED,
        Fault.HALF,
        Fault.DRIPPING,
        Fault.DRIPPING_HEADERS,
        Fault.TAKEN_AND_PROXY_PAGE,
        Fault.TAKEN_AND_SERVER_ERROR,
        Fault.NO_ID,
    }
)

#: Those that are an error in Notify's own form.
ERRORS = {
    Fault.TOO_MANY_A_MINUTE: Bad(
        429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"
    ),
    Fault.TOO_MANY_A_DAY: Bad(429, "TooManyRequestsError", "Exceeded send limits (sms: 50) for today"),
    Fault.SERVER_ERROR: Bad(500, "Exception", "Internal server error"),
    Fault.TAKEN_AND_SERVER_ERROR: Bad(500, "Exception", "Internal server error"),
    Fault.UNAVAILABLE: Bad(503, "ServiceUnavailable", "Try again later"),
    Fault.BAD_REQUEST: Bad(400, "BadRequestError", "Something is not as it should be"),
    Fault.FORBIDDEN: Bad(403, "AuthError", "Invalid token: API key revoked"),
}

#: Those that are somebody else's page, with its status.
PAGES = {
    Fault.PROXY_PAGE: 502,
    Fault.TAKEN_AND_PROXY_PAGE: 504,
    Fault.PROXY_REFUSES: 403,
    Fault.PAGE_INSTEAD: 200,
}
