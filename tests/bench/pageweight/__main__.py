"""`python -m tests.bench.pageweight URL... [options]`: what a page weighs, and when it can be seen, on a slow phone.

Each run is a new phone: 400 ms a request, 400 kbit/s each way, a fourth of this machine's processor, unless told
otherwise. `-` as address means "where --prep ended". Other hosts lead nowhere, and are counted.
"""

import argparse
import json
import shutil
import statistics
import sys
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tests.bench.pageweight.measuring import Options, measured, phone, prepared

_TIMES = ("fcp", "lcp", "tbt", "load", "ttfb", "cls")
_KINDS = ("html", "css", "js", "font", "img", "xhr", "other")
_ONLY_HERE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"


def main() -> None:
    """Measure as the command line says."""
    options = _options()
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", *([_ONLY_HERE] if options.block_external else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=arguments)
        for url in options.urls:
            report = _of_runs([_run(browser, url, options) for _ in range(options.runs)])
            lines = _brief(report) if options.brief else [json.dumps(report, indent=1)]
            sys.stdout.write("\n".join(lines) + "\n")
            sys.stdout.flush()
        browser.close()


def _run(browser: Browser, url: str, options: Options) -> dict[str, Any]:
    context = phone(browser, options)
    try:
        ended = prepared(context, options) if options.prep else ""
        return measured(context, ended if url == "-" else url, options)
    finally:
        context.close()


def _of_runs(runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The last run, with the medians of all runs' times."""
    report = runs[-1]
    for name in _TIMES:
        times = [value for run in runs if isinstance(value := run["timing"].get(name), int | float)]
        report["timing"][name] = round(statistics.median(times), 3) if times else None
        if name == "lcp":
            report["lcp_range"] = [min(times), max(times)] if times else None
    report["runs"] = len(runs)
    return report


def _brief(report: dict[str, Any]) -> list[str]:
    """A line for the page, and one for each request where those are there."""
    total, timing = report["total"], report["timing"]
    none = {"wire": 0, "raw": 0, "req": 0}
    kinds = [(kind, report["kinds"].get(kind, none)) for kind in _KINDS]
    page = [
        report["final"],
        f"total wire {total['wire']} raw {total['raw']} gz6 {total['gz']} br11 {total['br']} "
        f"req {total['req']} cached {total['cached']} enc {','.join(report['encodings']) or 'none'}",
        " ".join(f"{kind} {each['wire']}/{each['raw']}({each['req']})" for kind, each in kinds),
        f"FCP {timing.get('fcp')} LCP {timing.get('lcp')} {report.get('lcp_range')} TBT {timing.get('tbt')} "
        f"load {timing.get('load')} CLS {timing.get('cls')} dom {timing.get('dom')}",
        f"ext blocked {report['external_blocked']} err {report['err']}",
    ]
    return [" | ".join(page), *("    " + " ".join(map(str, each)) for each in report.get("requests", []))]


def _options() -> Options:
    parser = argparse.ArgumentParser(
        prog="pageweight", description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    add = parser.add_argument
    add("urls", nargs="+")
    add("--runs", type=int, default=3, help="medians are reported")
    add("--rtt", type=float, default=400, help="milliseconds a request")
    add("--kbps", type=float, default=400)
    add("--cpu", type=float, default=4, help="how many times slower")
    add("--no-throttle", action="store_true")
    add("--no-js", action="store_true", help="without JavaScript (no paint times)")
    add("--prep", help="first visit this address with the same phone: a warm cache, a session")
    add("--submit", type=int, default=0, help="after --prep, fill in and press on so many times")
    add("--fresh", action="store_true", help="with --prep: keep the cookies, empty the cache")
    add("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome"))
    add("--settle", type=int, default=700, help="milliseconds to wait after the load")
    add("--timeout", type=int, default=180, help="seconds")
    add("--allow-external", dest="block_external", action="store_false")
    add("--no-bodies", dest="bodies", action="store_false", help="do not weigh what packing would make of the bodies")
    add("--list", action="store_true", help="every request")
    add("--brief", action="store_true", help="a line a page")
    return parser.parse_args(namespace=argparse.Namespace())


if __name__ == "__main__":
    main()
