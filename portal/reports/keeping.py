"""A report as text to keep, and back exactly: a published edition is this text, and never anything counted again.

Pure. It refuses whatever it does not know whole: another version, a field too many, a number that is a text.
"""

import json
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from portal.reports.report import Cell, Count, Drawn, Edition, Measured, Report, Row, Scope, Section, Sum, Table, Unit
from portal.vocabulary import Refusal

VERSION = 1
_Code = TypeVar("_Code", bound=StrEnum)
_Fields = dict[str, Any]


class NotAReport(Refusal):
    """What was kept is no report of ours, or one of another version."""


def kept(report: Report) -> str:
    """The whole report as JSON, counts that are hidden among it: keep it where reports are kept, show it nobody."""
    return json.dumps({"version": VERSION, "report": _report(report)}, ensure_ascii=False, separators=(",", ":"))


def opened(text: str) -> Report:
    """The report that was kept so. Raises NotAReport."""
    try:
        whole = _only(json.loads(text), "version", "report")
        if whole["version"] != VERSION or isinstance(whole["version"], bool):
            raise NotAReport(f"This report was kept as version {whole['version']}, and we know {VERSION}.")
        return _read_report(whole["report"])
    except (ValueError, TypeError, RecursionError) as fault:
        raise NotAReport(f"This is no report that we know: {fault}.") from fault


# ---------------------------------------------------------------- to text


def _report(report: Report) -> _Fields:
    return {
        "council": report.council,
        "year": report.year,
        "scope": report.scope,
        "edition": report.edition,
        "title": report.title,
        "counted_on": report.counted_on.isoformat(),
        "sections": [_section(each) for each in report.sections],
        "sums": [[each.total, *each.parts] for each in report.sums],
        "hidden": sorted(report.hidden),
    }


def _section(section: Section) -> _Fields:
    return {
        "key": section.key,
        "title": section.title,
        "said": [[_cell(part) for part in sentence] for sentence in section.said],
        "words": section.words,
        "tables": [_table(each) for each in section.tables],
        "items": list(section.items),
    }


def _table(table: Table) -> _Fields:
    return {
        "key": table.key,
        "title": table.title,
        "definition": table.definition,
        "heads": list(table.heads),
        "rows": [_row(each) for each in table.rows],
        "total": _row(table.total) if table.total else None,
        "drawn": table.drawn,
    }


def _row(row: Row) -> _Fields:
    return {"key": row.key, "name": row.name, "cells": [_cell(each) for each in row.cells]}


def _cell(cell: Cell) -> object:
    match cell:
        case Count():
            return {"count": cell.key, "number": cell.number, "base": _cell(cell.base) if cell.base else None}
        case Measured():
            return {"measured": cell.number, "unit": cell.unit, "of": [_cell(each) for each in cell.of]}
        case date():
            return {"day": cell.isoformat()}
        case str():
            return cell


# ---------------------------------------------------------------- and back


def _read_report(found: object) -> Report:
    given = _only(
        found, "council", "year", "scope", "edition", "title", "counted_on", "sections", "sums", "hidden"
    )  # fmt: skip
    return Report(
        council=_text(given["council"]),
        year=_text(given["year"]),
        scope=_code(Scope, given["scope"]),
        edition=_code(Edition, given["edition"]),
        title=_text(given["title"]),
        counted_on=date.fromisoformat(_text(given["counted_on"])),
        sections=tuple(_read_section(each) for each in _list(given["sections"])),
        sums=tuple(_read_sum(each) for each in _list(given["sums"])),
        hidden=frozenset(_texts(given["hidden"])),
    )


def _read_section(found: object) -> Section:
    given = _only(found, "key", "title", "said", "words", "tables", "items")
    return Section(
        key=_text(given["key"]),
        title=_text(given["title"]),
        said=tuple(tuple(_read_part(each) for each in _list(sentence)) for sentence in _list(given["said"])),
        words=_text(given["words"]),
        tables=tuple(_read_table(each) for each in _list(given["tables"])),
        items=_texts(given["items"]),
    )


def _read_table(found: object) -> Table:
    given = _only(found, "key", "title", "definition", "heads", "rows", "total", "drawn")
    return Table(
        key=_text(given["key"]),
        title=_text(given["title"]),
        definition=_text(given["definition"]),
        heads=_texts(given["heads"]),
        rows=tuple(_read_row(each) for each in _list(given["rows"])),
        total=None if given["total"] is None else _read_row(given["total"]),
        drawn=None if given["drawn"] is None else _code(Drawn, given["drawn"]),
    )


def _read_row(found: object) -> Row:
    given = _only(found, "key", "name", "cells")
    return Row(_text(given["key"]), _text(given["name"]), tuple(_read_cell(each) for each in _list(given["cells"])))


def _read_sum(found: object) -> Sum:
    total, *parts = _texts(found)
    return Sum(total, tuple(parts))


def _read_cell(found: object) -> Cell:
    if isinstance(found, dict) and found.keys() == {"day"}:
        return date.fromisoformat(_text(found["day"]))
    return _read_part(found)


def _read_part(found: object) -> str | Count | Measured:
    if isinstance(found, dict) and "measured" in found:
        given = _only(found, "measured", "unit", "of")
        number = None if given["measured"] is None else _number(given["measured"])
        return Measured(number, _code(Unit, given["unit"]), tuple(_read_count(each) for each in _list(given["of"])))
    return _read_count(found) if isinstance(found, dict) else _text(found)


def _read_count(found: object) -> Count:
    given = _only(found, "count", "number", "base")
    base = None if given["base"] is None else _read_count(given["base"])
    return Count(_text(given["count"]), _number(given["number"]), base)


def _only(found: object, *names: str) -> _Fields:
    if not isinstance(found, dict) or set(found) != set(names):
        raise ValueError(f"expected {', '.join(names)}")
    return found


def _list(found: object) -> list[object]:
    if not isinstance(found, list):
        raise TypeError("expected a list")
    return found


def _texts(found: object) -> tuple[str, ...]:
    return tuple(_text(each) for each in _list(found))


def _text(found: object) -> str:
    if not isinstance(found, str):
        raise TypeError("expected a text")
    return found


def _number(found: object) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError("expected a whole number")
    return found


def _code(kind: type[_Code], found: object) -> _Code:
    return kind(_text(found))
