"""How made-up staff fill in a form: what their story says, else the usual words, else what stands there already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.cases.acts.doing import Form
from portal.cases.acts.fields import Field, FieldKind, Value
from portal.cases.office import Office
from portal.demo.stories import Day, Deed, Given, Other, Who
from portal.demo.words import USUAL
from portal.staff import Staff
from portal.vocabulary import LetterHow

_HOW = "how"


@dataclass(frozen=True, slots=True)
class Known:
    """What a story may point at: the people by key, the other cases by name, and the days of its own case."""

    office: Office
    people: Mapping[str, Staff]
    references: Mapping[str, str]
    received_on: date

    def value(self, given: Given) -> Value:
        """What stands behind it. Raises LookupError for somebody or something that is not there."""
        match given:
            case Day(number):
                return self.office.calendar.add(self.received_on, number)
            case Who(key):
                return self.people[key].id
            case Other(name):
                return self.references[name]
            case tuple():
                return tuple(str(self.value(each)) for each in given)
            case _:
                return given


def filled_in(form: Form, deed: Deed, known: Known) -> dict[str, list[str]]:
    """The form as a browser sends it. Raises LookupError where a story fills in a field that is not asked."""
    strange = deed.given.keys() - {field.name for field in form.fields}
    if strange:
        raise LookupError(f"{deed.act} does not ask for {', '.join(sorted(strange))}.")
    said = {**USUAL.get(deed.act, {}), **deed.given}
    raw: dict[str, list[str]] = {}
    for field in form.fields:
        if field.name in said:
            raw |= _typed(field, known.value(said[field.name]))
        else:
            # A letter goes the way they asked for, as the form itself says; where they gave none, they look themselves.
            raw |= _typed(field, field.preset or (LetterHow.CODE.value if field.name == _HOW else None))
    return raw


def _typed(field: Field, value: Value) -> dict[str, list[str]]:
    if value is None:
        return {}
    if field.kind is FieldKind.DAY:
        assert isinstance(value, date)
        return {f"{field.name}-{part}": [str(getattr(value, part))] for part in ("day", "month", "year")}
    return {field.name: [str(each) for each in value] if isinstance(value, tuple) else [str(value)]}
