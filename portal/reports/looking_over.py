"""What a person looks at before an edition is frozen: which figures change, and words that may name somebody.

Pure. It refuses to forbid anything: what must not be published, `publishing` refuses.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from portal.cases.recognising import marks_in, with_capitals
from portal.reports.hiding import FEW
from portal.reports.in_words import told
from portal.reports.report import Cell, Count, Measured, Report


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that is not what was published last. `what` says where it stands; `was` and `now` are as it is shown.

    `key` is its own in every edition. `by` is how much it changes, where both are shown.
    """

    key: str
    what: str
    was: str
    now: str
    by: int | None = None

    @property
    def tells_of_few(self) -> bool:
        """Can whoever kept what was published last take one from the other, and know of as few cases as are hidden?"""
        return self.by is not None and 0 < abs(self.by) < FEW


def changes(old: Report, new: Report) -> tuple[Change, ...]:
    """Every figure of two editions of the same year that changes, each once, in the order of the new one."""
    before, after = dict(_figures(old)), dict(_figures(new))
    return tuple(
        _change(key, old, new, before.get(key), after.get(key))
        for key in dict.fromkeys((*after, *before))
        if _shown(old, before.get(key)) != _shown(new, after.get(key))
    )


def changed_words(old: Report, new: Report) -> tuple[str, ...]:
    """The titles of the sections whose words are others, or what was learned."""
    before = {section.key: (section.words, section.items) for section in old.sections}
    after = {section.key: (section.words, section.items) for section in new.sections}
    titles = {section.key: section.title for section in (*old.sections, *new.sections)}
    nothing: tuple[str, tuple[str, ...]] = ("", ())
    return tuple(title for key, title in titles.items() if before.get(key, nothing) != after.get(key, nothing))


def may_name(report: Report, known: frozenset[str] = frozenset()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of each section the words that staff wrote there and that may tell of somebody: names, numbers, addresses.

    `known` are words that name nobody, such as those of the council and its teams. A word with a capital at the
    beginning of a sentence is not found.
    """
    for section in report.sections:
        words = _LINE_MARK.sub("", section.words)
        marked = (each.shown for each in marks_in(words))
        capitals = (each for each in with_capitals(words) if each.removesuffix("’s") not in known)
        found = tuple(dict.fromkeys((*marked, *capitals)))
        if found:
            yield section.title, found


_LINE_MARK = re.compile(r"^[#*] ", re.MULTILINE)  # of a heading, and of a point of a list


@dataclass(frozen=True, slots=True)
class _Figure:
    where: str
    cell: Cell


def _figures(report: Report) -> Iterator[tuple[str, _Figure]]:
    """Every figure under a name of its own, as it stands first: a count by its key, which is one number everywhere."""
    found: dict[str, _Figure] = {}
    for where, cell in _placed(report):
        if isinstance(cell, Count):
            found.setdefault(cell.key, _Figure(where, cell))
            if cell.base:
                found.setdefault(cell.base.key, _Figure(f"{where}: out of", cell.base))
        elif isinstance(cell, Measured):
            found.setdefault(where, _Figure(where, cell))
    yield from found.items()


def _placed(report: Report) -> Iterator[tuple[str, Cell]]:
    for table in report.tables:
        for row in table.every_row:
            for head, cell in zip(table.heads[1:], row.cells, strict=True):
                yield _place(table.title, f"{row.name}, {head.lower()}"), cell
    for section in report.sections:
        for sentence in section.said:
            label = ""
            for part in sentence:
                if isinstance(part, str):
                    label = part.strip(" .:") or label
                else:
                    yield _place(section.title, label), part


def _place(title: str, label: str) -> str:
    return f"{title} {label}" if title.endswith("?") else f"{title}: {label}"


def _change(key: str, old: Report, new: Report, was: _Figure | None, now: _Figure | None) -> Change:
    place = now or was
    assert place is not None
    numbers = [
        figure.cell.number
        for report, figure in ((old, was), (new, now))
        if figure and isinstance(figure.cell, Count) and not report.is_hidden(figure.cell)
    ]
    by = numbers[1] - numbers[0] if len(numbers) > 1 else None
    return Change(key, place.where, _shown(old, was), _shown(new, now), by)


def _shown(report: Report, figure: _Figure | None) -> str:
    """As it stands there, without its share: one more complaint would change every share."""
    if figure is None:
        return "not there"
    cell = figure.cell
    return told(report, Count(cell.key, cell.number) if isinstance(cell, Count) else cell)
