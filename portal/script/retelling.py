"""A talk that nobody typed: a story's answers as the script would have asked for them, for demonstrations.

It refuses a story that answers what it would not be asked, or leaves out what it must say.
"""

from collections.abc import Mapping

from portal.conversation import Answers, Journey, Words
from portal.representations import Exchange, Representation
from portal.script import SCRIPT
from portal.script.reading import UnknownAnswer, checked, read
from portal.script.transcript import transcript_of

Told = tuple[Representation, tuple[Exchange, ...]]


def retold(answers: Mapping[str, object], usual: Mapping[str, object], facts: Mapping[str, str]) -> Told:
    """What was said, and the talk in which it was. `usual` answers what the story does not, where it is asked.

    `facts` fill the council's placeholders. What neither answers is left out, as by "that is enough to send". Raises
    UnknownAnswer for an answer that the script does not know or would not ask for, and where a needed one is lacking.
    """
    kept = checked({**usual, **answers})
    journey = Journey(SCRIPT, Answers(kept.kept, kept.script, finishing=True))
    beside = sorted(answers.keys() - journey.counted.keys())
    if beside:
        raise UnknownAnswer(f"Nobody who says this is asked for: {', '.join(beside)}.")
    if journey.next_step is not None:
        raise UnknownAnswer(f"“{journey.next_step.key}” needs an answer here.")
    journey = Journey(SCRIPT, journey.on_path())

    def say(words: Words) -> str:
        text = words.to(journey.register)
        filled = text.format_map(facts)
        # A council's names are written for the middle of a sentence.
        return filled[:1].upper() + filled[1:] if text.startswith("{") else filled

    return read(journey.answers), transcript_of(journey, say)
