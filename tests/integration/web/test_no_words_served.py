"""A portal as people run it, walked and ill-treated with words in every field: nobody finds them but the council.

Logs of every process, addresses, headers, titles, the page a monitor reads, what went by post, every file on the disk
while it runs and after: all are searched for each word, also in the ways that programs write words down.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tests.canaries import EMAIL, MOBILE, NAME, WORD, found
from tests.hands import ClientHands
from tests.house.test_log_calls import KEYS
from tests.integration.web import nasty
from tests.pages import Talk
from tests.postgres import Server, running_postgres
from tests.serving import free_port, serving, wait_for
from tests.tellings import A_CHILD_IN_CARE
from tests.walks import EVERYTHING
from tests.wire import Heard, ListeningPhone, sent_raw

pytestmark = pytest.mark.slow

#: The database itself quotes somebody: with these words a fault is provoked, and they stand in its schema meanwhile.
QUOTED = "xylographquokka"
SAID = {"textarea": f"{WORD} {NAME} {EMAIL}", "text": f"{WORD} {NAME}", "email": EMAIL, "tel": MOBILE}
#: Numbers of what was removed.
PURGED = {"drafts", "tokens", "tries", "messages", "codes", "sign_ins", "sign_in_tries"}
_PART_OF_A_DATE = re.compile(r"-(day|month|year)$")
_SQLITE = f"BEFORE UPDATE ON {{0}} BEGIN SELECT RAISE(ABORT, '{QUOTED}'); END"
_POSTGRES = (
    f"CREATE FUNCTION quotes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{QUOTED}'; END $$;"
    "CREATE TRIGGER quotes_drafts BEFORE UPDATE ON drafts FOR EACH ROW EXECUTE FUNCTION quotes();"
    "CREATE TRIGGER quotes_outbox BEFORE UPDATE ON outbox FOR EACH ROW EXECUTE FUNCTION quotes()"
)


@dataclass
class Walked:
    """What was heard and seen of one portal, from its first line to its last."""

    heard: list[Heard] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)
    posts: list[dict[str, Any]] = field(default_factory=list)
    metrics: str = ""
    disk: bytes = b""
    log: str = ""

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The log, read; a line that is no JSON object fails."""
        return [json.loads(line) for line in self.log.splitlines()]


@dataclass
class Kept:
    """Where a portal keeps what it keeps."""

    folder: Path
    server: Server | None

    @property
    def url(self) -> str:
        return self.server.create("portal") if self.server else f"sqlite:///{self.folder / 'instance' / 'portal.db'}"

    def quotes(self, *, wanted: bool) -> None:
        """Let every change of a draft or a message fail, with words in the database's own mouth; or no more."""
        if self.server is not None:
            with self.server.connected("portal") as door:
                door.execute(_POSTGRES if wanted else "DROP FUNCTION quotes() CASCADE")
            return
        with closing(sqlite3.connect(self.folder / "instance" / "portal.db", timeout=20)) as door:
            for table in ("drafts", "outbox"):
                name = f"quotes_{table}"
                door.execute(f"CREATE TRIGGER {name} {_SQLITE.format(table)}" if wanted else f"DROP TRIGGER {name}")
            door.commit()

    def everything(self) -> bytes:
        """Every byte that lies there, in files and in rows."""
        rows = self.server.rows("portal") if self.server else b""
        if self.server is not None:
            with self.server.connected("portal") as door:
                door.execute("CHECKPOINT")
        folders = [self.folder, *([self.server.folder / "kept"] if self.server else [])]
        files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
        return rows + b"".join(path.read_bytes() for path in files if path.suffix != ".log")


def somebody(url: str, walked: Walked) -> Talk[ClientHands]:
    phone = ListeningPhone(int(url.rpartition(":")[2]), heard=walked.heard)
    return Talk(ClientHands(phone, base_url=url))  # type: ignore[arg-type]


def tells_everything(talk: Talk[ClientHands], given: dict[str, Any], *, until: str = "") -> None:
    """Words in every field there is, whether what it belongs to was chosen or not."""
    talk.starts()
    for key in talk.questions():
        if key == until:
            return
        talk.fills_in(given)
        controls = talk.hands.controls()
        for name, kind in controls.items():
            if kind in SAID and not _PART_OF_A_DATE.search(name):
                talk.hands.writes(name, SAID[kind])
        is_chosen = controls[key] not in {"radio", "checkbox"} or given.get(key) is not None
        talk.goes_on() if is_chosen else talk.passes()


def walks(url: str, walked: Walked) -> None:
    """Whole talks by everybody, with a stop, a return and a code of nobody's."""
    for speaker in ("child", "parent", "foster-carer", "advocate"):
        talk = somebody(url, walked)
        given = {**EVERYTHING, **A_CHILD_IN_CARE, "who-are-you": speaker, "what-for": "both", "must-not-see": None}
        tells_everything(talk, given)
        code = talk.sends().code
        again = somebody(url, walked)
        again.comes_back(SAID["text"])
        again.comes_back(" ".join(code))
    talk = somebody(url, walked)
    tells_everything(talk, {**A_CHILD_IN_CARE, "reply-how": "text"}, until="your-name")
    talk.hands.writes("your-name", SAID["text"] * 500)  # longer than any name
    talk.goes_on()
    talk.hands.goes_to(f"/talk/{WORD}?{WORD}")
    talk.stops()


def is_ill_treated(url: str, walked: Walked, kept: Kept) -> None:
    """Everything that nobody should do, and a database that quotes what somebody wrote."""
    port = int(url.rpartition(":")[2])
    walked.answers += [sent_raw(port, each) for each in (*nasty.asked(), *nasty.told())]
    walked.answers += [sent_raw(port, each, hangs_up=True) for each in nasty.broken()]
    talk = somebody(url, walked)
    tells_everything(talk, A_CHILD_IN_CARE, until="what-happened")
    kept.quotes(wanted=True)
    talk.writes(SAID["textarea"])
    assert walked.heard[-1].status >= 500
    kept.quotes(wanted=False)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    folder = tmp_path_factory.mktemp("served")
    for each in ("instance", "tmp"):
        (folder / each).mkdir(mode=0o700)
    if request.param == "sqlite":
        yield Kept(folder, None)
        return
    with running_postgres() as server:
        yield Kept(folder, server)


@pytest.fixture(scope="module")
def walked(kept: Kept) -> Walked:
    walked, port = Walked(), free_port()
    env = {"DATABASE_URL": kept.url, "PORTAL_METRICS_PORT": str(port), "TMPDIR": str(kept.folder / "tmp")}
    with serving(kept.folder, env, "--workers", "2") as served:
        walks(served.url, walked)
        is_ill_treated(served.url, walked, kept)

        def went() -> bool:
            with urlopen(f"{served.url}/post-tray.json", timeout=20) as tray:
                walked.posts = json.load(tray)["messages"]
            return len({post["reference"] for post in walked.posts}) >= 4

        wait_for(went, 60)
        with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as page:
            walked.metrics = page.read().decode()
        walked.disk = kept.everything()
    walked.disk += kept.everything()
    walked.log = served.log.read_text()
    return walked


def test_the_words_were_there_to_be_found(walked: Walked):
    assert EMAIL in {post["to"] for post in walked.posts}
    assert len(walked.heard) > 150
    statuses = {answer.split(b" ")[1] for answer in walked.answers if answer.startswith(b"HTTP/")}
    assert statuses >= {b"200", b"303", b"400", b"401", b"404", b"413"}
    assert any(found(answer) for answer in walked.answers)  # pages that repeat what somebody wrote


def test_every_line_of_every_process_is_json_with_keys_somebody_thought_about(walked: Walked):
    entries = walked.entries
    events = {entry["event"] for entry in entries}
    assert events >= {"serving", "ready", "message-sent", "request refused"}
    assert events & {"request failed", "request refused"}
    assert {key for entry in entries for key in entry} <= KEYS.keys() | {"event", "level", "timestamp"} | PURGED


def test_no_line_holds_a_word_of_anybodys(walked: Walked):
    assert found(walked.log.encode()) == []
    assert QUOTED not in walked.log


def test_no_line_says_who_asked_or_for_what(walked: Walked):
    told = [json.dumps({**entry, "url": "", "tray": ""}) for entry in walked.entries]
    assert [line for line in told if re.search(r"127\.0\.0\.1|/talk/|python|Mozilla", line, re.IGNORECASE)] == []


def test_no_header_title_or_address_holds_them(walked: Walked):
    ours = [heard for heard in walked.heard if WORD not in heard.path]  # that one we typed ourselves
    assert found("\n".join(heard.path for heard in ours).encode()) == []
    assert found("\n".join(heard.beside for heard in walked.heard).encode()) == []
    assert found("\n".join(to for heard in ours for to in heard.leads_to).encode()) == []


def test_nothing_nasty_is_answered_in_a_header_or_a_title(walked: Walked):
    for answer in walked.answers:
        head, _, page = answer.partition(b"\r\n\r\n")
        title = page.partition(b"<title>")[2].partition(b"</title>")[0]
        assert found(head + title) == []


def test_no_file_and_no_row_holds_them(walked: Walked):
    assert b"acknowledgement" in walked.disk  # duties stand clear: reports count them
    assert found(walked.disk) == []


def test_the_page_of_the_monitor_does_not_hold_them(walked: Walked):
    assert 'portal_answers_total{became="receipt"} 4.0' in walked.metrics
    assert 'portal_sends_total{message="receipt-email",outcome="sent"}' in walked.metrics
    assert found(walked.metrics.encode()) == []
    assert QUOTED not in walked.metrics


def test_what_went_by_post_holds_nothing_but_its_own_address(walked: Walked):
    assert found(" ".join(f"{post['subject']} {post['body']}" for post in walked.posts).encode()) == []
