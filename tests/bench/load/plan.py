"""A complaint walked once like a person, and written down so that it can be sent again with nothing to think about."""

import json
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from werkzeug.datastructures import MultiDict

from tests.bench.phone import Answer, Phone
from tests.hands import ClientHands
from tests.pages import Talk
from tests.tellings import a_childs_complaint

#: What stands in a body in place of what is another's in every visit; nothing that a form would send looks like it.
TOKEN, MARK = "-the-token-of-this-visit-", "-the-mark-of-this-talk-"


@dataclass(frozen=True)
class Post:
    """One answer: where it goes, what it sends, and where it leads."""

    path: str
    body: str
    leads_to: str


@dataclass(frozen=True)
class Plan:
    """A whole complaint. `host` is what a request says it is for."""

    port: int
    host: str
    posts: tuple[Post, ...]

    def to_json(self) -> str:
        """For another process."""
        posts = [[each.path, each.body, each.leads_to] for each in self.posts]
        return json.dumps({"port": self.port, "host": self.host, "posts": posts})

    @classmethod
    def from_json(cls, text: str) -> "Plan":
        """What `to_json` wrote."""
        kept = json.loads(text)
        return cls(kept["port"], kept["host"], tuple(Post(*each) for each in kept["posts"]))


def planned(url: str) -> Plan:
    """Walk a child's complaint to its receipt on a portal in local use. Raises AssertionError where it cannot be."""
    where = urlsplit(url)
    assert where.port is not None
    phone = _RecordingPhone(where.port)
    hands = ClientHands(phone, base_url=url)  # type: ignore[arg-type] - it has what hands use of a client
    a_childs_complaint(Talk(hands))
    return Plan(where.port, where.netloc, tuple(phone.posts))


@dataclass
class _RecordingPhone(Phone):
    posts: list[Post] = field(default_factory=list)

    def post(self, path: str, *, data: "MultiDict[str, str]", base_url: str, headers: dict[str, str]) -> Answer:
        answer = super().post(path, data=data, base_url=base_url, headers=headers)
        stand_ins = {"csrf_token": TOKEN, "talk": MARK}
        fields = [(name, stand_ins.get(name, value)) for name, value in data.items(multi=True)]
        assert answer.location, f"{path} was answered with {answer.status_code}"
        self.posts.append(Post(path, urlencode(fields), answer.location))
        return answer
