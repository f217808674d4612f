"""What a run adds up to: times as percentiles, ends and errors as counts, and the one object that is printed."""

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.bench.journey.options import Options
from tests.bench.journey.wire import Traffic


@dataclass(slots=True)
class Figures:
    """Times in milliseconds. A step is one answered question: the post, every redirect, and the page it ends on."""

    step: list[float] = field(default_factory=list)
    post: list[float] = field(default_factory=list)
    last_get: list[float] = field(default_factory=list)
    first_view: list[float] = field(default_factory=list)
    journey: list[float] = field(default_factory=list)
    journeys: int = 0
    traffic: Traffic = field(default_factory=Traffic)
    ends: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)

    def adds(self, traffic: Traffic) -> None:
        """What one more browser moved."""
        self.traffic.wire += traffic.wire
        self.traffic.unpacked += traffic.unpacked
        self.traffic.requests += traffic.requests
        self.traffic.connections += traffic.connections

    def report(self, options: Options, seconds: float) -> dict[str, Any]:
        """Everything that was counted, over so many seconds."""
        steps = len(self.step)
        return {
            "url": options.url,
            "users": None if options.arrivals else options.users,
            "arrivals_per_s": options.arrivals,
            "think_s": options.think,
            "seconds": round(seconds, 2),
            "steps": steps,
            "journeys": self.journeys,
            "steps_per_s": round(steps / seconds, 2),
            "journeys_per_s": round(self.journeys / seconds, 2),
            "requests_per_s": round(self.traffic.requests / seconds, 2),
            "step_ms": spread(self.step),
            "post_ms": spread(self.post),
            "get_after_ms": spread(self.last_get),
            "first_view_ms": spread(self.first_view),
            "journey_ms": spread(self.journey),
            "requests": self.traffic.requests,
            "connections": self.traffic.connections,
            "wire_bytes_per_step": round(self.traffic.wire / steps) if steps else None,
            "decoded_bytes_per_step": round(self.traffic.unpacked / steps) if steps else None,
            "ends": self.ends,
            "errors": self.errors,
            "notes": self.notes,
        }


def percentile(times: Sequence[float], share: float) -> float | None:
    """The time that this share of all stays under; None where there is none."""
    return round(sorted(times)[min(len(times) - 1, int(len(times) * share))], 2) if times else None


def spread(times: Sequence[float]) -> dict[str, float | None]:
    """How many, their mean, and how far they reach."""
    return {
        "n": len(times),
        "mean": round(statistics.fmean(times), 2) if times else None,
        "p50": percentile(times, 0.5),
        "p95": percentile(times, 0.95),
        "p99": percentile(times, 0.99),
        "max": round(max(times), 1) if times else None,
    }


def brief(report: dict[str, Any]) -> str:
    """A report in a line."""
    step, memory = report["step_ms"], report.get("server_mem") or {}
    parts = [
        f"steps/s {report['steps_per_s']} journeys/s {report['journeys_per_s']}",
        f"step p50 {step['p50']} p95 {step['p95']} p99 {step['p99']} max {step['max']} ms",
        f"post p50 {report['post_ms']['p50']} get p50 {report['get_after_ms']['p50']}",
        f"CPU ms/step {report.get('server_cpu_ms_per_step')} (db {report.get('db_cpu_ms_per_step')})",
        f"rss {memory.get('rss_mib')} pss {memory.get('pss_mib')}",
        f"wire/step {report['wire_bytes_per_step']} decoded/step {report['decoded_bytes_per_step']}",
        f"client cpu {report['client_cpu_pct']}% server cpu {report.get('server_cpu_pct')}%",
        f"ends {dict(report['ends'])} errors {dict(report['errors'])} notes {dict(report['notes'])}",
    ]
    return " | ".join(parts)
