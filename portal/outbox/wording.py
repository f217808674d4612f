"""The words of every template, in Notify's own marks, for the messages in `messages`.

Each is written for a child of nine and for an adult at once. It refuses to hold a fact: facts are placeholders.
"""

RECEIPT_SUBJECT = "Your message ((reference))"

RECEIPT_EMAIL = """\
We have your message.

Your reference is ((reference)).

We got it on ((received)).

((has_acknowledge_by??A person will get in touch with you by)) ((acknowledge_by))((has_acknowledge_by??.))

((has_reply_by??We plan to answer you by)) ((reply_by))((has_reply_by??. If we need more time, we will tell you first.))

Your message is with ((teams)).

This email was sent by a computer. A person reads what you send us.

((thanks??We pass thanks on after a person has read them. If you asked us not to, we do not.))

((not_just_thanks??You are not in trouble. If anyone treats you worse for telling us, tell us.))

((not_just_thanks??# What happens next))

((not_just_thanks??A person reads what you told us. They check with you that we got it right.))

((complaint??They tell you which steps we will take, and who you can talk to.))

((complaint??We will make sure the person you complain about does not decide it.))

((complaint??Then we tell you what we found and what we will do. \
If you do not agree, we tell you what you can do next.))

((complaint??At the end you can also go to)) ((ombudsman_name))((complaint??. \
They check if councils have been fair. Their number is)) ((ombudsman_phone))((complaint??.))

((not_just_thanks??# Someone on your side))

((not_just_thanks??An advocate is someone on your side. They help you say what you want. \
They do not work for us. They are free for children and for care leavers.))

((not_just_thanks??You can call)) ((advocate_name)) ((not_just_thanks??on)) ((advocate_phone))((not_just_thanks??. \
Or ask us, and we will help you get an advocate.))

((not_just_thanks??# Help with all this))

((not_just_thanks??Ask us if you want help with these steps. \
We can get you someone who speaks your language or signs. We can use big print or easy words.))

# To add, change or stop something

Tell us your reference. You can write to ((complaints_email)) or go to ((link))

# If you need help now

If someone is in danger, call ((emergency_phone)).

If you or a child may be hurt, call ((hub_phone)). That is ((hub_name)). They answer ((hub_hours)).

At other times, call ((duty_phone)). That is ((duty_name)).

Children can call Childline on ((childline_phone)). It is free.
"""

RECEIPT_TEXT = """\
((council_short)): we have your message of ((received)). Your reference is ((reference)). \
((has_acknowledge_by??We will be in touch by)) ((acknowledge_by))((has_acknowledge_by??.)) \
((has_reply_by??We plan to answer by)) ((reply_by))((has_reply_by??.)) \
How it works and who can help you: ((link))
"""

TEAM_NOTICE_SUBJECT = "New for your team: ((reference))"

TEAM_NOTICE = """\
There is something new for your team.

Reference: ((reference))

Open it here: ((link))

((has_due??The first thing is due by)) ((due))((has_due??.))
"""

ALERT_SUBJECT = "Please open now: ((reference))"

ALERT = """\
Please open it now.

Reference: ((reference))

Open it here: ((link))

A person must read it by ((read_by)).

If you cannot open it, ask someone on your team to do it now.
"""

COMPLAINTS_COPY_SUBJECT = "New: ((reference))"

COMPLAINTS_COPY = """\
Something new has come in.

Reference: ((reference))

Open it here: ((link))

((has_due??The first thing is due by)) ((due))((has_due??.))

((another_way??There is no email address or mobile number to write to. \
Someone must acknowledge it in another way: the case says which.))
"""

UNDELIVERED_SUBJECT = "Please check: ((reference))"

UNDELIVERED = """\
A message about this case did not arrive.

Reference: ((reference))

Open it here: ((link))

((for_complainant??It was for the person who wrote to us. They do not have it. \
Please find another safe way to reach them.))

((for_team??It was for one of our teams. Please tell that team yourself.))

((has_due??The first thing is due by)) ((due))((has_due??.))
"""

LETTER_SUBJECT = "Your message ((reference))"

LETTER_EMAIL = """\
We have written to you.

Your reference is ((reference)).

((letter))

# To answer, ask or change something

Tell us your reference. You can write to ((complaints_email))

You can also read this with your four words: ((link))

# If you need help now

If someone is in danger, call ((emergency_phone)).

If you or a child may be hurt, call ((hub_phone)). That is ((hub_name)). They answer ((hub_hours)).

At other times, call ((duty_phone)). That is ((duty_name)).

Children can call Childline on ((childline_phone)). It is free.
"""

LETTER_TEXT = """\
((council_short)): we have written to you. Your reference is ((reference)). \
To read it you need your four words: ((link))
"""

# No template of Notify's: what follows a letter on paper, or what is read out.

PRINTED_ASK = """\
# Who to ask

Tell us your reference. You can write to ((complaints_email))

"""

PRINTED_FURTHER = """\
# If you do not agree

Tell us. We will tell you what you can do next.

At the end you can go to ((ombudsman_name)). They check if councils have been fair. Their number is ((ombudsman_phone)).

"""

PRINTED_HELP = """\
# If you need help now

If someone is in danger, call ((emergency_phone)).

If you or a child may be hurt, call ((hub_phone)). That is ((hub_name)).

Children can call Childline on ((childline_phone)). It is free.
"""

REMINDER_SUBJECT = "Reminder: ((reference))"

REMINDER = """\
There is something to do.

Reference: ((reference))

To do: ((what))

Due: ((due))

((today??It is due today.))

((late??It is late. Please do it as soon as you can, and write down in the case when it is done.))

Open it here: ((link))
"""

ALARM_SUBJECT = "Nobody has taken this: ((reference))"

ALARM = """\
Nobody has taken this yet. Please open it now.

Reference: ((reference))

It has waited since ((since)).

Open it here: ((link))

Take it there, and these messages stop. Until then we tell one team after the other.

If you cannot open it, call someone who can, and ask them to do it now.
"""
