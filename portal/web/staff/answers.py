"""A question of the script as a control in the look of staff pages. It refuses to know what was asked before it."""

from portal.web.staff.drawing import Box, Choice, Control
from portal.web.talk import controls as talk

_KINDS = {"one-of": "radios", "several-of": "checkboxes", "long-text": "lines", "date": "day"}
_WIDTHS = {"day": 2, "month": 2, "year": 4}


def as_asked(asked: talk.Control) -> tuple[Control, Control | None]:
    """The control; and beside it the box by which somebody chooses not to say it in words, where there is one."""
    return _control(asked), _box_alone(asked.instead, asked.name) if asked.instead else None


def _control(asked: talk.Control) -> Control:
    return Control(
        id=asked.name,
        name=asked.name,
        kind=_KINDS.get(asked.kind, "line"),
        label=asked.label,
        hint=asked.hint,
        error=asked.error,
        value=asked.value,
        # Staff look for one among all of them: nothing is folded away.
        choices=tuple(_choice(each, asked.name, place) for place, each in enumerate((*asked.choices, *asked.more))),
        boxes=tuple(_box(part, asked.name) for part in asked.parts),
    )


def _choice(option: talk.Choice, name: str, place: int) -> Choice:
    """An error leads to the group's name, so that is the first one's id."""
    beside = tuple(_control(detail) for detail in option.details)
    own = f"{name}-{place + 1}" if place else name
    return Choice(own, option.code, option.label, option.hint, option.checked, beside)


def _box(part: talk.Control, name: str) -> Box:
    which = part.name.rpartition("-")[2]
    return Box(name if which == "day" else part.name, part.name, part.label, part.value, _WIDTHS[which])


def _box_alone(option: talk.Choice, name: str) -> Control:
    own = f"{name}-instead"
    choice = Choice(own, option.code, option.label, option.hint, option.checked)
    return Control(id=own, name=own, kind="checkboxes", label="", hint="", error="", choices=(choice,))
