"""What next: what may change soon, what would put it right, and an advocate. It promises no outcome."""

from portal.conversation import (
    DateInParts,
    Detail,
    LongText,
    Note,
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
from portal.script.asked_when import ADVOCATE as AN_ADVOCATE
from portal.script.asked_when import CARE_LEAVER, CHILD, CHILD_WAS_ASKED_AFTER, COMPLAINT, THANKS_ONLY
from portal.script.marking import N_
from portal.vocabulary import AdvocateWish, PutRight, YesNoNotSure

ABOUT_TO_CHANGE = Step(
    key="about-to-change",
    ask=Words(
        N_("Is something going to change soon that you want us to stop for now?"),
        N_("Is something about to change soon that you want us to wait on?"),
    ),
    about=Words(N_("what will change soon"), N_("what is about to change")),
    hint=Words(
        N_("Like a move to a new home or school, or less time with your family."),
        N_("Like a move, a new school, less family time or help that ends."),
    ),
    when=COMPLAINT,
    question=OneOf(
        (
            Option(
                YesNoNotSure.YES,
                same(N_("Yes")),
                details=(
                    Detail(
                        key="about-to-change-date",
                        label=Words(N_("When, if you know"), N_("The date, if you know it")),
                        hint=Words(
                            N_("A month and a year is fine too. You can leave this blank."),
                            N_("A month and a year is enough. You can leave this blank."),
                        ),
                        question=DateInParts(),
                    ),
                ),
            ),
            Option(YesNoNotSure.NO, same(N_("No"))),
            Option(YesNoNotSure.NOT_SURE, same(N_("I am not sure"))),
        )
    ),
    notes=(
        Note(
            said("about-to-change", YesNoNotSure.YES),
            (
                Words(
                    N_("Thank you for telling us that. When you send this, we ask if it can wait."),
                    N_("Thank you for telling us that. When you send this, we ask whether it can wait."),
                ),
                Words(
                    N_("A person will read it by {read_by}. We cannot be sure that it will wait."),
                    N_("A person will read it by {read_by}. We cannot promise that it will wait."),
                ),
                notes.ADVOCATE,
                notes.TEXT_ADVOCATE,
                notes.HELP_AT_HAND,
                notes.IN_THE_DAY,
            ),
        ),
    ),
)

PUT_RIGHT = Step(
    key="put-right",
    ask=Words(N_("What would make it better?"), N_("What would put it right?")),
    about=Words(N_("what would make it better"), N_("what would put it right")),
    hint=Words(
        N_("Pick all that you want. We may not be able to do it all."),
        N_("Pick all that apply. We may not be able to do all of it."),
    ),
    when=COMPLAINT,
    question=SeveralOf(
        (
            Option(PutRight.SAY_SORRY, same(N_("Say sorry"))),
            Option(PutRight.EXPLAIN, Words(N_("Tell me why"), N_("Explain why"))),
            Option(PutRight.LISTEN_TO_ME, Words(N_("Listen to me"), N_("Listen to me, or meet me"))),
            Option(PutRight.PUT_RIGHT, Words(N_("Give me the help I need"), N_("Give the help that is needed"))),
            Option(
                PutRight.LOOK_AGAIN, Words(N_("Think again about what was decided"), N_("Look at a decision again"))
            ),
            Option(PutRight.DO_IT_SOONER, same(N_("Do it sooner"))),
            Option(PutRight.DIFFERENT_WORKER, same(N_("A different worker"))),
            Option(PutRight.CORRECT_RECORD, Words(N_("Fix what you wrote about me"), N_("Correct a record"))),
            Option(
                PutRight.CHANGE_FOR_OTHERS,
                Words(N_("Stop it happening to other children"), N_("Change how you work, for others too")),
            ),
            Option(PutRight.PAY_BACK, Words(N_("Pay me back"), N_("Pay money back"))),
            Option(PutRight.STOP_FOR_NOW, Words(N_("Stop something for now"), N_("Stop a change for now"))),
            Option(PutRight.JUST_KNOW, Words(N_("I just want you to know"), N_("I only want you to know"))),
            Option(
                PutRight.OTHER,
                same(N_("Something else")),
                details=(
                    Detail(
                        key="put-right-other",
                        label=same(N_("What would help?")),
                        question=LongText(longest=1_000),
                    ),
                ),
            ),
        )
    ),
)

ADVOCATE = Step(
    key="advocate",
    ask=Words(N_("Do you want an advocate?"), N_("Would you, or the child, like an advocate?")),
    about=Words(N_("if you want an advocate"), N_("whether an advocate is wanted")),
    hint=Words(
        N_("An advocate is on your side. They help you to say what you want. It is free. They do not work for us."),
        N_("An advocate helps a child or a care leaver to be heard. It is free, and they do not work for us."),
    ),
    when=~THANKS_ONLY & (CHILD | CARE_LEAVER | CHILD_WAS_ASKED_AFTER) & ~AN_ADVOCATE,
    question=OneOf(
        (
            Option(AdvocateWish.YES, same(N_("Yes please"))),
            Option(
                AdvocateWish.HAVE_ONE,
                Words(N_("I have one"), N_("There is one already")),
                details=(
                    Detail(
                        key="advocate-who",
                        label=Words(N_("Who is it, if you want to say"), N_("Who it is, if you want to say")),
                        question=ShortText(),
                    ),
                ),
            ),
            Option(AdvocateWish.NOT_NOW, Words(N_("Not now. I can ask later"), N_("Not now. You can ask later"))),
            Option(AdvocateWish.TELL_ME_MORE, same(N_("Tell me more"))),
        )
    ),
    notes=(
        Note(
            said("advocate", AdvocateWish.TELL_ME_MORE),
            (
                Words(
                    N_("An advocate listens to you. They can write for you, and come to meetings with you."),
                    N_("An advocate listens, can write, and can come to meetings."),
                ),
                Words(
                    N_("They keep what you say to themselves. They only tell someone if a child may get hurt."),
                    N_("They keep what is said private, unless someone may be hurt."),
                ),
                notes.ADVOCATE,
                notes.TEXT_ADVOCATE,
                Words(
                    N_("You do not have to choose now. You can ask us for one at any time."),
                    N_("There is no need to choose now. You can ask for one at any time."),
                ),
                same(N_("If you want one now, press “Change” under “Tell me more”. Then pick “Yes please”.")),
            ),
        ),
        Note(
            said("advocate", AdvocateWish.YES),
            (
                same(
                    N_(
                        "Thank you. When you send this, a person asks {advocate_name} for one. "
                        "They will reach you the way you choose."
                    )
                ),
                notes.ADVOCATE,
                notes.TEXT_ADVOCATE,
            ),
        ),
    ),
)
