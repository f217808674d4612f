"""A script small enough to hold in one's head: buying a cake."""

from portal.conversation import (
    Detail,
    LongText,
    Note,
    OneOf,
    Option,
    Script,
    Seen,
    SeveralOf,
    ShortText,
    Step,
    Words,
    always,
    said,
    same,
    was_answered,
    was_asked,
)

NOTHING_SEEN = Seen({}, ())
WANTS_CAKE = said("want", "cake")


def words(text: str) -> Words:
    """The same words in both registers."""
    return same(text)


CANDLES = Detail("candles", ShortText(), words("Candles?"))
WANT = Step(
    key="want",
    ask=words("What would you like?"),
    about=words("what you would like"),
    question=OneOf((Option("cake", words("A cake")), Option("bread", words("Bread")))),
    needed=always,
    also=(CANDLES,),
    notes=(Note(WANTS_CAKE, (words("Good choice."),)),),
)
TOPPING = Step(
    key="topping",
    ask=words("What on it?"),
    about=words("the topping"),
    when=WANTS_CAKE,
    question=SeveralOf(
        (
            Option("cream", words("Cream")),
            Option("fruit", words("Fruit")),
            Option("other", words("Other"), details=(Detail("topping-other", ShortText(), words("What?")),)),
            Option("plain", words("Nothing"), alone=True),
        ),
        short=((WANTS_CAKE, ("fruit", "plain")),),
    ),
)
STORY = Step(
    key="story",
    ask=words("What is it for?"),
    about=words("what it is for"),
    question=LongText(longest=50, instead=Option("ring-me", words("Ring me"))),
)
PAY = Step(
    key="pay",
    ask=words("How will you pay?"),
    about=words("how you pay"),
    needed=WANTS_CAKE,
    question=OneOf(
        (
            Option("cash", words("Cash")),
            Option("card", words("Card"), details=(Detail("pay-card", ShortText(), words("Number"), needed=True),)),
            Option("later", words("Later"), when=~WANTS_CAKE),
        )
    ),
    also=(CANDLES, Detail("box", ShortText(), words("Gift box"), when=WANTS_CAKE)),
)
LAST = Step(
    key="last",
    ask=words("Anything else?"),
    about=words("anything else"),
    when=was_asked("topping"),
    question=ShortText(),
)
SHOP = Script(
    version=3,
    steps=(WANT, TOPPING, STORY, PAY, LAST),
    enough=was_answered("story"),
    send_now=said("topping", "plain"),
    child_register=~was_answered("want"),
)
