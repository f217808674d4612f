"""What this site leaves on a phone: what Leave does, what it cannot hide, and what somebody can do about it."""

from portal.conversation import same
from portal.script import pages
from portal.script.marking import N_
from portal.script.statements.parts import LeadsTo, Listed, Section, Statement
from portal.vocabulary import Register

_LEAVE = Section(
    same(N_("What the button to leave does")),
    (
        Listed(
            (
                same(N_("It takes you to a page about the weather.")),
                same(N_("It shuts what you were doing here. Then “Back” shows only “This page is closed” and “Open”.")),
                same(N_("“Open” leads to the first question. It does not show your answers.")),
                same(N_("What you have told us so far stays with us for {drafts_time}.")),
                same(N_("To open it again you need your four words.")),
            )
        ),
        same(N_("On a keyboard you can press Shift three times. It does the same.")),
        same(N_("It needs a signal to shut what you were doing. Without one, close the browser too.")),
    ),
)

_HISTORY = Section(
    same(N_("It cannot clear your browser’s history")),
    (
        same(N_("The history shows the name of this site, and of each page that you opened.")),
        Listed(
            (
                same(N_("A question is called “Question 3 - Your message”, or another number.")),
                same(N_("Others are “Check - Your message”, “Sent - Your message” or “Page - Your message”.")),
                same(N_("The page of who to call is “Phone numbers - Your message”.")),
                same(N_("Some say more, like “How it works - Your message” or “Privacy - Your message”.")),
                same(N_("Some addresses end in a word too, like “sent” or “numbers”.")),
                same(N_("The page about the weather is in the history too.")),
                same(N_("If you open Childline or another site from here, that site is in it as well.")),
            )
        ),
        same(N_("The history does not show what we asked or what you wrote.")),
        Listed(
            (
                same(N_("You can delete these pages from the history.")),
                same(N_("Delete only these. If all of it is gone, someone may ask why.")),
                same(N_("Next time, use a private tab. It keeps no history when you close it.")),
            )
        ),
    ),
)

_PHONE = Section(
    same(N_("Your phone may keep more")),
    (
        Listed(
            (
                same(N_("Screenshots stay in your photos until you delete them.")),
                same(N_("The list of open apps can show a small picture of this page. Close the tab.")),
                same(N_("Your keyboard may learn words that you type.")),
                same(N_("Your browser may save a name, an email or a number you typed. You can delete it there.")),
                same(N_("A call or a text stays in the lists of your phone. It may be on the bill too.")),
                same(N_("If you wrote down your four words, keep them where only you look.")),
            )
        ),
    ),
)

_OTHERS = Section(
    same(N_("Other people may see that you were here")),
    (
        Listed(
            (
                same(N_("The owner of the wifi, or of a family phone plan, may see the name of this site.")),
                same(N_("They cannot see the pages you read or what you wrote.")),
                same(N_("If someone put an app on your phone to watch it, it may show them all of your screen.")),
                same(N_("If your phone shares a history with a tablet or a computer, look there too.")),
            )
        ),
        same(N_("If you think someone watches your phone, use one at a library, or of a friend you trust.")),
    ),
)

_REPLIES = Section(
    same(N_("When we write to you")),
    (
        same(N_("Our first email or text does not say what you wrote. But it shows that you wrote to us.")),
        Listed(
            (
                same(N_("A text gives the name of the council. It can pop up on a locked screen.")),
                same(N_("That is all that a text says. To read our answer you need your four words.")),
                same(N_("An email says more, like which team has your message and what comes next.")),
                same(N_("If you picked email, our answer comes by email. It can say what you told us.")),
                same(N_("You can turn off previews in the settings of your phone.")),
                same(N_("You can also ask for no messages. Then your four words show you what happens.")),
            )
        ),
    ),
)

TRACES = Statement(
    path="/traces",
    register=Register.CHILD,
    title=same(N_("On this phone")),
    heading=same(N_("What this site leaves on your phone")),
    opening=(same(N_("We hide what we can. This page tells you what we cannot hide, and what you can do.")),),
    sections=(
        _LEAVE,
        _HISTORY,
        _PHONE,
        _OTHERS,
        _REPLIES,
        Section(
            same(N_("If this is not safe for you")),
            (
                same(N_("You can ask someone you trust to do this with you, on their phone.")),
                pages.HELP_CHILDLINE,
                LeadsTo("/numbers", same(N_("Who you can call"))),
            ),
        ),
    ),
)
