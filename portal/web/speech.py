"""How pages speak: words in the right register and language, with the council's own facts in their places."""

from collections.abc import Mapping
from datetime import date, datetime

from flask_babel import gettext
from markupsafe import Markup, escape

from portal.clocks.working_days import LONDON
from portal.conversation import Words
from portal.council import Council
from portal.script.phrases import CHANGE
from portal.vocabulary import Register


class Speech:
    """Says `Words` to one person. `{placeholders}` come from the council file and from what the caller adds."""

    def __init__(self, register: Register, council: Council, **more: str) -> None:
        self.register = register
        self._contacts = council.contacts
        self._fill: Mapping[str, str] = {**council.placeholders(), **more}

    def __call__(self, words: Words, **more: str) -> str:
        """The sentence, translated and filled."""
        text = gettext(words.to(self.register))
        return _begun(text, text.format_map({**self._fill, **more})) if "{" in text else text

    def with_links(self, words: Words) -> str:
        """The same as HTML, with phone numbers and addresses to press."""
        text = gettext(words.to(self.register))
        return Markup(_begun(text, str(escape(text).format_map(_Linked(self._fill)))))  # noqa: S704 - escaped part by part

    def change(self, about: str) -> str:
        """A Change link as HTML: the name of what it changes is there for everybody who cannot see where it stands."""
        label = gettext(CHANGE.to(self.register))
        before, _, after = label.partition("{about}")
        hidden = Markup('{}<span class="govuk-visually-hidden"> {}{}</span>')
        return hidden.format(before.strip(), about, after)

    def number(self, contact: str) -> str:
        """A contact's phone number as people read it."""
        return str(getattr(self._contacts, contact).number)

    def tel(self, contact: str) -> str:
        """A contact's phone number as a link dials it."""
        return str(getattr(self._contacts, contact).tel)


class _Linked(dict[str, str]):
    """Placeholders as HTML: what can be called, written to or opened is a link."""

    def __getitem__(self, name: str) -> str:
        text = super().__getitem__(name)
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
