"""Thanks of the first half of the year. Most reached whoever earned them; some were not to be passed on."""

from portal.demo.telling import thanked
from portal.demo.ways import kept, thanks
from portal.vocabulary import Channel, Speaker

_CHILD, _LEAVER, _PARENT, _CARER = Speaker.CHILD, Speaker.CARE_LEAVER, Speaker.PARENT, Speaker.FOSTER_CARER
_GUARDIAN, _KIN, _ADOPTER = Speaker.SPECIAL_GUARDIAN, Speaker.KINSHIP_CARER, Speaker.ADOPTER
_FAMILY, _ADVOCATE, _TEACHER = Speaker.FAMILY_OR_FRIEND, Speaker.ADVOCATE, Speaker.PROFESSIONAL
_NO_NAME: dict[str, str] = {"share_thanks": "no-name"}
_ASKED = {"share": "with-name", "asked": "I rang them. They said yes, with the name."}

STORIES = (
    thanked(245, _CHILD, "in-care", "She came to my school play and clapped.", thanks()),
    thanked(241, _PARENT, "social-worker", "He explained every step, and twice.", thanks(), reply_how="email"),
    thanked(238, _LEAVER, "leaving-care", "You helped me find a desk and a chair.", thanks(1, 1, 2), **_NO_NAME),
    thanked(235, _CARER, "fostering", "The training day was worth the trip.", thanks(2, 3, 8)),
    thanked(231, _PARENT, "disability", "The short break gave all of us a good weekend.", thanks()),
    thanked(227, _CHILD, "early-help", "The youth club has a new table. Thank you.", thanks(), **_NO_NAME),
    thanked(224, _ADOPTER, "adoption", "We were never made to feel silly for asking.", thanks(1, 4, 9)),
    thanked(220, _KIN, "kinship-sgo", "The money for school came early.", thanks(), channel=Channel.PHONE),
    thanked(216, _PARENT, "send", "The plan is clear and kind about our child.", thanks()),
    thanked(212, _CHILD, "in-care", "He always knocks on my door first.", thanks(1, 2, 3), **_NO_NAME),
    thanked(208, _TEACHER, "first-contact", "A calm voice on the phone, and a clear answer.", thanks()),
    thanked(204, _LEAVER, "leaving-care", "My worker remembered my birthday.", thanks(), reply_how="text"),
    thanked(200, _PARENT, "transport", "The driver waits until we are inside.", thanks(2, 6, 20)),
    thanked(197, _CHILD, "young-carer", "The trip to the farm was the best day.", thanks(), **_NO_NAME),
    thanked(193, _FAMILY, "in-care", "She sent us a photo of the first day at school.", thanks()),
    thanked(190, _CARER, "in-care", "The night worker stayed on the phone with us.", thanks(), channel=Channel.LETTER),
    thanked(186, _PARENT, "early-help", "The cooking group is fun.", thanks(1, 5, 7, **_ASKED), share_thanks=None),
    thanked(183, _CHILD, "social-worker", "She listens and does not write all the time.", thanks()),
    thanked(179, _ADVOCATE, "in-care", "The meeting began with what the child wanted.", thanks()),
    thanked(176, _GUARDIAN, "kinship-sgo", "You answered on the same day.", thanks(), **_NO_NAME),
    thanked(173, _PARENT, "social-worker", "Please tell nobody else, but thank you.", kept(), share_thanks="no"),
    thanked(169, _LEAVER, "leaving-care", "The bus pass changed my week.", thanks()),
    thanked(166, _CHILD, "in-care", "Best pancakes in the world.", thanks(1, 2, 2), **_NO_NAME),
    thanked(163, _PARENT, "disability", "He learned how our son likes to say hello.", thanks()),
    thanked(159, _CARER, "fostering", "You found us a bunk bed in two days.", thanks(), channel=Channel.IN_PERSON),
    thanked(156, _PARENT, "school-places", "Thank you for the clear letter.", thanks(3, 8, 30)),
    thanked(152, None, "in-care", "Thank you for the garden.", thanks(), **_NO_NAME),
    thanked(149, _CHILD, "youth-justice", "He never gave up on me.", thanks()),
    thanked(145, _ADOPTER, "adoption", "The letterbox works well for us.", thanks(), reply_how="none"),
)
