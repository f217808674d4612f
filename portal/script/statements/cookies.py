"""The one cookie: what it is called, what it holds, when it goes. A test holds it to what the site sends."""

from portal.conversation import same
from portal.script.marking import N_
from portal.script.statements.parts import LeadsTo, Listed, Section, Statement
from portal.vocabulary import Register

COOKIES = Statement(
    path="/cookies",
    register=Register.CHILD,
    title=same(N_("Cookies")),
    heading=same(N_("Cookies")),
    opening=(
        same(N_("A cookie is a small file that a site puts on your phone.")),
        same(N_("We use one. It has to be there for the questions to work. So we do not ask you first.")),
    ),
    sections=(
        Section(
            same(N_("Our one cookie")),
            (
                Listed(
                    (
                        same(N_("It is called “visit”.")),
                        same(N_("It holds two long numbers made by chance. None of your words are in it.")),
                        same(N_("One number finds your answers again. The other shows that they come from you.")),
                        same(N_("If you pick light or dark pages, it holds that too.")),
                        same(N_("Other sites cannot read it. It goes when you close the browser.")),
                        same(N_("Some phones keep a browser open. Then the cookie stays too.")),
                        same(N_("When you press the button to leave, both numbers go at once.")),
                        same(N_("It then holds that you left, and nothing that finds your answers.")),
                        same(N_("So “Back” shows an empty page.")),
                    )
                ),
                same(N_("If you only read a page like this one, we put no cookie on your phone.")),
            ),
        ),
        Section(
            same(N_("What we do not use")),
            (
                same(N_("There are no adverts here. No other company sees what you do on these pages.")),
                same(N_("We keep nothing else in your browser.")),
                LeadsTo("/traces", same(N_("What this site leaves on your phone"))),
            ),
        ),
    ),
)
