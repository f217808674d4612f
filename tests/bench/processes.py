"""What processes cost, from /proc: CPU with ten milliseconds to the tick, and memory."""

import os
import re
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def tree(pids: Collection[int]) -> set[int]:
    """These processes and all below them that live."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError):
                parents[int(entry.name)] = int(_stat(int(entry.name))[1])
    found: set[int] = set()
    ahead = [pid for pid in pids if pid in parents]
    while ahead:
        pid = ahead.pop()
        if pid not in found:
            found.add(pid)
            ahead += [child for child, parent in parents.items() if parent == pid]
    return found


def cpu_ms(pids: Collection[int]) -> float:
    """Milliseconds of CPU that these, all below them, and their children that have ended have used so far."""
    ticks = 0
    for pid in tree(pids):
        with suppress(OSError):
            stat = _stat(pid)
            ticks += int(stat[11]) + int(stat[12])
            if pid in pids:
                ticks += int(stat[13]) + int(stat[14])
    return ticks * 1000 / _TICKS


def machine_ms() -> float:
    """Milliseconds of CPU that the whole machine has spent on anything so far, over all its cores."""
    user, nice, system, _idle, _waiting, irq, softirq, steal = map(
        int, Path("/proc/stat").read_text().splitlines()[0].split()[1:9]
    )
    return (user + nice + system + irq + softirq + steal) * 1000 / _TICKS


def memory(pids: Collection[int]) -> dict[str, float]:
    """Mebibytes of these and all below them: resident, their share of what is shared, the peak of the largest."""
    resident, peaks, shares = [], [0], []
    for pid in tree(pids):
        with suppress(OSError):
            status = dict(re.findall(r"^(\w+):\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE))
            resident.append(int(status.get("VmRSS", 0)))
            peaks.append(int(status.get("VmHWM", 0)))
        with suppress(OSError, LookupError):
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
            shares.append(int(re.findall(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)[0]))
    return {
        "processes": len(resident),
        "rss_mib": round(sum(resident) / 1024, 1),
        "pss_mib": round(sum(shares) / 1024, 1),
        "peak_one_mib": round(max(peaks) / 1024, 1),
    }


def _stat(pid: int) -> list[str]:
    # What stands before the last bracket is the process's own name, and may hold anything.
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
