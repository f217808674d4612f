"""The privacy notice for adults: who answers for what is told here, the law it rests on, who sees it, rights.

It refuses to know a council, a number or a date: those are placeholders.
"""

from portal.conversation import same
from portal.script.marking import N_
from portal.script.statements.how import CALL_US
from portal.script.statements.parts import EachController, LeadsTo, Listed, Section, Statement
from portal.script.statements.privacy import FOR_ADULTS
from portal.vocabulary import Register

_RESPONSIBLE = Section(
    same(N_("Who is responsible")),
    (
        same(N_("The law calls an organisation that decides how personal data is used a controller.")),
        EachController(
            same(N_("{controller_name}. What they answer for: {controller_work}. You can write to {controller_email}."))
        ),
    ),
)

_COLLECTED = Section(
    same(N_("What we collect")),
    (
        Listed(
            (
                same(N_("What you tell us, in your words, and the choices you made.")),
                same(N_("Names and ways to reach you, if you give them.")),
                same(N_("What you say about a child, and about workers or other people.")),
                same(N_("Some of this may be about health, family life, crime, belief or background.")),
            )
        ),
        same(N_("We do not ask for dates of birth. We ask for an address only if you want a letter.")),
        same(N_("Answers that no longer count, because you changed another one, are deleted when you send.")),
        same(N_("This site shows no adverts, and no other company watches what you do here.")),
    ),
)

_LAW = Section(
    same(N_("Why we may use it")),
    (
        same(N_("We need it to look into complaints, to pass on thanks and to keep children safe.")),
        same(N_("We do not rely on your consent, so there is no box to tick.")),
        Listed(
            (
                same(N_("We have duties under the Children Act 1989 and its complaints regulations of 2006.")),
                same(N_("UK GDPR Article 6(1)(c) covers legal duties, and Article 6(1)(e) covers public tasks.")),
                same(N_("For sensitive facts we rely on Article 9(2)(g), and on Article 9(2)(h) for social care.")),
                same(N_("The Data Protection Act 2018 sets conditions for these in Schedule 1.")),
                same(N_("Paragraph 2 is about social care, 6 about public duties and 18 about keeping children safe.")),
                same(N_("Facts about crimes are used under Article 10 and the same Schedule.")),
            )
        ),
    ),
)

_SEEN = Section(
    same(N_("Who sees it")),
    (
        same(N_("Nobody here reads it until you send it.")),
        same(N_("Then {complaints_team} sees it, and so does the team that each part is about.")),
        same(N_("If a child may be in danger, {safety_team} and {hub_team} are told at once.")),
        same(N_("If you say who must not see it, only a small team is told at first. A person checks the names.")),
        same(N_("Later stages may bring in people from outside the council, and the Ombudsman if you go there.")),
        same(N_("We may have to tell the police or others where a child may be hurt. We try to tell you first.")),
        same(N_("Being a parent does not by itself give you a right to all that is kept about your child.")),
        same(N_("A program suggests the steps and the team. A person checks it and decides.")),
    ),
)

_MESSAGES = Section(
    same(N_("Emails and texts")),
    (
        same(N_("GOV.UK Notify, a service of the government, carries our emails and texts for us.")),
        same(N_("It gets your address or number, and the text of the message. No text message says what you wrote.")),
        same(N_("If you chose email, our answer comes by email. It can repeat what you told us.")),
    ),
)

_SAFE = Section(
    same(N_("How it is kept safe")),
    (
        same(N_("Your words, names, addresses and messages are encrypted in our database.")),
        same(N_("Dates, teams and kinds of complaint are not, so that we can count them.")),
        same(N_("Our own logs hold no words of yours and no network address.")),
        same(N_("After a wrong code we keep a scrambled mark of where it came from, to slow down guessing.")),
    ),
)

_HOW_LONG = Section(
    same(N_("How long we keep it")),
    (
        Listed(
            (
                same(N_("What was never sent goes {drafts_time} after the last answer.")),
                same(N_("Messages that went out go after {messages_time}. The case keeps when they were sent.")),
                same(N_("Complaints by the children’s or the general procedure are kept for {both_complaints_time}.")),
                same(N_("Complaints by the children’s procedure are kept for {statutory_time}.")),
                same(N_("Complaints by the council’s general procedure are kept for {corporate_time}.")),
                same(N_("Anything about danger, or harm by a worker, is kept for {safety_time}.")),
                same(N_("Other matters are kept for {other_time}.")),
                same(N_("Thanks and ideas are kept for {thanks_and_ideas_time}.")),
                same(N_("Thanks are kept for {compliments_time}, and ideas for {ideas_time}.")),
            )
        ),
        same(N_("These times run from the day a case closes. A case that a court may need is kept for longer.")),
        same(N_("Backup copies may hold things for a while after that.")),
    ),
)

_RIGHTS = Section(
    same(N_("Your rights")),
    (
        Listed(
            (
                same(N_("You can ask for a copy of what we keep about you. We answer within {access_reply_time}.")),
                same(N_("You can ask us to correct it.")),
                same(N_("You can ask us to delete it, to limit its use, or to stop using it.")),
            )
        ),
        same(N_("Some of these rights have limits where the law says we must keep a record. We will say why.")),
        same(N_("Write to {complaints_email}, or to an address at the top of this page.")),
        CALL_US,
    ),
)

_UNHAPPY = Section(
    same(N_("If you are unhappy with how we use it")),
    (
        same(N_("You can complain to us about it, with the questions here or by email.")),
        same(N_("We tell you that we have it within {dp_acknowledgement_time}, and then what we found.")),
        same(N_("You can also complain to the Information Commissioner’s Office at {ico_web} or on {ico_phone}.")),
    ),
)

PRIVACY_ADULTS = Statement(
    path="/privacy-adults",
    register=Register.ADULT,
    title=FOR_ADULTS,
    heading=same(N_("Privacy notice for adults")),
    opening=(LeadsTo("/privacy", same(N_("Privacy for children and young people"))),),
    sections=(_RESPONSIBLE, _COLLECTED, _LAW, _SEEN, _MESSAGES, _SAFE, _HOW_LONG, _RIGHTS, _UNHAPPY),
)
