"""What happened: the story, who it was, when, and what else goes on about it. Nobody is asked to prove anything."""

from portal.conversation import (
    Asked,
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
from portal.script.asked_when import BOTH, CHILD, COMPLAINT, IDEA, THANKS_ONLY
from portal.script.marking import N_
from portal.vocabulary import GoingOnElsewhere, HappenedWhen

#: The code kept where somebody asks for a call and writes no story.
CALL_ME = "call-me"

#: Kinds of things that councils are told, in their own reports too. None of them frightens, and none suggests harm.
STARTERS_UNDER = Words(N_("Not sure how to start? Things others have told us"), N_("Things others have told us"))
STARTERS = (
    Words(N_("My social worker keeps changing."), N_("The social worker keeps changing.")),
    Words(N_("Nobody listened to me at my meeting."), N_("We were not listened to at a meeting.")),
    Words(N_("No one told me why."), N_("Nobody explained a decision.")),
    Words(N_("I want to see my family more."), N_("Family time was changed or stopped.")),
    Words(N_("I was told I would get help, and I did not."), N_("Help was promised, and it did not come.")),
    Words(N_("What they wrote about me is not right."), N_("A report has things in it that are wrong.")),
    Words(N_("I do not want to move."), N_("Nobody calls back, or it takes too long.")),
    Words(N_("Someone was rude or not fair to me."), N_("Someone was rude or unfair.")),
)

WHAT_HAPPENED = Step(
    key="what-happened",
    ask=same(N_("What happened?")),
    about=same(N_("what happened")),
    hint=same(N_("Use your own words. Spelling does not matter.")),
    asked=(
        Asked(
            IDEA,
            same(N_("What is your idea?")),
            same(N_("your idea")),
            same(N_("Use your own words. Spelling does not matter.")),
        ),
    ),
    when=~THANKS_ONLY,
    needed=~THANKS_ONLY,
    question=LongText(
        starters=STARTERS,
        starters_under=STARTERS_UNDER,
        instead=Option(
            CALL_ME,
            Words(N_("Please call me. I want to say it, not write it"), N_("Please call me. I would rather say it")),
            Words(
                N_("We will ask how to reach you in a safe way."),
                N_("We will ask for a safe way and a safe time to reach you."),
            ),
        ),
    ),
    notes=(
        Note(
            said("what-happened", CALL_ME),
            (
                Words(
                    N_("Thank you. When you send this, we ask a person to call you. You do not have to write it down."),
                    N_("Thank you. When you send this, we ask a person to call you. You need not write it down."),
                ),
                same(N_("A person will read this by {read_by}.")),
                notes.SOMEONE_TO_TALK_TO,
            ),
        ),
    ),
)

WHO_WAS_IT = Step(
    key="who-was-it",
    ask=same(N_("Who was it?")),
    about=same(N_("who it was")),
    hint=same(N_("A worker or a team. You do not have to say.")),
    asked=(
        Asked(
            BOTH,
            same(N_("Who is your complaint about?")),
            same(N_("who your complaint is about")),
            same(N_("A worker or a team. You can also say who you want to thank. You do not have to say.")),
        ),
        Asked(
            THANKS_ONLY,
            same(N_("Who do you want to thank?")),
            same(N_("who you want to thank")),
            same(N_("A worker or a team. You do not have to say.")),
        ),
        Asked(
            IDEA,
            same(N_("Is there a worker or a team who should hear it?")),
            same(N_("who should hear it")),
            same(N_("You do not have to say.")),
        ),
    ),
    question=ShortText(),
)

WHEN = Step(
    key="when",
    ask=same(N_("When did it happen?")),
    about=same(N_("when it happened")),
    when=COMPLAINT,
    question=OneOf(
        (
            Option(HappenedWhen.STILL_HAPPENING, Words(N_("It still happens now"), N_("It is still happening"))),
            Option(HappenedWhen.LAST_YEAR, same(N_("In the last year"))),
            Option(
                HappenedWhen.OVER_A_YEAR,
                same(N_("More than a year ago")),
                details=(
                    Detail(
                        key="when-why",
                        label=same(N_("Tell us why it was hard to tell us before, if you want to")),
                        question=LongText(longest=2_000),
                    ),
                ),
            ),
            Option(HappenedWhen.NOT_SURE, same(N_("I am not sure"))),
        )
    ),
    notes=(
        Note(
            said("when", HappenedWhen.OVER_A_YEAR),
            (
                Words(
                    N_("Thank you for telling us. You can still send this. Some things are hard to tell."),
                    N_("Thank you for telling us. You can still send this. Some things take time to tell."),
                ),
                Words(
                    N_("A person will read it and think about what we can do. They will tell you by {reply_by}."),
                    N_("A person will decide how we can look into it, and tell you by {reply_by}."),
                ),
                notes.ADVOCATE,
                notes.TEXT_ADVOCATE,
                notes.SOMEONE_TO_TALK_TO,
            ),
        ),
    ),
)

GOING_ON_ELSEWHERE = Step(
    key="going-on-elsewhere",
    ask=Words(
        N_("Is someone else looking at the same thing?"),
        N_("Is any of this going on about the same thing?"),
    ),
    about=Words(N_("who else looks at it"), N_("what else is going on")),
    hint=same(N_("You can pick more than one.")),
    when=COMPLAINT & ~CHILD,
    question=SeveralOf(
        (
            Option(GoingOnElsewhere.COURT, Words(N_("A court"), N_("A court case"))),
            Option(GoingOnElsewhere.POLICE, Words(N_("The police"), N_("The police are looking into it"))),
            Option(GoingOnElsewhere.TRIBUNAL, Words(N_("A tribunal"), N_("A tribunal, like the SEND Tribunal"))),
            Option(
                GoingOnElsewhere.APPEAL,
                Words(N_("I asked for it to be looked at again"), N_("An appeal or a review panel")),
            ),
            Option(
                GoingOnElsewhere.ANOTHER_COMPLAINT,
                Words(N_("I made a complaint before"), N_("Another complaint")),
            ),
            Option(GoingOnElsewhere.NONE, same(N_("None of these")), alone=True),
            Option(GoingOnElsewhere.NOT_SURE, same(N_("I am not sure"))),
        )
    ),
    notes=(
        Note(
            said("going-on-elsewhere", GoingOnElsewhere.COURT, GoingOnElsewhere.TRIBUNAL, GoingOnElsewhere.APPEAL),
            (
                Words(
                    N_("Thank you. They have their own time limits. A complaint here does not give you more time."),
                    N_("Thank you. They have their own time limits, and a complaint does not stop that clock."),
                ),
                notes.A_PERSON_CHECKS,
                notes.COMPLAINTS_TEAM,
            ),
        ),
        Note(
            said("going-on-elsewhere", GoingOnElsewhere.POLICE)
            & ~said("going-on-elsewhere", GoingOnElsewhere.COURT, GoingOnElsewhere.TRIBUNAL, GoingOnElsewhere.APPEAL),
            (
                Words(
                    N_("Thank you. You can still send this."),
                    N_("Thank you. You can still send this. It may have to wait for the police in part."),
                ),
                notes.A_PERSON_CHECKS,
                notes.COMPLAINTS_TEAM,
            ),
        ),
    ),
)
