"""Help to take part: one small question that stands on the start page and beside how to reach you, never alone."""

from portal.conversation import Detail, Option, SeveralOf, Words, same
from portal.script.marking import N_
from portal.vocabulary import HelpToTakePart

HELP_TO_TAKE_PART = Detail(
    key="help-to-take-part",
    label=same(N_("What would make this easier for you?")),
    hint=Words(
        N_("You can leave this blank. A person will read what you pick and help."),
        N_("You can leave this blank. A person will read what you pick and arrange it with you."),
    ),
    question=SeveralOf(
        (
            Option(
                HelpToTakePart.INTERPRETER,
                Words(N_("Someone who speaks my language"), N_("An interpreter")),
            ),
            Option(HelpToTakePart.BSL, same(N_("British Sign Language"))),
            Option(HelpToTakePart.LARGE_PRINT, same(N_("Large print"))),
            Option(HelpToTakePart.EASY_READ, same(N_("Easy words and pictures"))),
            Option(HelpToTakePart.READ_TO_ME, same(N_("Someone to read it to me"))),
            Option(HelpToTakePart.BRAILLE_AUDIO, same(N_("Braille or sound"))),
            Option(HelpToTakePart.OTHER, same(N_("Something else"))),
        )
    ),
)
