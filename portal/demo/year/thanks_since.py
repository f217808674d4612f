"""Thanks of the second half of the year; the newest are on their way, or nobody has read them yet."""

from portal.demo.telling import thanked
from portal.demo.ways import kept, thanks
from portal.vocabulary import Channel, Speaker

_CHILD, _LEAVER, _PARENT, _CARER = Speaker.CHILD, Speaker.CARE_LEAVER, Speaker.PARENT, Speaker.FOSTER_CARER
_GUARDIAN, _KIN, _ADOPTER = Speaker.SPECIAL_GUARDIAN, Speaker.KINSHIP_CARER, Speaker.ADOPTER
_FAMILY, _ADVOCATE, _TEACHER = Speaker.FAMILY_OR_FRIEND, Speaker.ADVOCATE, Speaker.PROFESSIONAL
_NO_NAME: dict[str, str] = {"share_thanks": "no-name"}

STORIES = (
    thanked(142, _PARENT, "send", "They asked our child before they asked us.", thanks()),
    thanked(138, _CHILD, "in-care", "My new room is yellow as I wanted.", thanks(), **_NO_NAME),
    thanked(133, _LEAVER, "homeless", "I have a key of my own now.", thanks(1, 2, 12)),
    thanked(129, _CARER, "fostering", "The picnic was lovely.", thanks(), reply_how="none"),
    thanked(125, _PARENT, "first-contact", "You took us seriously and were kind.", thanks(2, 4, 6)),
    thanked(120, _TEACHER, "social-worker", "She rings back when she says she will.", thanks(), channel=Channel.EMAIL),
    thanked(117, _CHILD, "disability", "My swing is great.", thanks(), **_NO_NAME),
    thanked(112, _KIN, "kinship-sgo", "Thank you for the group on Tuesdays.", thanks()),
    thanked(108, _PARENT, "transport", "The same driver all term. That helps so much.", thanks(1, 9, 25)),
    thanked(104, _CHILD, "in-care", "He taught me chess.", thanks()),
    thanked(100, _LEAVER, "leaving-care", "You came to my first day at work.", thanks()),
    thanked(96, _PARENT, "social-worker", "This is just for you to know.", kept(), share_thanks="no"),
    thanked(91, _GUARDIAN, "kinship-sgo", "A very good letter. We keep it.", thanks(), channel=Channel.LETTER),
    thanked(87, _CHILD, "early-help", "Please say thank you to the music man.", thanks(), who_was_it="The music man"),
    thanked(83, _PARENT, "disability", "The form took ten minutes with your help.", thanks()),
    thanked(78, _ADVOCATE, "leaving-care", "The plan is in the young person's own words.", thanks()),
    thanked(73, _CARER, "in-care", "You kept the two of them together.", thanks(1, 3, 4)),
    thanked(68, _CHILD, "social-worker", "She said sorry when she was late. I liked that.", thanks(), **_NO_NAME),
    thanked(63, _PARENT, "conference", "The chair let us finish.", thanks()),
    thanked(57, _FAMILY, "in-care", "Thank you for the visit at the park.", thanks(), reply_how="email"),
    thanked(51, _LEAVER, "my-records", "The file came with a kind note.", thanks(2, 5, 6)),
    thanked(44, _CHILD, "in-care", "The summer trip was so much fun.", thanks(), **_NO_NAME),
    thanked(37, _PARENT, "early-help", "The baby group is the best hour of our week.", thanks()),
    thanked(29, _ADOPTER, "adoption", "You were there when we needed you.", thanks(1, 2, 40)),
    thanked(20, _CHILD, "young-carer", "I have a friend there now.", thanks(1, 3, 30), **_NO_NAME),
    thanked(11, _PARENT, "send", "The call on Friday was a relief.", thanks(1, 2, 3)),
    thanked(4, _CARER, "fostering", "Thank you for the quick answer.", thanks(1, 2, 20)),
    thanked(3, _CHILD, "in-care", "She found my teddy.", thanks(1, 20, 30), **_NO_NAME),
    thanked(2, _PARENT, "disability", "He stayed late to help us.", thanks(1, 20, 30)),
    thanked(1, _LEAVER, "leaving-care", "My flat feels like home.", thanks(5, 20, 30)),
    thanked(0, _CHILD, "social-worker", "Thank you for the walk.", ()),
)
