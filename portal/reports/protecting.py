"""Counts, sums and what is hidden of them: which other figures fit all that is shown, and what to hide so that some do.

Pure. A count is open when other figures are found that nobody who reads could rule out. That is a proof, not a guess:
bounds on single counts are not enough, since from a + b = 4 and a + b + c = 6 anybody knows c.
"""

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count as counting

from portal.reports.report import Sum

FEW = 5  # counts below it are hidden
LEAST_POSSIBLE = 3  # as many numbers at least must be possible for each count that is few, where the sums allow it
_MOST_TRIES = 500  # steps of one search; then everything that hangs together is hidden
_FREE, _IMPOSSIBLE = 0, 10**12

Moves = Mapping[int, int]  # which count goes up or down by one


@dataclass(frozen=True, slots=True)
class _Kept:
    """How one count is kept open: the moves to other figures, each from those that the one before leads to."""

    up: tuple[Moves, ...] = ()
    down: tuple[Moves, ...] = ()

    @property
    def possible(self) -> int:
        """How many numbers it may be."""
        return 1 + len(self.up) + len(self.down)

    @property
    def uses(self) -> frozenset[int]:
        """The counts that it is kept open by."""
        return frozenset(place for moves in (*self.up, *self.down) for place in moves)


@dataclass(frozen=True, slots=True)
class Read:
    """What everybody could read before: the counts that were printed, which of them were shown, and their sums.

    One that is printed again with the same number has one name here and there.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    shown: frozenset[str] = frozenset()
    sums: tuple[Sum, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class _Try:
    """Some moves, and the sums that they leave wrong. What looks cheapest comes first, then what has least to mend."""

    looks: int
    to_mend: int
    turn: int
    cost: int
    moves: dict[int, int] = field(compare=False)
    wrong: dict[int, int] = field(compare=False)


class Sheet:
    """Counts by place. What is printed and not hidden is known to who reads; they know all sums besides.

    What was read before stays as it was: shown what was shown, since nobody forgets it, and hidden what was hidden.
    """

    def __init__(
        self, counts: Mapping[str, int], sums: Sequence[Sum], dear: Mapping[str, int], read: Read | None = None
    ) -> None:
        read = read or Read()
        numbers, whole = _completed({**read.counts, **counts}, (*sums, *read.sums))
        self._read = read
        self._keys = sorted(numbers)
        self._place = {key: at for at, key in enumerate(self._keys)}
        self._numbers = [numbers[key] for key in self._keys]
        self._is_new = [key in counts for key in self._keys]
        self._was_printed = [key in read.counts for key in self._keys]
        self._was_shown = [key in read.shown for key in self._keys]
        self._printed = [new or was for new, was in zip(self._is_new, self._was_printed, strict=True)]
        self._sums = [_signed(self._place, each) for each in whole]
        self._within: list[list[tuple[int, int]]] = [[] for _ in self._keys]
        for at, members in enumerate(self._sums):
            for member, sign in members.items():
                self._within[member].append((at, sign))
        self._dear = [max(1, dear.get(key, 1)) for key in self._keys]
        self._is_hidden = [self._begins_hidden(at) for at in range(len(self._keys))]
        self._kept: dict[int, _Kept] = {}
        self._not_sure: set[int] = set()  # stays hidden, since nobody knows whether that is needed
        self._gave_up = False  # did a search end before it had tried everything?

    @property
    def hidden(self) -> frozenset[str]:
        """The keys of what is to be printed, and hidden."""
        return frozenset(key for at, key in enumerate(self._keys) if self._is_new[at] and self._is_hidden[at])

    def few(self) -> Iterator[str]:
        """What must be kept open: every count that is few, printed or told by the others.

        That nobody is left, where no table asks, is about nobody: else nothing could be shown that is true of all. Nor
        is a total of no parts kept open: its table has no row, and all else would be hidden in vain.
        """
        of_nothing = {at for members in self._sums if len(members) == 1 for at in members}
        for at, key in enumerate(self._keys):
            least = 0 if self._printed[at] and at not in of_nothing else 1
            if least <= self._numbers[at] < FEW and not self._was_shown[at]:
                yield key

    def protect(self, key: str) -> None:
        """Hide what it takes, and as little as can be found, to keep this count open.

        Where what was read before gave it away already, nothing more is hidden for it: that would be in vain.
        """
        at = self._place[key]
        kept = self._kept_open(at)
        if kept.possible < 2 and not self._was_given_away(key):
            together = self._hanging_together(at)
            self._hide(together)
            kept = self._kept_open(at)
            if kept.possible < 2:
                self._not_sure |= together
        self._kept[at] = kept

    def give_back(self) -> None:
        """Show again what came to be hidden and is not needed, the dearest first."""
        beside = [at for at in range(len(self._keys)) if self._is_beside(at)]
        for at in sorted(beside, key=lambda at: (-self._dear[at], -self._numbers[at], at)):
            self._is_hidden[at] = False
            instead = self._open_without(at)
            self._is_hidden[at] = instead is None
            self._kept |= instead or {}

    def _open_without(self, at: int) -> dict[int, _Kept] | None:
        """How all that this count kept open is open without it; None where something is not."""
        instead = {}
        for few in [few for few, kept in self._kept.items() if at in kept.uses]:
            instead[few] = self._kept_open(few, may_hide=False)
            if instead[few].possible < self._kept[few].possible:
                return None
        return instead

    def _was_given_away(self, key: str) -> bool:
        """Could everybody tell it from what was read before? Not where a search gave up: then nobody knows."""
        if key not in self._read.counts:
            return False
        before = Sheet({}, (), {}, self._read)
        return before._kept_open(before._place[key]).possible < 2 and not before._gave_up

    def _is_beside(self, at: int) -> bool:
        may_be_shown = self._is_new[at] and not self._was_printed[at] and at not in self._not_sure
        return may_be_shown and self._is_hidden[at] and self._numbers[at] >= FEW

    def _begins_hidden(self, at: int) -> bool:
        was_hidden = self._was_printed[at] and not self._was_shown[at]
        return self._numbers[at] < FEW or not self._printed[at] or was_hidden

    def _kept_open(self, at: int, *, may_hide: bool = True) -> _Kept:
        """Other numbers that this count may be, by as many steps of one as it takes; hides what they need."""
        kept, above, below = _Kept(), list(self._numbers), list(self._numbers)
        prices = self._prices(may_hide)
        while kept.possible < LEAST_POSSIBLE:
            up = self._cheapest(at, 1, above, prices)
            down = None if up and not _cost(up, prices) else self._cheapest(at, -1, below, prices)
            if up and not (down and _cost(down, prices) < _cost(up, prices)):
                moves, figures, kept = up, above, _Kept((*kept.up, up), kept.down)
            elif down:
                moves, figures, kept = down, below, _Kept(kept.up, (*kept.down, down))
            else:
                break
            for moved, by in moves.items():
                figures[moved] += by
                prices[moved] = _FREE
            self._hide(moves)
        return kept

    def _prices(self, may_hide: bool) -> list[int]:
        """What is lost with each count if it moves: nothing with those that are hidden anyway."""
        return [self._price(at, may_hide) for at in range(len(self._keys))]

    def _price(self, at: int, may_hide: bool) -> int:
        if self._was_shown[at]:
            return _IMPOSSIBLE
        if self._is_hidden[at]:
            return _FREE
        return self._loss(at) if may_hide else _IMPOSSIBLE

    def _cheapest(self, at: int, by: int, figures: Sequence[int], prices: Sequence[int]) -> Moves | None:
        """The moves that cost least, take this count up or down by one from these figures, and keep every sum right."""
        turn = counting()
        tries: list[_Try] = []

        def also(moved: Mapping[int, int], wrong: Mapping[int, int], cost: int, place: int, step: int) -> None:
            if prices[place] >= _IMPOSSIBLE or not self._may_be(place, figures[place] + step):
                return
            left = dict(wrong)
            for within, sign in self._within[place]:
                left[within] = left.get(within, 0) + sign * step
            left = {within: off for within, off in left.items() if off}
            price, moves = cost + prices[place], {**moved, place: step}
            ahead = sum(self._least(within, off, moves, figures, prices) for within, off in left.items())
            if ahead < _IMPOSSIBLE:
                heapq.heappush(tries, _Try(price + ahead // 2, len(left), next(turn), price, moves, left))

        also({}, {}, _FREE, at, by)
        for _ in range(_MOST_TRIES):
            if not tries:
                return None
            best = heapq.heappop(tries)
            if not best.wrong:
                return best.moves
            mended = min(best.wrong, key=lambda within: (len(self._sums[within]), within))
            for member, sign in self._sums[mended].items():
                if member not in best.moves:
                    also(best.moves, best.wrong, best.cost, member, _mending(best.wrong[mended], sign))
        self._gave_up = True
        return None

    def _least(self, within: int, off: int, moves: Moves, figures: Sequence[int], prices: Sequence[int]) -> int:
        """What it costs at least to mend a sum by one more move."""
        least = _IMPOSSIBLE
        for member, sign in self._sums[within].items():
            is_better = prices[member] < least and member not in moves
            if is_better and self._may_be(member, figures[member] + _mending(off, sign)):
                least = prices[member]
        return least

    def _may_be(self, at: int, number: int) -> bool:
        """Could who reads think so? What is hidden for being few is under 5, and what is hidden beside it is not.

        Nor is what there is nought: many tables have rows only for what there is, and that they know as well.
        """
        if not self._printed[at]:
            return number >= 0
        return min(1, self._numbers[at]) <= number < FEW if self._numbers[at] < FEW else number >= FEW

    def _loss(self, at: int) -> int:
        """What is lost with a count: first the places that show it, then how many it counts."""
        return 1_000 * self._dear[at] + min(self._numbers[at], 999)

    def _hide(self, places: Iterable[int]) -> None:
        for at in places:
            self._is_hidden[at] = self._is_hidden[at] or not self._was_shown[at]

    def _hanging_together(self, at: int) -> set[int]:
        """Every count that a chain of sums ties to this one. What was shown before ties nothing to anything."""
        found, ahead = {at}, [at]
        while ahead:
            for within, _ in self._within[ahead.pop()]:
                new = self._sums[within].keys() - found
                found |= new
                ahead += (each for each in new if not self._was_shown[each])
        return found


def _signed(place: Mapping[str, int], each: Sum) -> dict[int, int]:
    return {place[each.total]: -1} | {place[part]: 1 for part in each.parts}


def _cost(moves: Moves, prices: Sequence[int]) -> int:
    return sum(prices[at] for at in moves)


def _mending(off: int, sign: int) -> int:
    """Which way a member of a sum has to move, where its parts are so much more than its total."""
    return -sign if off > 0 else sign


def _completed(counts: Mapping[str, int], sums: Sequence[Sum]) -> tuple[dict[str, int], list[Sum]]:
    """All that follows from what is counted, and the sums that tell something then. Unknown parts of one become one."""
    numbers, open_sums = dict(counts), list(dict.fromkeys(sums))
    while solved := {key: number for each in open_sums for key, number in _follows(each, numbers)}:
        numbers |= solved
    whole = []
    for each in open_sums:
        unknown = sorted(part for part in each.parts if part not in numbers)
        if each.total not in numbers:
            continue  # at least two things are unknown in it
        known = tuple(part for part in each.parts if part in numbers)
        if unknown:
            together = " and ".join(unknown)
            numbers[together] = numbers[each.total] - sum(numbers[part] for part in known)
            known = (*known, together)
        whole.append(Sum(each.total, known))
    for each in whole:
        parts = [numbers[part] for part in each.parts]
        if min(parts, default=0) < 0 or numbers[each.total] != sum(parts):
            raise ValueError(f"“{each.total}” is not the sum of {', '.join(f'“{part}”' for part in each.parts)}")
    return numbers, whole


def _follows(each: Sum, numbers: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """What one sum tells of the only count that is unknown in it."""
    unknown = [key for key in (each.total, *each.parts) if key not in numbers]
    if len(unknown) == 1:
        known = sum(numbers[part] for part in each.parts if part in numbers)
        yield unknown[0], known if unknown[0] == each.total else numbers[each.total] - known
