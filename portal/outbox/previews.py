"""What a receipt will say, before there is one: for people who are choosing how they may safely be reached."""

from collections.abc import Mapping
from datetime import date

from portal.council import Council
from portal.outbox.fillings import Link, Reference, SmallTeam
from portal.outbox.messages import Personalised, Receipt, ReceiptText, Rendered, render_kept
from portal.vocabulary import Language, WhatFor

#: What cannot be known before sending, marked so that nobody takes it for the real thing.
_STAND_INS: Mapping[str, str] = {
    "reference": "[your reference]",
    "received": "[the day you send it]",
    "acknowledge_by": "[a date]",
    "reply_by": "[a date]",
    "teams": "[the team that has it]",
}

_REFERENCE = Reference("XXXX-XXXX")
_SOME_DAY = date(2026, 9, 1)


def preview_receipt(
    council: Council, link: Link, what_for: WhatFor, language: Language = Language.ENGLISH
) -> tuple[Rendered, Rendered]:
    """The receipt by email and by text, exactly as it would go out but for what is marked with square brackets."""
    promise = None if what_for is WhatFor.THANKS else _SOME_DAY  # nothing is owed for thanks (conversation.md §2)
    acknowledge_by = None if what_for is WhatFor.IDEA else promise
    email = Receipt(
        reference=_REFERENCE,
        what_for=what_for,
        received=_SOME_DAY,
        acknowledge_by=acknowledge_by,
        reply_by=promise,
        teams=SmallTeam.RESTRICTED,
        link=link,
        council=council,
    )
    text = ReceiptText(
        reference=_REFERENCE,
        received=_SOME_DAY,
        acknowledge_by=acknowledge_by,
        reply_by=promise,
        link=link,
        council=council,
    )
    return _marked(email, language), _marked(text, language)


def _marked(message: Personalised, language: Language) -> Rendered:
    known = message.personalisation(language)
    # What is empty stays empty: its sentence is left out.
    shown = {name: _STAND_INS.get(name, value) if value else "" for name, value in known.items()}
    return render_kept(message.kind, shown)
