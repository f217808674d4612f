"""One load of a page on a slow phone, and what it took until something could be seen."""

import argparse
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

from tests.bench.pageweight.traffic import FIGURES, Traffic

_WATCH = """(() => {
  window.__lcp = {t: 0}; window.__cls = 0; window.__tbt = 0;
  const watch = (type, see) =>
    new PerformanceObserver(list => list.getEntries().forEach(see)).observe({type, buffered: true});
  watch('largest-contentful-paint', e => { window.__lcp = {t: e.startTime, el: e.element ? e.element.tagName : ''}; });
  watch('layout-shift', e => { if (!e.hadRecentInput) window.__cls += e.value; });
  watch('longtask', e => { window.__tbt += Math.max(0, e.duration - 50); });
})()"""
_TIMES = """() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const way = performance.getEntriesByType('navigation')[0];
  return {fcp: paint ? paint.startTime : null, lcp: window.__lcp.t, lcp_el: window.__lcp.el, cls: window.__cls,
    tbt: window.__tbt, ttfb: way.responseStart, dcl: way.domContentLoadedEventEnd, load: way.loadEventEnd,
    dom: document.getElementsByTagName('*').length};
}"""
_FILL = """() => {
  const form = [...document.querySelectorAll('main form, form')].filter(f => f.method === 'post').pop();
  const seen = {};
  for (const e of form ? form.elements : []) {
    if (e.type === 'radio' || e.type === 'checkbox') { if (!seen[e.name]) { e.checked = true; seen[e.name] = 1; } }
    else if (e.type === 'date') e.value = '2026-05-14';
    else if (e.type === 'email') e.value = 'a@example.org';
    else if (['text', 'textarea', 'tel', 'number'].includes(e.type) && !e.value)
      e.value = /day|_0$/.test(e.name) ? '14' : /month|_1$/.test(e.name) ? '5'
        : /year|_2$/.test(e.name) ? '2026' : 'An answer';
  }
}"""
_ONWARDS = ", ".join(
    f"main form[method=post] {button}:visible"
    for button in ("button[type=submit]", "button:not([type])", "input[type=submit]")
)
Options = argparse.Namespace


def phone(browser: Browser, options: Options) -> BrowserContext:
    """A phone that was never here."""
    return browser.new_context(
        viewport={"width": 412, "height": 823},
        device_scale_factor=1.75,
        is_mobile=True,
        has_touch=True,
        locale="en-GB",
        java_script_enabled=not options.no_js,
        ignore_https_errors=True,
    )


def prepared(context: BrowserContext, options: Options) -> str:
    """Visit `--prep`, press on `--submit` times, and return where that ended."""
    page = context.new_page()
    page.goto(options.prep, wait_until="networkidle")
    for _ in range(options.submit):
        page.evaluate(_FILL)
        with page.expect_navigation():
            page.locator(_ONWARDS).first.click()
    ended = page.url
    if options.fresh:
        context.new_cdp_session(page).send("Network.clearBrowserCache")
    page.close()
    return ended


def measured(context: BrowserContext, url: str, options: Options, *, tab: Page | None = None) -> dict[str, Any]:
    """Load it once, slowed down unless told otherwise; in a new tab, unless one is given, and then close it."""
    page = tab or context.new_page()
    cdp = context.new_cdp_session(page)
    traffic = Traffic(cdp)
    if not options.no_throttle:
        bytes_a_second = options.kbps * 1000 / 8
        slow = {"latency": options.rtt, "downloadThroughput": bytes_a_second, "uploadThroughput": bytes_a_second}
        cdp.send("Network.emulateNetworkConditions", {"offline": False, "connectionType": "cellular3g", **slow})
        cdp.send("Emulation.setCPUThrottlingRate", {"rate": options.cpu})
    page.add_init_script(_WATCH)
    error = _loaded(page, url, options)
    times = {} if options.no_js else page.evaluate(_TIMES)
    if options.bodies:
        traffic.weigh_bodies()
    kinds = traffic.by_kind()
    report = {
        "url": url,
        "final": page.url,
        "total": {name: sum(figures[name] for figures in kinds.values()) for name in FIGURES},
        "kinds": kinds,
        "encodings": sorted({each.encoding for each in traffic.requests() if each.encoding}),
        "external_blocked": len(traffic.elsewhere),
        "timing": {name: _rounded(name, value) for name, value in times.items()},
        "err": error,
    }
    if options.list:
        report["requests"] = [
            (each.type, each.status, each.wire, each.raw, each.gz, each.br, each.encoding, each.is_cached, each.url)
            for each in traffic.requests()
        ]
    page.close()
    return report


def _loaded(page: Page, url: str, options: Options) -> str | None:
    """Go there and wait until it is quiet. What went wrong, if anything did."""
    error = None
    try:
        page.goto(url, wait_until="load", timeout=options.timeout * 1000)
        page.wait_for_load_state("networkidle", timeout=options.timeout * 500)
    except Error as failed:
        error = str(failed)[:120]
    page.wait_for_timeout(options.settle)
    return error


def _rounded(name: str, value: Any) -> Any:
    return round(value, 3 if name == "cls" else None) if isinstance(value, float) else value
