"""The text a letter begins with, in the register and language of who gets it; a draft that was kept stands instead.

It says no word of theirs, and none that they asked us never to write: where one would stand, a gap does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from flask_babel import force_locale

from portal.cases.acts.by_procedure import under_way
from portal.cases.acts.doing import Form
from portal.cases.acts.drafting import draftable, kind_at
from portal.cases.acts.fields import Field
from portal.cases.acts.more_time import extendable
from portal.cases.acts.replying import agreeable, answerable
from portal.cases.acts.specs import Asking
from portal.cases.acts.stage2 import acknowledgeable
from portal.cases.casefile import CaseFile
from portal.cases.gaps import Gap, day_in
from portal.cases.matters import Matter, latest_promise, matters
from portal.cases.writing import names_what_must_not_be_written
from portal.vocabulary import Act, Language, LetterKind, Procedure, Register, Speaker
from portal.vocabulary.labels import label
from portal.web.speech import Speech
from portal.web.staff.starting import About, Line, Paragraph, paragraphs
from portal.web.wiring import portal

LETTER, _PROCEDURE = "letter", "procedure"
_YOUNG = frozenset({Speaker.CHILD, Speaker.CARE_LEAVER})
_MAY_STAY_EMPTY = "It begins with the text for a no. Empty it where no letter goes."

_Procedures = Callable[[Asking], Iterable[Procedure]]
#: What each act may be about; where it is several, a field of its form asks which. The rest have but one.
_ABOUT: Mapping[Act, _Procedures] = MappingProxyType(
    {
        Act.ACKNOWLEDGE: lambda asking: asking.case.procedures,
        Act.ACKNOWLEDGE_STAGE2: lambda asking: acknowledgeable(asking.case),
        Act.DRAFT_REPLY: lambda asking: draftable(asking.case),
        Act.SEND_REPLY: lambda asking: answerable(asking.case),
        Act.WRITE_AGREEMENT: lambda asking: agreeable(asking.case),
        Act.EXTEND: lambda asking: extendable(asking.case, asking.today),
        **dict.fromkeys(
            (Act.AGREE_STATEMENT, Act.ADJUDICATE, Act.ANSWER_PANEL, Act.HOLD, Act.RESUME),
            lambda asking: [each for each in under_way(asking.case) if each is Procedure.STATUTORY],
        ),
    }
)


def register_of(case: CaseFile) -> Register:
    """How the one who gets the letter is spoken to."""
    return Register.CHILD if case.speaker in _YOUNG else Register.ADULT


def begun(asked: Form, never_write: str) -> tuple[Field, ...]:
    """The fields of a form; its letter begins with our text, where no draft stands in it."""
    text = _text(asked, never_write)
    return tuple(_begins(each, asked, text) if each.name == LETTER else each for each in asked.fields)


def promised_until(asked: Form, chosen: str = "") -> date | None:
    """The last day promised under what an act is about, or under the procedure that was chosen of several."""
    return latest_promise(_matters(asked, chosen))


def _begins(field: Field, asked: Form, text: str) -> Field:
    if field.preset or not text:
        return field
    hints = (field.hint, _which(asked), "" if field.required else _MAY_STAY_EMPTY)
    return replace(field, preset=text, hint=" ".join(filter(None, hints)))


def _which(asked: Form) -> str:
    chosen = _preset(asked)
    return f"It begins with the text for: {label(Procedure(chosen))}. Write it anew for another." if chosen else ""


def _preset(asked: Form) -> str:
    """The procedure that stands in the form at first, where it asks which."""
    return next((str(each.preset) for each in asked.fields if each.name == _PROCEDURE and each.preset), "")


def _matters(asked: Form, chosen: str) -> tuple[Matter, ...]:
    about = tuple(_ABOUT[asked.spec.act](asked.asking)) if asked.spec.act in _ABOUT else ()
    only = tuple(each for each in about if each == chosen)
    return matters(asked.case, only or about, asked.asking.office, asked.asking.today)


def _text(asked: Form, never_write: str) -> str:
    case, of = asked.case, _matters(asked, _preset(asked))
    kind = kind_at(of[0].procedure, of[0].stage) if of else LetterKind.REPLY
    about = About(asked.spec.act, kind, of, case.speaker, case.received_on, asked.asking.today)
    with force_locale(case.language):
        say = Speech(register_of(case), portal())
        said = _said(paragraphs(about), say, Language(case.language), never_write)
        return "\n\n".join(said)


def _said(of: Iterable[Paragraph], say: Speech, language: Language, never_write: str) -> Iterator[str]:
    """Each paragraph once it is filled. A sentence that has a number the council does not is left out."""
    last = ""
    for paragraph in of:
        lines = [_line(each, say, language, never_write) for each in paragraph]
        text = "\n".join(dict.fromkeys(filter(None, lines)))
        if text and text != last:
            yield text
        last = text


def _line(line: Line, say: Speech, language: Language, never_write: str) -> str:
    gap = line.gap.mark if line.gap else ""
    if line.words is None:
        return gap
    fills = {name: day_in(day, language) for name, day in line.days.items()}
    if line.part:
        number, name = line.part
        fills |= {"n": str(number), "about": say(name)}
    if names_what_must_not_be_written(say(line.words, gap="", **fills), never_write):
        return Gap.NOT_TO_WRITE.mark
    return say(line.words, gap=gap, **fills)
