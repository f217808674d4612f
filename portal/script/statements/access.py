"""The accessibility statement. What it claims comes from `tested`, which a test holds to the tests there are."""

from portal.conversation import same
from portal.script.marking import N_
from portal.script.statements.how import CALL_US
from portal.script.statements.parts import LeadsTo, Listed, Section, Statement
from portal.script.statements.tested import CHECKS, ENGINES, SETTINGS, UNTESTED
from portal.vocabulary import Register

_CAN = Section(
    same(N_("What you can do here")),
    (
        Listed(tuple(each.words for each in CHECKS)),
        same(N_("The words are short and plain. A program measures how hard they are to read.")),
    ),
)

_CANNOT = Section(
    same(N_("What is not good enough yet")),
    (
        Listed(
            (
                same(N_("There is no video in sign language and no version with symbols.")),
                same(N_("You cannot send a drawing or a voice message here.")),
            )
        ),
        same(N_("Tell us if you need one of these. We will find another way with you.")),
    ),
)

_OTHER_WAY = Section(
    same(N_("Ask for another way")),
    (
        same(N_("We can give you large print, easy words, Braille, audio, your language or sign language.")),
        same(N_("You can also talk to us or have it read to you. Write to {complaints_email}.")),
        CALL_US,
        same(N_("Use the same address if something on this site does not work for you.")),
        LeadsTo("/side", same(N_("An advocate can help you too"))),
    ),
)

_ENFORCED = Section(
    same(N_("If we do not put it right")),
    (
        same(N_("You can complain to us here. If our answer does not help, call {eass_name} on {eass_phone}.")),
        same(N_("The Equality and Human Rights Commission makes sure that the rules are kept.")),
        same(
            N_(
                "The rules are the Public Sector Bodies (Websites and Mobile Applications) (No 2) "
                "Accessibility Regulations 2018."
            )
        ),
    ),
)

_STANDARD = Section(
    same(N_("How far we meet the standard")),
    (
        same(N_("The standard is the Web Content Accessibility Guidelines, version 2.2, level AA.")),
        same(N_("Our tests found no part that fails it. But people have not checked all of it yet.")),
        same(N_("Until they have, we say that this site is partially compliant.")),
    ),
)

_TESTED = Section(
    same(N_("What we have tested")),
    (
        same(N_("Programs test the site each time it changes.")),
        Listed(tuple(each.words for each in (*ENGINES, *SETTINGS))),
    ),
)

_UNTESTED = Section(
    same(N_("What we have not tested")),
    (Listed(tuple(each.words for each in UNTESTED)),),
)

ACCESS = Statement(
    path="/access",
    register=Register.ADULT,
    title=same(N_("Accessibility")),
    heading=same(N_("Accessibility statement")),
    opening=(
        same(N_("We want everyone to be able to use this site. {council} runs it.")),
        same(N_("This page says what works, what does not, and how to ask for another way.")),
    ),
    sections=(
        _CAN,
        _CANNOT,
        _OTHER_WAY,
        _ENFORCED,
        _STANDARD,
        _TESTED,
        _UNTESTED,
        Section(
            same(N_("About this statement")),
            (same(N_("It is about {site}. It was written on {prepared_on}.")),),
        ),
    ),
)
