"""The made-up year as tables: every line is one story, with what people said and what was done with it."""

from portal.demo.stories import Story
from portal.demo.year.answered import STORIES as ANSWERED
from portal.demo.year.decided import STORIES as DECIDED
from portal.demo.year.elsewhere import STORIES as ELSEWHERE
from portal.demo.year.further import STORIES as FURTHER
from portal.demo.year.open_now import STORIES as OPEN_NOW
from portal.demo.year.thanks import STORIES as THANKS
from portal.demo.year.thanks_since import STORIES as THANKS_SINCE

#: A story is known by its place here, so a new one goes to the end.
STORIES: tuple[Story, ...] = (
    *ANSWERED,
    *FURTHER,
    *DECIDED,
    *ELSEWHERE,
    *OPEN_NOW,
    *THANKS,
    *THANKS_SINCE,
)
