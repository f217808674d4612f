"""What somebody would put into a form they never saw: the form that matters, plausible values, the right button."""

import random
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.journey.markup import Control, Form
from tests.bench.journey.options import Options

Fields = list[tuple[str, str | bytes]]

#: Buttons that lead anywhere but on.
_NOT_ON = re.compile(
    r"back|leave|cancel|save|sign.?out|log.?out|delete|remove|reject|hide|skip|search|exit|language|cymraeg"
    r"|add.another|reset|start.?over",
    re.IGNORECASE,
)
_NOT_THE_QUESTION = re.compile(
    r"logout|leave|sign.?out|language|locale|cookie|search|theme|save|draft|exit|delete", re.IGNORECASE
)
_NOT_FILLED_IN = frozenset({"hidden", "submit", "button", "reset", "image"})
_STORY = (
    "I rang on Monday about a repair to the heating and nobody called back. I waited at home all day and "
    "my daughter was cold. I would like someone to tell me what went wrong. "
)
_SOON = datetime.now(UTC).date() + timedelta(days=14)
_DAY = re.compile(r"(^|[-_.\s])(day|dd)\b|_0$")
_MONTH = re.compile(r"(^|[-_.\s])(month|mm)\b|_1$")
_YEAR = re.compile(r"(^|[-_.\s])(year|yyyy)\b|_2$")


def question_of(forms: list[Form], options: Options) -> Form | None:
    """The form a page is about: a post before a get, inside the main part, with most to fill in."""
    weighed = ((_weight(form), form) for form in forms if _may_be_the_question(form, options))
    return max(weighed, key=lambda pair: pair[0], default=(0, None))[1]


def _may_be_the_question(form: Form, options: Options) -> bool:
    if options.form:
        if not re.search(options.form, f"{form.action} {form.called}"):
            return False
    elif _NOT_THE_QUESTION.search(f"{form.action} {form.called}"):
        return False
    buttons = [each for each in form.controls if each.type == "submit"]
    if buttons and all(_NOT_ON.search(each.label) for each in buttons):
        return False
    return bool(buttons or _filled_in(form))


def _weight(form: Form) -> int:
    has_button = any(each.type == "submit" for each in form.controls)
    weight = (8 if form.method == "post" else 1) + (4 if form.in_main else 0)
    return weight + min(len(_filled_in(form)), 3) * 2 + (1 if has_button else 0)


def _filled_in(form: Form) -> list[Control]:
    return [each for each in form.controls if each.type not in _NOT_FILLED_IN and each.name]


def filled(form: Form, step: int, options: Options, dice: random.Random) -> Fields:
    """What pressing the form's button would send, every control filled."""
    fields: Fields = []
    grouped: set[str] = set()
    for control in form.controls:
        if control.is_pressed or not control.name or control.type == "reset":
            continue
        if control.type in {"radio", "checkbox"}:
            if control.name not in grouped:
                grouped.add(control.name)
                fields.extend(_ticked(form, control, step, options))
        elif control.type == "file":
            fields.extend(_upload(form, control.name, options))
        else:
            fields.append((control.name, _written(control, options.value_of(step, control.name), dice)))
    button = _button(form, options)
    if button is not None and button.name:
        fields.append((button.name, button.value or ""))
    return fields


def _button(form: Form, options: Options) -> Control | None:
    buttons = [each for each in form.controls if each.type in {"submit", "image"}]
    wanted = (each for each in buttons if options.button and re.search(options.button, each.label, re.IGNORECASE))
    onwards = (each for each in buttons if not _NOT_ON.search(each.label))
    return next(wanted, None) or next(onwards, None)


def _ticked(form: Form, control: Control, step: int, options: Options) -> Iterator[tuple[str, str]]:
    assert control.name is not None
    group = [each for each in form.controls if each.type == control.type and each.name == control.name]
    values = ["on" if each.value is None else each.value for each in group]
    said = options.value_of(step, control.name)
    if control.type == "radio":
        wanted = options.chosen.get(control.name)
        found = (value for value in values if wanted and re.search(wanted, value, re.IGNORECASE))
        taken = next(found, values[min(options.pick, len(values) - 1)])
        yield control.name, taken if said is None else said
    elif said != "":
        yield control.name, values[0] if said is None else said


def _upload(form: Form, name: str, options: Options) -> Iterator[tuple[str, bytes]]:
    if options.file:
        yield name, Path(options.file).read_bytes()
    elif form.is_multipart:
        yield name, b""


def _written(control: Control, said: str | None, dice: random.Random) -> str:
    if said is not None:
        return said
    if control.type == "hidden":
        return control.value or ""
    if control.type == "select":
        return next((value for value in control.options if value), "")
    is_trap = control.attributes.get("tabindex") == "-1"
    if is_trap or "display:none" in control.attributes.get("style", "").replace(" ", ""):
        return ""  # left empty by people, and filled by machines that are not wanted
    if control.value and control.value.strip() and control.type != "textarea":
        return control.value.strip()
    return plausible(control, dice)


def plausible(control: Control, dice: random.Random) -> str:
    """A value of the kind the control asks for, by its type and its names."""
    attributes = control.attributes
    names = (control.name, attributes.get("id"), attributes.get("autocomplete"))
    name = " ".join(each for each in names if each).lower()
    by_type = {
        "date": _SOON.isoformat(),
        "time": "10:30",
        "datetime-local": f"{_SOON.isoformat()}T10:30",
        "month": _SOON.isoformat()[:7],
        "url": "https://example.org/",
        "password": "Correct-Horse-9-Battery",
    }
    if control.type == "textarea":
        return _STORY[: int(attributes.get("maxlength") or 200)]
    if control.type == "email" or "email" in name:
        return f"user{dice.randrange(10**6)}@example.org"
    if control.type == "tel" or "phone" in name or "tel" in name.split("-"):
        return f"07700900{dice.randrange(1000):03}"  # Ofcom's range for drama
    if control.type in by_type:
        return by_type[control.type]
    return _by_name(control, name) or f"Answer {dice.randrange(100)} about the service"


def _by_name(control: Control, name: str) -> str:
    if _DAY.search(name):
        return str(_SOON.day)
    if _MONTH.search(name):
        return str(_SOON.month)
    if _YEAR.search(name):
        return str(_SOON.year)
    if control.type in {"number", "range"} or control.attributes.get("inputmode") in {"numeric", "decimal"}:
        return control.attributes.get("min") or "1"
    if "postcode" in name or "zip" in name:
        return "SW1A 1AA"
    if "name" in name.split("_") or "full" in name:
        return "Alex Example"
    return ""
