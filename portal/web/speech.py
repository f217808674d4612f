"""How pages speak: words in the right register and language, with the council's own facts in their places."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from babel import Locale
from flask_babel import get_domain, get_locale
from markupsafe import Markup, escape

from portal.clocks.working_days import LONDON, london_date
from portal.conversation import Words
from portal.script.phrases import CHANGE
from portal.vocabulary import Register
from portal.web.wiring import Portal


class Speech:
    """Says `Words` to one person, in one request's language.

    `{placeholders}` come from the council file, from the clock (`read_by`, `reply_by`), and from what the caller adds.
    """

    def __init__(self, register: Register, wired: Portal) -> None:
        self.register = register
        self._facts = _Facts(wired)
        locale = get_locale() or Locale("en", "GB")
        self.lang, self.direction = str(locale).replace("_", "-"), locale.text_direction
        # Looked up once a request: a page says some sixty sentences.
        self._translated: Callable[[str], str] = get_domain().get_translations().ugettext

    def __call__(self, words: Words, **more: str) -> str:
        """The sentence, translated and filled."""
        text = self._translated(words.to(self.register))
        if "{" not in text:
            return text
        return _begun(text, text.format_map(self._facts.with_more(more) if more else self._facts))

    def with_links(self, words: Words) -> str:
        """The same as HTML, with phone numbers and addresses to press."""
        text = self._translated(words.to(self.register))
        linked = escape(text).format_map(_Linked(self._facts))
        return Markup(_begun(text, str(linked)))  # noqa: S704 - every part was escaped

    def change(self, about: str) -> str:
        """A Change link as HTML: the name of what it changes is there for everybody who cannot see where it stands."""
        label = self._translated(CHANGE.to(self.register))
        before, _, after = label.partition("{about}")
        hidden = Markup('{}<span class="govuk-visually-hidden"> {}{}</span>')
        return hidden.format(before.strip(), about, after)


class _Facts(dict[str, str]):
    """The council's placeholders; the clock's are worked out only where a sentence asks for them."""

    def __init__(self, wired: Portal) -> None:
        super().__init__(wired.placeholders)
        self._wired = wired

    def __missing__(self, name: str) -> str:
        wired, now = self._wired, self._wired.now()
        match name:
            case "read_by":
                read_by = wired.council.safety.read_by(now, wired.calendar.not_working)
                return moment_in_words(read_by, now)
            case "reply_by":
                return day_in_words(wired.calendar.add(london_date(now), wired.council.targets.acknowledgement))
        raise KeyError(name)

    def with_more(self, more: Mapping[str, str]) -> "_Facts":
        """These facts and a few of the moment."""
        both = _Facts(self._wired)
        both.update(more)
        return both


class _Linked(dict[str, str]):
    """Placeholders as HTML: what can be called, written to or opened is a link."""

    def __init__(self, facts: _Facts) -> None:
        super().__init__()
        self._facts = facts

    def __missing__(self, name: str) -> str:
        text = self._facts[name]
        kind = name.rpartition("_")[2]
        if kind == "phone":
            return Markup('<a href="tel:{}">{}</a>').format(text.replace(" ", ""), text)
        if kind == "email":
            return Markup('<a href="mailto:{}">{}</a>').format(text, text)
        if kind == "web":
            return Markup('<a href="{}">{}</a>').format(text, text.removeprefix("https://"))
        return escape(text)


def _begun(template: str, filled: str) -> str:
    """Council names are written for the middle of a sentence; one that begins with a name gets its capital."""
    return filled[:1].upper() + filled[1:] if template.startswith("{") else filled


def day_in_words(day: date) -> str:
    """A date as people say it: Tuesday 15 September."""
    return f"{day:%A} {day.day} {day:%B}"


def moment_in_words(moment: datetime, now: datetime) -> str:
    """A time to come as people say it: 3:30pm today, 9am on Monday 7 September."""
    local = moment.astimezone(LONDON)
    hour = f"{local:%I}".lstrip("0")
    clock = f"{hour}:{local:%M}" if local.minute else hour
    day = "today" if local.date() == now.astimezone(LONDON).date() else f"on {day_in_words(local.date())}"
    return f"{clock}{local:%p}".lower() + f" {day}"
