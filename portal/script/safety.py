"""The safety chapter: is anyone in danger, was a child hurt by a worker, who must not see. It asks for no proof.

Its words may be read with the person they are about in the room: they name nobody.
"""

from portal.conversation import (
    Detail,
    LongText,
    Note,
    NoteKind,
    OneOf,
    Option,
    SeveralOf,
    ShortText,
    Step,
    Words,
    said,
    same,
)
from portal.script import notes
from portal.script.asked_when import COMPLAINT, IN_DANGER, THANKS_ONLY
from portal.script.marking import N_
from portal.vocabulary import MustNotSee, SafeNow, YesNoNotSure

# Below the question that helps to find them: what comes then, and everybody else who can be called.
_BELOW = (
    Words(
        N_(
            "Whoever reads it will look at how to keep you safe. "
            "If they have to tell someone, they will try to tell you first."
        ),
        N_(
            "Whoever reads it will look at how to keep the child safe. "
            "If they have to tell someone, they will try to tell you first."
        ),
    ),
    notes.SOMEONE_TO_TALK_TO,
    notes.WRITE_TO_CHILDLINE,
    notes.CALL_FIRST,
    notes.TEXT_FIRST,
    notes.CALL_ELSE,
    notes.NIGHT_CANNOT_SEE,
    notes.TEXT_EMERGENCY,
    notes.SIGN,
)
_CALL_NOW = (notes.EMERGENCY, notes.CANNOT_TALK)
_NOT_READ_YET = same(N_("No one here has read this yet."))
# A page may stay open for hours, so the time is that of sending it now.
_READ_BY = same(N_("If you send it now, a person will read it by {read_by}."))

SAFE_NOW = Step(
    key="safe-now",
    ask=Words(
        N_("Are you, or is another child, being hurt or in danger now?"),
        N_("Are you, or is a child, being hurt or in danger now?"),
    ),
    about=Words(N_("if you are safe now"), N_("whether anyone is in danger now")),
    hint=Words(
        N_("You do not have to be sure. You do not have to say how."),
        N_("You do not have to be sure, and you do not have to say how."),
    ),
    when=~THANKS_ONLY,
    question=OneOf(
        (
            Option(SafeNow.YES, same(N_("Yes"))),
            Option(SafeNow.NOT_SURE, same(N_("I am not sure"))),
            Option(SafeNow.NO, same(N_("No"))),
            Option(SafeNow.TALK, Words(N_("I want to talk to a person"), N_("I would rather talk to a person"))),
        )
    ),
    notes=(
        Note(
            said("safe-now", SafeNow.YES, SafeNow.NOT_SURE),
            (
                same(N_("Thank you for telling us that.")),
                *_CALL_NOW,
                _NOT_READ_YET,
                Words(
                    N_("Tell us how to find you. Then press “Send this now”."),
                    N_("Say where help is needed, then press “Send this now”."),
                ),
                _READ_BY,
            ),
            NoteKind.DANGER,
            more=_BELOW,
        ),
        Note(
            said("safe-now", SafeNow.TALK),
            (
                Words(
                    N_("Thank you for telling us. You do not have to write."),
                    N_("Thank you for telling us. You do not have to write this down."),
                ),
                notes.SOMEONE_TO_TALK_TO,
                *_CALL_NOW,
                _NOT_READ_YET,
                Words(
                    N_("Tell us how to reach you. Then press “Send this now”."),
                    N_("Say how we can reach you, then press “Send this now”."),
                ),
                _READ_BY,
                same(N_("If you give us a number, we ask them to call you.")),
            ),
            NoteKind.DANGER,
            more=tuple(line for line in _BELOW if line is not notes.SOMEONE_TO_TALK_TO),
        ),
    ),
)

FIND_YOU = Step(
    key="find-you",
    ask=Words(
        N_("Where are you, and how can someone reach you in a safe way?"),
        N_("Where are you, or the child, and how can someone reach you safely?"),
    ),
    about=Words(N_("where you are"), N_("how to find you")),
    hint=Words(
        N_("A place, a phone number, a friend or your school. Write only what feels safe."),
        N_("An address, a number, a school or someone we can ask. Write only what feels safe."),
    ),
    when=IN_DANGER,
    question=LongText(longest=1_000),
)

HURT_BY_WORKER = Step(
    key="hurt-by-worker",
    ask=Words(
        N_("Has a worker hurt you or another child, or made you feel unsafe?"),
        N_("Has someone who works with children hurt a child, or put a child at risk?"),
    ),
    about=Words(N_("if a worker hurt someone"), N_("whether a worker hurt a child")),
    hint=Words(
        N_("A worker is anyone whose job is to help you or look after you. You do not have to say more."),
        N_("It can be staff, a helper or anyone paid to look after a child. We will not ask for proof."),
    ),
    when=COMPLAINT,
    question=OneOf(
        (
            Option(YesNoNotSure.YES, same(N_("Yes"))),
            Option(YesNoNotSure.NOT_SURE, same(N_("I am not sure"))),
            Option(YesNoNotSure.NO, same(N_("No"))),
        )
    ),
    notes=(
        Note(
            said("hurt-by-worker", YesNoNotSure.YES, YesNoNotSure.NOT_SURE),
            (
                same(N_("Thank you for telling us that. You do not have to prove it.")),
                same(N_("When you send this, someone in charge of safety reads it first.")),
                same(N_("Soon we ask who it was, and who must not see this. You do not have to say.")),
                same(N_("If you send it now, they will read it by {read_by}.")),
                same(N_("Then they decide what to do to keep children safe.")),
                notes.EMERGENCY,
                notes.SOMEONE_TO_TALK_TO,
            ),
        ),
    ),
)

MUST_NOT_SEE = Step(
    key="must-not-see",
    ask=same(N_("Who must not see what you tell us?")),
    about=same(N_("who must not see this")),
    hint=Words(
        N_("Pick all that you want."),
        N_("Pick all that apply."),
    ),
    when=~THANKS_ONLY,
    question=SeveralOf(
        (
            Option(
                MustNotSee.PERSON_NAMED,
                same(N_("The person I told you about")),
            ),
            Option(
                MustNotSee.THEIR_MANAGER,
                Words(N_("That person’s boss"), N_("That person’s manager")),
            ),
            Option(MustNotSee.MY_SOCIAL_WORKER, Words(N_("My social worker"), N_("The social worker"))),
            Option(
                MustNotSee.MY_CARER,
                Words(N_("Someone I live with"), N_("Someone I live with, or the child lives with")),
            ),
            Option(MustNotSee.MY_PARENT, Words(N_("My mum, dad or parent"), N_("A parent"))),
            Option(MustNotSee.SOMEONE_ELSE, same(N_("Someone else"))),
            Option(MustNotSee.NONE, Words(N_("No one I can think of"), N_("Nobody I can think of")), alone=True),
        )
    ),
    also=(
        Detail(
            key="must-not-see-names",
            label=Words(N_("Their names, if you want to say"), N_("Their names, if you want to give them")),
            short=same(N_("Names")),
            question=ShortText(),
            means=MustNotSee.PERSON_NAMED,
        ),
    ),
    notes=(
        Note(
            said("must-not-see", *(who for who in MustNotSee if who is not MustNotSee.NONE)),
            (
                Words(
                    N_(
                        "Thank you. When you send this, only a small team can see it. "
                        "They check that the people you picked cannot."
                    ),
                    N_(
                        "Thank you. When you send this, only a small team sees it. "
                        "They make sure that the people you picked cannot."
                    ),
                ),
                same(N_("If you send it today, they will read it by {reply_by}.")),
                same(N_("They will only reach you in the way you choose.")),
                Words(
                    N_("If we must tell someone to keep you safe, we will try to tell you first."),
                    N_("If we have to tell someone to keep a child safe, we will try to tell you first."),
                ),
                notes.SOMEONE_TO_TALK_TO,
            ),
        ),
    ),
)
