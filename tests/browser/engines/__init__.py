"""Three browser engines with the same hands: Chromium by Playwright, Firefox and WebKitGTK by WebDriver's commands."""
