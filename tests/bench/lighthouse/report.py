"""What Lighthouse's report says about one page: a score for each category, and every audit that took something from it.

It refuses to know how the page was come by, or who looks at it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

CATEGORIES = ("accessibility", "best-practices")
WHOLE = 100
_PLACES = 3  # of one fault; who mends it finds the others


@dataclass(frozen=True, slots=True)
class Found:
    """`scores`: category -> 0 to 100, None where Lighthouse could not say. `faults`: a sentence each; none is well."""

    scores: Mapping[str, int | None]
    faults: tuple[str, ...]

    @classmethod
    def in_report(cls, report: Mapping[str, Any], url: str) -> "Found":
        """Read the report on this address."""
        scores = {name: _score(report["categories"][name]) for name in CATEGORIES}
        if report.get("runtimeError"):  # and then every audit says so too
            return cls(scores, (f"Lighthouse gave up: {report['runtimeError']['message']}",))
        if report["finalDisplayedUrl"] != url:  # a score says nothing where it is another page's
            return cls(scores, ("it led elsewhere: without the talk's cookie, or it cannot be opened twice",))
        return cls(scores, tuple(_low(report, scores)))


def _score(category: Mapping[str, Any]) -> int | None:
    return None if category["score"] is None else round(category["score"] * WHOLE)


def _low(report: Mapping[str, Any], scores: Mapping[str, int | None]) -> Iterator[str]:
    for name, score in scores.items():
        if score != WHOLE:
            yield f"{name} {'has no score' if score is None else score}"
            for counted in report["categories"][name]["auditRefs"]:
                audit = report["audits"][counted["id"]]
                if counted["weight"] and _failed(audit):
                    yield _in_words(audit)


def _failed(audit: Mapping[str, Any]) -> bool:
    """What does not apply, or is for a person to look at, has no score and takes nothing."""
    return audit["scoreDisplayMode"] == "error" or (audit["score"] is not None and audit["score"] < 1)


def _in_words(audit: Mapping[str, Any]) -> str:
    found = (audit.get("details") or {}).get("items") or []
    places = [place for each in found if (place := _place(each))]
    said = audit.get("errorMessage") or "; ".join(places[:_PLACES])
    return f"{audit['id']}: {audit['title']}" + (f" ({said})" if said else "")


def _place(item: Mapping[str, Any]) -> str:
    """An element, or whatever else the audit has found it in."""
    node = item.get("node")
    return str(node.get("selector") if isinstance(node, Mapping) else item.get("description") or item.get("url") or "")
