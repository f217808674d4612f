"""The client is itself a test: every response it gets is held to the rules of pages, whatever the test looks at."""

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.page_rules import faults_of_headers, faults_of_page


@dataclass(frozen=True)
class Trace:
    """What stays in a browser's history and in a proxy's log of one request."""

    method: str
    address: str
    status: int
    location: str
    title: str


class CheckedClient(FlaskClient):
    """Flask's client, with eyes. `traces` is every request made, redirects included."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.traces: list[Trace] = []

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if not kwargs.get("follow_redirects"):  # each step of a redirect comes through here by itself
            self._look_at(response)
        return response

    def _look_at(self, response: TestResponse) -> None:
        path = response.request.path
        is_asset = path.startswith("/static/")
        is_page = response.mimetype == "text/html" and not response.location and not is_asset
        is_page = is_page and response.request.method != "HEAD"
        # A file to take away is looked at where it was saved, under no policy of ours.
        is_page = is_page and not response.headers.get("Content-Disposition", "").startswith("attachment")
        faults = [] if is_asset else list(faults_of_headers(response))
        if is_page:
            addresses = {rule.rule for rule in self.application.url_map.iter_rules()}
            faults += faults_of_page(response, addresses)
        assert faults == [], f"{response.request.method} {path} ({response.status_code}): " + "; ".join(faults)
        engine = self.application.extensions["portal"].reading.args[0]
        assert engine.pool.checkedout() == 0, f"{path} left a session open"
        title = response.text.partition("<title>")[2].partition("</title>")[0] if is_page else ""
        self.traces.append(
            Trace(response.request.method, response.request.url, response.status_code, response.location or "", title)
        )
