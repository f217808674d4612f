"""How pages speak: words in the right register and language, with the council's own facts in their places."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from babel import Locale
from flask_babel import get_domain, get_locale
from markupsafe import Markup, escape

from portal.clocks.working_days import LONDON, london_date
from portal.conversation import Words
from portal.script.by_the_hour import ByTheHour, DayLine
from portal.script.phrases import CHANGE
from portal.vocabulary import Register
from portal.web.wiring import Portal


class Speeches:
    """How this portal speaks, by register and language; each is made once and then says things from memory."""

    def __init__(self, wired: Portal) -> None:
        self._wired = wired
        self._made: dict[tuple[Register, Locale | None], Speech] = {}

    def __call__(self, register: Register) -> "Speech":
        """How to speak to somebody in this request's language."""
        which = (register, get_locale())
        made = self._made.get(which)
        if made is None:
            made = self._made[which] = Speech(register, self._wired)
        return made


class Speech:
    """Says `Words` to people of one register, in the language of the request it is made in.

    `{placeholders}` come from the council file, from the clock (`read_by` and the like), and from what the caller adds.
    A sentence with a number that the council file does not have is left unsaid: it is empty.
    What does not change with the clock or the caller is remembered: a page says some sixty sentences.
    """

    def __init__(self, register: Register, wired: Portal) -> None:
        self.register = register
        self._is_child = register is Register.CHILD
        self._facts = _Facts(wired)
        locale = get_locale() or Locale("en", "GB")
        self.lang, self.direction = str(locale).replace("_", "-"), locale.text_direction
        self._translated: Callable[[str], str] = get_domain().get_translations().ugettext
        self._said: dict[str, str] = {}
        self._linked: dict[str, Markup] = {}
        self._changes: dict[str, Markup] = {}

    def __call__(self, words: Words, **more: str) -> str:
        """The sentence, translated and filled."""
        message = self._message(words)
        said = self._said.get(message) if not more else None
        if said is not None:
            return said
        text = self._facts.unless_one_is_lacking(self._translated(message))
        if not more and self._facts.stay_in(text):
            return self._said.setdefault(message, _begun(text, text.format_map(self._facts)) if "{" in text else text)
        return _begun(text, text.format_map(_Both(self._facts, more) if more else self._facts))

    def with_links(self, words: Words) -> Markup:
        """The same as HTML, with phone numbers and addresses to press."""
        message = self._message(words)
        linked = self._linked.get(message)
        if linked is None:
            text = self._facts.unless_one_is_lacking(self._translated(message))
            linked = Markup(_begun(text, str(escape(text).format_map(_Linked(self._facts)))))  # noqa: S704 - escaped
            if self._facts.stay_in(text):
                self._linked[message] = linked
        return linked

    def change(self, about: str) -> Markup:
        """A Change link as HTML: the name of what it changes is there for everybody who cannot see where it stands."""
        link = self._changes.get(about)
        if link is None:
            before, _, after = self._translated(CHANGE.to(self.register)).partition("{about}")
            hidden = Markup('{}<span class="govuk-visually-hidden"> {}{}</span>')
            link = self._changes[about] = hidden.format(before.strip(), about, after)
        return link

    def _message(self, words: Words) -> str:
        if isinstance(words, ByTheHour):
            words = words.at(self._facts.day_line())
        return words.child if self._is_child else words.adult


_OF_THE_CLOCK = ("read_by", "reply_by", "hub_until", "hub_from")


class _Facts(dict[str, str]):
    """The council's placeholders; the clock's are worked out only where a sentence asks for them."""

    def __init__(self, wired: Portal) -> None:
        super().__init__(wired.placeholders)
        self._wired = wired
        self._lacking = tuple(f"{{{name}}}" for name, fact in wired.placeholders.items() if not fact)

    def __missing__(self, name: str) -> str:
        wired, now = self._wired, self._wired.now()
        match name:
            case "read_by":
                read_by = wired.council.safety.read_by(now, wired.calendar.not_working)
                return moment_in_words(read_by, now)
            case "reply_by":
                return day_in_words(wired.calendar.add(london_date(now), wired.council.targets.acknowledgement))
            case "hub_until":
                until = wired.council.contacts.hub_answers.until(now, wired.calendar.not_working)
                return end_in_words(until or now, now)
            case "hub_from":
                opens = wired.council.contacts.hub_answers.opens(now, wired.calendar.not_working)
                return moment_in_words(opens, now)
        raise KeyError(name)

    def day_line(self) -> DayLine:
        """Whether the day's number answers at this moment."""
        hours = self._wired.council.contacts.hub_answers
        if hours.never_closes:
            return DayLine.NEVER_CLOSES
        answers = hours.until(self._wired.now(), self._wired.calendar.not_working)
        return DayLine.ANSWERS if answers else DayLine.IS_CLOSED

    def unless_one_is_lacking(self, text: str) -> str:
        """The text, or nothing where it needs a fact that the council file may leave out, and does."""
        return "" if any(name in text for name in self._lacking) else text

    def stay_in(self, text: str) -> bool:
        """Does nothing in this text change with the clock?"""
        return not any(f"{{{name}}}" in text for name in _OF_THE_CLOCK)


class _Both(dict[str, str]):
    """What the caller adds, and behind it the facts."""

    def __init__(self, facts: _Facts, more: Mapping[str, str]) -> None:
        super().__init__(more)
        self._facts = facts

    def __missing__(self, name: str) -> str:
        return self._facts[name]


_SCHEMES = {"phone": "tel", "text": "sms", "email": "mailto"}


class _Linked(dict[str, str]):
    """Placeholders as HTML: what can be called, written to or opened is a link."""

    def __init__(self, facts: _Facts) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, name: str) -> str:
        text = self._facts[name]
        kind = name.rpartition("_")[2]
        if kind in _SCHEMES:
            return Markup('<a href="{}:{}">{}</a>').format(_SCHEMES[kind], text.replace(" ", ""), text)
        if kind == "web":
            return Markup('<a href="{}">{}</a>').format(text, text.removeprefix("https://"))
        return escape(text)


def _begun(template: str, filled: str) -> str:
    """Council names are written for the middle of a sentence; one that begins with a name gets its capital."""
    return filled[:1].upper() + filled[1:] if template.startswith("{") else filled


def day_in_words(day: date) -> str:
    """A date as people say it: Tuesday 15 September."""
    return f"{day:%A} {day.day} {day:%B}"


def end_in_words(end: datetime, now: datetime) -> str:
    """The end of something as people say it: 5pm today. Midnight is said as the last minute of the day before it."""
    is_midnight = end.astimezone(LONDON).time() == time()
    return moment_in_words(end - timedelta(minutes=1) if is_midnight else end, now)


def moment_in_words(moment: datetime, now: datetime) -> str:
    """A time to come as people say it: 3:30pm today, 9am on Monday 7 September."""
    local = moment.astimezone(LONDON)
    hour = f"{local:%I}".lstrip("0")
    clock = f"{hour}:{local:%M}" if local.minute else hour
    day = "today" if local.date() == now.astimezone(LONDON).date() else f"on {day_in_words(local.date())}"
    return f"{clock}{local:%p}".lower() + f" {day}"
