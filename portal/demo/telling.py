"""Made-up people: how a line of the tables becomes the answers somebody gives. It refuses to know what is done then."""

from collections.abc import Mapping
from random import Random

from portal.demo.stories import Story, Way
from portal.vocabulary import Channel, ReplyHow, Speaker

_CALLED: Mapping[Speaker | None, str] = {
    Speaker.CHILD: "Made-up Child",
    Speaker.CARE_LEAVER: "Made-up Care Leaver",
    Speaker.PARENT: "Made-up Parent",
    Speaker.FOSTER_CARER: "Made-up Foster Carer",
    Speaker.SPECIAL_GUARDIAN: "Made-up Guardian",
    Speaker.KINSHIP_CARER: "Made-up Family Carer",
    Speaker.ADOPTER: "Made-up Adopter",
    Speaker.ADOPTED_PERSON: "Made-up Adopted Person",
    Speaker.FAMILY_OR_FRIEND: "Made-up Grandparent",
    Speaker.ADVOCATE: "Made-up Advocate",
    Speaker.PROFESSIONAL: "Made-up Teacher",
}
_CHANNEL = "channel"
_YOUNG = frozenset({Speaker.CHILD, Speaker.CARE_LEAVER, None})
#: How people choose to be reached, as often as it stands here.
_CHOSEN_BY_THE_YOUNG = (ReplyHow.TEXT, ReplyHow.TEXT, ReplyHow.EMAIL, ReplyHow.MEET, ReplyHow.CODE_ONLY, ReplyHow.PHONE)
_CHOSEN = (ReplyHow.EMAIL, ReplyHow.EMAIL, ReplyHow.EMAIL, ReplyHow.PHONE, ReplyHow.LETTER, ReplyHow.TEXT)


def complaint(
    name: str, ago: int, speaker: Speaker | None, service: str, words: str, way: Way, **answers: object
) -> Story:
    """Somebody complains about one or more services, given with spaces between them.

    `channel` says how it came; the rest of `answers` are answers of the script, with _ for - in their keys.
    """
    return _story(name, ago, speaker, words, way, {"what-for": "complaint", "which-help": service.split()}, answers)


def both(
    name: str, ago: int, speaker: Speaker, service: str, words: str, well: str, way: Way, **answers: object
) -> Story:
    """Somebody complains about one service, and thanks the same one for something else."""
    said = {"what-for": "both", "which-help": [service], "thanks-to": [service], "what-went-well": well}
    return _story(name, ago, speaker, words, way, said, answers)


def idea(name: str, ago: int, speaker: Speaker, service: str, words: str, way: Way, **answers: object) -> Story:
    """Somebody has an idea."""
    return _story(name, ago, speaker, words, way, {"what-for": "idea", "which-help": [service]}, answers)


def thanked(ago: int, speaker: Speaker | None, service: str, well: str, way: Way, **answers: object) -> Story:
    """Somebody says thank you."""
    said = {"what-for": "thanks", "which-help": [service], "what-went-well": well}
    return _story("", ago, speaker, "", way, said, answers)


def _story(
    name: str,
    ago: int,
    speaker: Speaker | None,
    words: str,
    way: Way,
    told: Mapping[str, object],
    more: Mapping[str, object],
) -> Story:
    answers = {
        **told,
        **({"what-happened": words} if words else {}),
        **({"who-are-you": speaker} if speaker else {}),
        **{key.replace("_", "-"): value for key, value in more.items() if key != _CHANNEL},
    }
    return Story(name, ago, answers, way, Channel(str(more.get(_CHANNEL, Channel.PORTAL))))


def usual(story: Story, number: int, chance: Random) -> Mapping[str, object]:
    """What somebody answers to whatever a story says nothing of. `number` tells them from all others."""
    told = story.answers.get("who-are-you")
    speaker = Speaker(str(told)) if told else None
    name = f"{_CALLED.get(speaker, 'Made-up Person')} {number}"
    how = chance.choice(_CHOSEN_BY_THE_YOUNG if speaker in _YOUNG else _CHOSEN)
    return {
        "safe-now": "no",
        "hurt-by-worker": "no",
        "for-whom": "child" if speaker is Speaker.PARENT else "me",
        "about-whom": f"Made-up Child {number}, {chance.randint(6, 16)} years old",
        "child-agrees": "yes",
        "situation": "in-care" if speaker is Speaker.CHILD else "social-worker",
        "who-was-it": "Example Worker",
        "must-not-see": ["none"],
        "about-to-change": "no",
        "when": chance.choice(("last-year", "still-happening")),
        "put-right": chance.sample(("say-sorry", "explain", "listen-to-me", "put-right", "change-for-others"), 2),
        "going-on-elsewhere": ["none"],
        "advocate": "not-now",
        "share-thanks": "with-name",
        "share-thanks-name": name,
        "your-name": name,
        "your-organisation": "A made-up office",
        "reply-how": how,
        "reply-how-email": f"made-up-{number}@demo.example",
        "reply-how-mobile": f"07700 900{number:03}",
        "reply-how-phone": f"01632 960{number:03}",
        "reply-how-address": f"{number} Made-up Lane\nExampletown\nEX1 1EX",
        "reply-how-meet": "At the made-up school, after lessons",
        "reply-how-advocate": "Example Advocate",
    }
