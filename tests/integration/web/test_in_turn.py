"""A few requests at once, in the order in which they were there; and whoever sends slowly holds up nobody."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from urllib.request import urlopen

import pytest

from portal.web import in_turn
from portal.web.in_turn import InTurn
from tests.hands import ClientHands
from tests.pages import Talk
from tests.serving import serving
from tests.tellings import A_CHILD_IN_CARE, STORY

EVERY_DATABASE = True

LONG = 5  # seconds: longer than anything here takes


class App:
    """Answers when it is told to, and knows who is inside."""

    def __init__(self) -> None:
        self.inside: list[str] = []
        self.most = 0
        self.order: list[str] = []
        self.bodies: dict[str, bytes] = {}
        self.may_end: dict[str, threading.Event] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: dict[str, Any], _start: object) -> list[bytes]:
        name = environ["PATH_INFO"]
        with self._lock:
            self.inside.append(name)
            self.order.append(name)
            self.most = max(self.most, len(self.inside))
        assert self.may_end.setdefault(name, threading.Event()).wait(LONG)
        self.bodies[name] = environ["wsgi.input"].read()
        with self._lock:
            self.inside.remove(name)
        if name == "breaks":
            raise RuntimeError
        return [name.encode()]


class People:
    """Comes with one request after another, each in a thread of its own."""

    def __init__(self, door: InTurn, app: App, threads: ThreadPoolExecutor) -> None:
        self.door, self.app, self.threads = door, app, threads

    def come(self, name: str, body: object = None, length: int | None = None) -> Future[Any]:
        self.app.may_end.setdefault(name, threading.Event())
        environ = {"PATH_INFO": name, "wsgi.input": body or BytesIO(), "CONTENT_LENGTH": str(length or "")}
        return self.threads.submit(self.door, environ, lambda *_: print)  # type: ignore[arg-type, return-value]

    def end(self, *names: str) -> None:
        for name in names:
            self.app.may_end.setdefault(name, threading.Event()).set()


@pytest.fixture
def people(request: pytest.FixtureRequest) -> Iterator[People]:
    app = App()
    with ThreadPoolExecutor(40) as threads:
        yield People(InTurn(app, longest=100, at_once=getattr(request, "param", 2)), app, threads)  # type: ignore[arg-type]


def soon(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + LONG
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.002)


@pytest.mark.parametrize("people", [1, 2, 4], indirect=True)
def test_no_more_than_a_few_are_inside_and_whoever_came_first_is_next(people: People, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(in_turn, "PATIENCE_SECONDS", LONG)
    names = [f"{number:02}" for number in range(12)]
    answers = []
    for count, name in enumerate(names, start=1):
        answers.append(people.come(name))
        soon(lambda count=count: len(people.app.inside) + len(people.door._waiting) == count)  # type: ignore[misc]
    for name, answer in zip(names, answers, strict=True):
        left = len(people.door._waiting)
        people.end(name)
        assert answer.result(LONG) == [name.encode()]
        soon(lambda left=left: len(people.app.order) == len(names) - max(0, left - 1))  # type: ignore[misc]
    assert people.app.order == names
    assert people.app.most == people.door._at_once
    assert people.door._inside == 0


def test_where_all_who_have_a_turn_wait_for_something_nobody_else_waits_long(
    people: People, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(in_turn, "PATIENCE_SECONDS", 0.05)
    stuck = [people.come(name) for name in ("stuck", "stuck too")]
    soon(lambda: len(people.app.inside) == 2)
    people.end("help")
    assert people.come("help").result(LONG) == [b"help"]
    people.end("stuck", "stuck too")
    assert all(answer.result(LONG) for answer in stuck)
    assert people.door._inside == 0


def test_a_fault_gives_its_turn_back(people: People):
    people.end("breaks", "after")
    for _ in range(5):
        with pytest.raises(RuntimeError):
            people.come("breaks").result(LONG)
    assert people.come("after").result(LONG) == [b"after"]
    assert people.door._inside == 0


def test_a_crowd_in_a_hurry_leaves_nobody_behind(people: People, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(in_turn, "PATIENCE_SECONDS", 0.001)  # patience ends in the moment turns are handed on
    names = [str(number) for number in range(400)]
    people.end(*names)
    answers = [people.come(name) for name in names]
    assert [answer.result(LONG) for answer in answers] == [[name.encode()] for name in names]
    assert people.door._inside == 0
    assert not people.door._waiting


class Slow(BytesIO):
    """What a phone sends that has lost its signal: it comes when it comes."""

    def __init__(self, body: bytes) -> None:
        super().__init__(body)
        self.is_there = threading.Event()
        self.was_read = False

    def read(self, size: int | None = -1) -> bytes:
        self.was_read = True
        assert self.is_there.wait(LONG)
        return super().read(size)


def test_whoever_sends_slowly_takes_no_turn_until_all_is_there(people: People):
    slow = [Slow(b"what happened") for _ in range(6)]
    waiting = [people.come(f"slow {number}", body, 13) for number, body in enumerate(slow)]
    soon(lambda: all(body.was_read for body in slow))
    people.end("quick", *(f"slow {number}" for number in range(6)))
    assert people.come("quick").result(LONG) == [b"quick"]
    assert people.app.order == ["quick"]
    for body in slow:
        body.is_there.set()
    assert [answer.result(LONG) for answer in waiting] == [[f"slow {number}".encode()] for number in range(6)]
    assert people.app.bodies["slow 3"] == b"what happened"


def test_what_comes_in_pieces_takes_no_turn_from_others(people: People):
    slow = [Slow(b"what happened") for _ in range(6)]
    environs = [
        {"PATH_INFO": f"pieces {at}", "wsgi.input": body, "HTTP_TRANSFER_ENCODING": "chunked"}
        for at, body in enumerate(slow)
    ]
    people.end("quick", *(each["PATH_INFO"] for each in environs))
    answers = [people.threads.submit(people.door, environ, print) for environ in environs]  # type: ignore[arg-type]
    soon(lambda: all(body.was_read for body in slow))
    assert people.door._inside == 0
    assert people.come("quick").result(LONG) == [b"quick"]
    for body in slow:
        body.is_there.set()
    assert [answer.result(LONG) for answer in answers] == [[each["PATH_INFO"].encode()] for each in environs]
    assert people.app.bodies["pieces 3"] == b"what happened"


@pytest.mark.parametrize("said", ["101", "0", "", "-1", "9" * 30, "²", "12,12", "many"])
def test_what_is_too_long_or_says_no_length_is_left_to_the_app(people: People, said: str):
    body = Slow(b"x")
    people.end("/")
    body.is_there.set()
    environ = {"PATH_INFO": "/", "wsgi.input": body, "CONTENT_LENGTH": said}
    people.door(environ, print)  # type: ignore[arg-type]
    assert environ["wsgi.input"] is body


# ---------------------------------------------------------------- the whole portal


def test_of_an_answer_that_broke_off_nothing_is_kept(talk: Talk[ClientHands]):
    talk.starts()
    talk.answers(A_CHILD_IN_CARE, until="hurt-by-worker")
    talk.changes("what happened")
    here = talk.hands.address()
    talk.hands.writes("what-happened", "Another story, much longer than the first")
    action, fields = talk.hands.about_to_send(talk.hands.button("Next"))
    body = urlencode(fields).encode()
    cut = {"wsgi.input": BytesIO(body[:-20]), "wsgi.input_terminated": True, "CONTENT_LENGTH": str(len(body))}
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": talk.hands.base_url}
    answer = talk.hands.client.post(action, base_url=talk.hands.base_url, headers=headers, environ_overrides=cut)
    assert answer.status_code == 400
    talk.hands.goes_to(here)
    assert talk.hands.written("what-happened") == STORY


# ---------------------------------------------------------------- the real server


@contextmanager
def half_a_request(url: str) -> Iterator[None]:
    where = urlsplit(url)
    host = where.netloc
    head = f"POST /check HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000\r\n\r\nabc"
    with socket.create_connection((where.hostname, where.port)) as phone:
        phone.sendall(head.encode())
        yield


@pytest.mark.slow
def test_phones_that_went_silent_stop_neither_pages_nor_the_end(tmp_path: Path):
    with ExitStack() as phones, serving(tmp_path, None, "--no-deliver") as portal:
        for _ in range(60):
            phones.enter_context(half_a_request(portal.url))
        time.sleep(0.5)  # the server has taken them all up
        for _ in range(5):
            with urlopen(f"{portal.url}/numbers", timeout=LONG) as page:
                assert page.status == 200
        began = time.monotonic()
        portal.process.terminate()
        portal.process.wait(timeout=40)
        assert time.monotonic() - began < 30
