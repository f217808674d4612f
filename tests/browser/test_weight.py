"""What a page weighs for a phone with a weak signal, as a browser counts it: bytes, requests, no jumps."""

from tests.browser.conftest import Opens
from tests.tellings import A_CHILD_IN_CARE

FIRST_VIEW = 14 * 1024  # bytes on the wire without headers: the first flight of a connection
QUESTION = 5 * 1024
LARGEST_SHIFT = 0.01

SHIFTED = """() => new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((each) => (sum += each.value)))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(sum), 100);
})"""


#: Every body that travelled for the page in hand, by path; what came from the cache did not.
TRAVELLED = """() => Object.fromEntries(
    [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .filter((each) => each.transferSize > 0)
        .map((each) => [new URL(each.name).pathname, each.encodedBodySize]))"""


def test_the_first_view_travels_in_one_flight_and_each_question_after_it_is_one_small_request(opens: Opens):
    talk = opens()
    page = talk.hands.page
    talk.starts()
    page.wait_for_load_state("networkidle")
    first = page.evaluate(TRAVELLED)
    assert len(first) >= 3  # the page, its sheet, its script
    assert sum(first.values()) <= FIRST_VIEW, first
    assert page.evaluate(SHIFTED) <= LARGEST_SHIFT
    kinds = {request.split(".")[-1] for request in first}
    assert kinds.isdisjoint({"woff", "woff2", "ttf", "png", "jpg", "gif"})
    faults = {}
    talk.answers_this(A_CHILD_IN_CARE)
    for key in talk.questions():
        page.wait_for_load_state("load")
        if wrong := faults_of(page.evaluate(TRAVELLED), page.evaluate(SHIFTED)):
            faults[key] = wrong
        talk.answers_this(A_CHILD_IN_CARE)
    assert faults == {}


def faults_of(asked: dict[str, int], shifted: float) -> list[str]:
    """What is wrong with a question that was opened while its sheet and script were at hand."""
    travelled = {path: size for path, size in asked.items() if size and not path.startswith("/leave")}
    return [
        *(f"{path} weighs {size}" for path, size in travelled.items() if size > QUESTION),
        *(f"also asked for {path}" for path in travelled if path.startswith("/static/")),
        *([f"moved by {shifted}"] if shifted > LARGEST_SHIFT else []),
    ]
