"""The made-up year as tables: every line is one story, with what people said and what was done with it."""

from portal.demo.stories import Story
from portal.demo.year import answered, decided, elsewhere, further, open_now, thanks, thanks_since

#: A story is known by its place here, so a new one goes to the end.
STORIES: tuple[Story, ...] = (
    *answered.STORIES,
    *further.STORIES,
    *decided.STORIES,
    *elsewhere.STORIES,
    *open_now.STORIES,
    *thanks.STORIES,
    *thanks_since.STORIES,
)
