"""What is wrong with a council file: each fault with its file, key and cure. It refuses to know what was checked."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.vocabulary import Refusal


@dataclass(frozen=True, slots=True)
class CouncilFault:
    """One thing to put right. `key` is dotted as in the file; items of a list are counted from 1 (`rules.3.team`).

    `what` follows the key in a sentence and has no full stop; `cure` is one or more whole sentences.
    """

    file: str
    key: str
    what: str
    cure: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.what}. {self.cure}"


class CouncilFaults(Refusal):
    """A council file that cannot be used, with every fault found in it, in the order of the checks."""

    def __init__(self, faults: Sequence[CouncilFault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)
