"""`python -m tests.bench.journey URL [options]`: walk a form journey of any app, over and over, and say what it costs.

It GETs the address, picks the main form, fills every field with a plausible value, presses the first button that leads
on, follows redirects, and repeats. Always look at `ends`: anything but the expected end makes a run void.
"""

import asyncio
import json
import random
import sys
import time
from itertools import count
from typing import Any

from tests.bench.journey.figures import Figures, brief
from tests.bench.journey.options import Options, options
from tests.bench.journey.walking import Line, Walk
from tests.bench.processes import cpu_ms, memory

_LATEST_SECONDS = 10  # how long a journey that has begun in time may still go on
_NO_LIMIT = 10**9


def main() -> None:
    """Run as the command line says."""
    chosen = options()
    if chosen.dry:
        for line in asyncio.run(_walked_once(chosen)):
            _say(" ".join(map(str, line)))
        return
    for _ in range(chosen.repeat):
        report = asyncio.run(measured(chosen))
        _say(brief(report) if chosen.brief else json.dumps(report, indent=1))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


async def _walked_once(chosen: Options) -> list[Line]:
    trace: list[Line] = []
    end = await Walk(chosen, Figures(), random.Random(chosen.seed), trace=trace).whole()  # noqa: S311
    return [*trace, ("end:", end)]


async def measured(chosen: Options) -> dict[str, Any]:
    """One run after the warm-up, with what it cost everybody."""
    for number in range(chosen.warmup):
        await Walk(chosen, Figures(), random.Random(number)).whole()  # noqa: S311
    figures = Figures()
    server, database = _pids(chosen.server_pid), _pids(chosen.db_pid)
    server_before, database_before, client_before = cpu_ms(server), cpu_ms(database), time.process_time()
    began = time.perf_counter()
    await (_open_loop if chosen.arrivals else _closed_loop)(chosen, figures, began)
    seconds = time.perf_counter() - began
    report = figures.report(chosen, seconds)
    report["client_cpu_pct"] = round((time.process_time() - client_before) / seconds * 100)
    steps, requests = len(figures.step), figures.traffic.requests
    if server:
        spent = cpu_ms(server) - server_before
        report["server_cpu_ms_per_step"] = round(spent / steps, 3) if steps else None
        report["server_cpu_ms_per_request"] = round(spent / requests, 3) if requests else None
        report["server_cpu_pct"] = round(spent / seconds / 10)
        report["server_mem"] = memory(server)
    if database:
        spent = cpu_ms(database) - database_before
        report["db_cpu_ms_per_step"] = round(spent / steps, 3) if steps else None
        report["db_mem"] = memory(database)
    return report


def _pids(listed: str | None) -> list[int]:
    return [int(pid) for pid in listed.split(",")] if listed else []


async def _closed_loop(chosen: Options, figures: Figures, began: float) -> None:
    """So many people, each of whom begins anew as soon as they are through."""
    stop, begun = began + chosen.duration, count()

    async def user(number: int) -> None:
        dice = random.Random(chosen.seed * 1000 + number)  # noqa: S311
        while time.perf_counter() < stop and next(begun) < (chosen.journeys or _NO_LIMIT):
            await Walk(chosen, figures, dice, stop).whole()

    await asyncio.gather(*(user(number) for number in range(chosen.users)))


async def _open_loop(chosen: Options, figures: Figures, began: float) -> None:
    """People who come when they come, however many are there already."""
    dice = random.Random(chosen.seed)  # noqa: S311
    stop, due, under_way = began + chosen.duration, began, set[asyncio.Task[str]]()
    for number in count(1):
        due += dice.expovariate(chosen.arrivals)
        if due > stop:
            break
        await asyncio.sleep(max(0, due - time.perf_counter()))
        if len(under_way) > chosen.max_open:
            figures.errors["arrival dropped (over --max-open)"] += 1
            continue
        walk = Walk(chosen, figures, random.Random(chosen.seed * 1000 + number), stop + _LATEST_SECONDS)  # noqa: S311
        task = asyncio.create_task(walk.whole())
        under_way.add(task)
        task.add_done_callback(under_way.discard)
    if under_way:
        await asyncio.wait(under_way, timeout=1.5 * _LATEST_SECONDS)


if __name__ == "__main__":
    main()
