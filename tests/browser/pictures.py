"""`python -m tests.browser.pictures`: the two pictures of the README, taken anew. What they show is made up."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tests.browser.hands import BrowserHands
from tests.pages import Talk
from tests.serving import serving
from tests.tellings import A_CHILD_IN_CARE

FOLDER = Path(__file__).with_name("pictures")
A_PHONE = {"width": 360, "height": 740}
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")


def main() -> None:
    """A question by day, and the story by night."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as name, serving(Path(name)) as served, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for colours, until in (("light", "safe-now"), ("dark", "what-happened")):
            visit = browser.new_context(viewport=A_PHONE, color_scheme=colours, reduced_motion="reduce")
            talk = Talk(BrowserHands(visit.new_page(), served.url))
            talk.starts()
            talk.answers(A_CHILD_IN_CARE, until=until)
            talk.hands.page.screenshot(path=FOLDER / f"{until}.png")
        browser.close()


if __name__ == "__main__":
    main()
