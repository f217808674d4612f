"""One journey through any app's forms: look at the page, fill in what it asks, press on, until there is no more."""

import asyncio
import random
import re
import time
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit

from tests.bench.journey.figures import Figures
from tests.bench.journey.filling import Fields, filled, question_of
from tests.bench.journey.markup import Form, Link, Page, read
from tests.bench.journey.options import Options
from tests.bench.journey.wire import Answer, Client, Posted

_ONWARDS = re.compile(r"\b(start|continue|begin|next|proceed)\b", re.IGNORECASE)
_REFUSED = re.compile(rb'error-summary|aria-invalid="true"|invalid-feedback|class="[^"]*field-error', re.IGNORECASE)
_MOST_LINKS_IN_A_ROW = 3
Line = tuple[object, ...]


@dataclass(slots=True)
class Walk:
    """Somebody on their way. `trace` takes a line for each step where one is asked for; `stop` is a clock's reading."""

    options: Options
    figures: Figures
    dice: random.Random
    stop: float | None = None
    trace: list[Line] | None = None
    client: Client = field(init=False)
    _links: int = 0
    _last: object = None

    def __post_init__(self) -> None:
        self.client = Client(self.options)

    async def whole(self) -> str:
        """Walk it to its end, and count it. Returns how it ended."""
        began = time.perf_counter()
        try:
            end = await self._steps()
            self.figures.journeys += end != "time"
            self.figures.journey.append((time.perf_counter() - began) * 1e3)
        except Exception as error:  # noqa: BLE001 - whatever ends a journey is counted with the other ends
            end = f"{type(error).__name__}: {error}"
            self.figures.errors[end] += 1
            self._note("error", end)
            await asyncio.sleep(0.05)
        self.figures.ends[end] += 1
        self.figures.adds(self.client.traffic)
        await self.client.close()
        return end

    async def _steps(self) -> str:
        answer = await self.client.go("GET", self.options.url)
        self.figures.first_view.append(sum(answer.hops))
        self._note("start", answer)
        step = 0
        while step < self.options.max_steps:
            end = self._end_at(answer)
            if end:
                return end
            if self.options.think:
                await asyncio.sleep(self.dice.expovariate(1 / self.options.think))
            page = read(answer.body)
            form = question_of(page.forms, self.options)
            if form is None or self._prefers_a_link(page):
                link = self._onwards(page.links)
                if link is None or self._links >= _MOST_LINKS_IN_A_ROW:
                    return "no form"
                self._links += 1
                target = urljoin(answer.url, link.address).split("#")[0]
                answer = await self.client.go("GET", target, referer=answer.url)
                self._note("link", answer)
                continue
            if self._is_stuck(answer, form):
                return self._wrong(f"stuck (validation error?) at {urlsplit(answer.url).path}")
            answer = await self._press(answer, form, step)
            step += 1
        return "max-steps"

    def _end_at(self, answer: Answer) -> str:
        """Why a journey ends on this page; empty where it goes on."""
        options = self.options
        if self.stop is not None and time.perf_counter() > self.stop:
            return "time"
        if answer.status >= 400:
            return self._wrong(f"http {answer.status} at {urlsplit(answer.url).path}")
        is_there = options.until and re.search(options.until, answer.url)
        says_so = options.until_body and re.search(options.until_body.encode(), answer.body)
        return "until" if is_there or says_so else ""

    def _wrong(self, end: str) -> str:
        self.figures.errors[end] += 1
        return end

    def _prefers_a_link(self, page: Page) -> bool:
        wanted = self.options.prefer_link
        return bool(wanted) and any(re.search(wanted, f"{each.text} {each.address}") for each in page.links)

    def _onwards(self, links: list[Link]) -> Link | None:
        said = self.options.prefer_link or self.options.link
        wanted = re.compile(said, re.IGNORECASE) if said else _ONWARDS
        elsewhere = ("#", "mailto:", "tel:")
        ours = (each for each in links if not each.address.startswith(elsewhere))
        return next((each for each in ours if wanted.search(each.text) or wanted.search(each.address)), None)

    def _is_stuck(self, answer: Answer, form: Form) -> bool:
        """The same form twice with an error on it: a value was refused."""
        controls = tuple((each.type, each.name) for each in form.controls if each.type != "hidden")
        refused = _REFUSED.search(answer.body) is not None
        looks = (answer.url, controls, refused)
        is_stuck = refused and looks == self._last
        self._last, self._links = looks, 0
        return is_stuck

    async def _press(self, answer: Answer, form: Form, step: int) -> Answer:
        self._add_up(answer.body)
        fields = filled(form, step, self.options, self.dice)
        target = urljoin(answer.url, form.action).split("#")[0]
        if form.method == "post":
            came = await self.client.go("POST", target, encoded(form, fields), answer.url)
        else:
            came = await self.client.go("GET", f"{target.split('?')[0]}?{urlencode(fields)}", referer=answer.url)
        figures = self.figures
        figures.step.append(sum(came.hops))
        figures.post.append(came.hops[0])
        if len(came.hops) > 1:
            figures.last_get.append(came.hops[-1])
        else:
            figures.notes["200-after-POST (no redirect)"] += 1
        if _REFUSED.search(came.body):
            figures.notes["page shows a validation error"] += 1
        self._note(f"step {step}", came, fields)
        return came

    def _add_up(self, body: bytes) -> None:
        if self.options.sum:
            found = re.search(rb"(\d+)\s*\+\s*(\d+)\s*=", body)
            if found:
                self.options.given[(None, self.options.sum)] = str(int(found[1]) + int(found[2]))

    def _note(self, what: str, came: Answer | str, fields: Fields | None = None) -> None:
        if self.trace is None:
            return
        if isinstance(came, str):
            self.trace.append((what, came))
            return
        shown = {name: value if isinstance(value, str) else "<file>" for name, value in fields or ()}
        self.trace.append((what, came.url, came.status, len(came.body), [round(ms, 1) for ms in came.hops], shown))


def encoded(form: Form, fields: Fields) -> Posted:
    """A form's fields as it asks to have them sent."""
    if not form.is_multipart:
        return Posted(urlencode(fields).encode(), "application/x-www-form-urlencoded")
    boundary = uuid.uuid4().hex
    body = b""
    for name, value in fields:
        file_name = f'; filename="{"a.jpg" if value else ""}"' if isinstance(value, bytes) else ""
        body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{file_name}\r\n'.encode()
        body += b"Content-Type: application/octet-stream\r\n" if isinstance(value, bytes) else b""
        body += b"\r\n" + (value if isinstance(value, bytes) else value.encode()) + b"\r\n"
    return Posted(body + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}")
