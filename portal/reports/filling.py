"""Figures inside words that staff wrote: `{complaints}` is the count as it stands whenever the report is made.

Pure. It refuses figures that the public edition does not show: whether one of those is few, `hiding` was never asked.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from portal.reports.figures import LAST, Figures
from portal.reports.in_words import NO_FIGURE, told
from portal.reports.report import Count, Measured, Report

_IN_BRACKETS = re.compile(r"\{([^{}\n]{0,60})\}")
#: The same; or a bracket that has no other, with the word it stands at.
_ANY_BRACKET = re.compile(rf"{_IN_BRACKETS.pattern}|\{{[^{{}}\s]{{0,30}}|[^{{}}\s]{{0,30}}\}}")


class Placeholder(NamedTuple):
    """What staff may write in curly brackets: what it means, and its figure."""

    means: str
    figure: Callable[[Figures], Count | Measured]


#: Every one of these stands in the public edition by itself.
PLACEHOLDERS: Mapping[str, Placeholder] = MappingProxyType(
    {
        "complaints": Placeholder("complaints received in the year", lambda of: of.complaints),
        "complaints_before": Placeholder("complaints received the year before", lambda of: of.complaints_before),
        "themselves": Placeholder(
            "complaints that children and young people made themselves, of all complaints",
            lambda of: of.count("themselves", of.complaints),
        ),
        "upheld_or_partly": Placeholder(
            "complaints upheld in full or in part, of all complaints", lambda of: of.upheld_or_partly
        ),
        "in_time": Placeholder("complaints answered in time, of all complaints", lambda of: of.in_time),
        "in_time_before": Placeholder("the same for the year before", lambda of: of.in_time_before),
        "median_days": Placeholder("days within which half of the answers came", lambda of: of.median_days),
        "ombudsman": Placeholder("complaints made to the Ombudsman", lambda of: of.count("ombudsman.made")),
        "ombudsman_upheld": Placeholder(
            "complaints that the Ombudsman upheld", lambda of: of.count("ombudsman.upheld")
        ),
        "compliments": Placeholder("compliments received in the year", lambda of: of.compliments),
        "compliments_before": Placeholder("compliments received the year before", lambda of: of.before("compliments")),
        "compliments_change": Placeholder(
            "compliments against the year before, such as “12% more”",
            lambda of: of.more(of.compliments, of.before("compliments")),
        ),
    }
)


def unknown(words: str) -> tuple[str, ...]:
    """Whatever has a curly bracket in these words and is no figure, as it stands there and each once.

    Of a bracket that is never closed or was never opened, up to 30 letters of its word.
    """
    found = _ANY_BRACKET.finditer(words)
    return tuple(dict.fromkeys(each[0] for each in found if each[1] not in PLACEHOLDERS))


def filled(report: Report, figures: Figures) -> Report:
    """The same report with figures in its words, hidden where this edition hides them. What is unknown stays."""

    def figure(found: re.Match[str]) -> str:
        known = PLACEHOLDERS.get(found[1])
        cell = known.figure(figures) if known else found[0]
        is_unknown = isinstance(cell, Count) and cell.key.startswith(LAST) and not figures.has_before
        return NO_FIGURE if is_unknown else told(report, cell)

    sections = (replace(each, words=_IN_BRACKETS.sub(figure, each.words)) for each in report.sections)
    return replace(report, sections=tuple(sections))
