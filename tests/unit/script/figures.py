"""Prints how hard the script is to read, for those who write it: `python -m tests.unit.script.figures`."""

import sys

from portal.vocabulary import Register
from tests.unit.script.shown import BLOCKS, longest, said_in

_WORST = 10


def figures(register: Register) -> str:
    """What one register asks of its readers, as lines of text."""
    blocks = [block for block in BLOCKS if register in block.registers]
    graded = sorted(((block.grade(register), block.name) for block in blocks), reverse=True)
    long = longest(register)
    mean = sum(grade for grade, _name in graded) / len(graded)
    lines = [
        f"{register}: {len(said_in(register))} texts, {len(long)} sentences and labels, {len(graded)} blocks",
        f"  mean grade {mean:.1f}, highest {graded[0][0]:.1f}; "
        f"mean sentence {sum(count for count, _said in long) / len(long):.1f} words, longest {long[0][0]}",
        f"  longest: {long[0][1]}",
        *(f"  {grade:5.1f}  {name}" for grade, name in graded[:_WORST]),
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write("\n".join(figures(register) for register in Register) + "\n")
