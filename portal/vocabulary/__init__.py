"""The field's words. This room imports nothing of ours; every other room may import it."""

from portal.vocabulary.asked import *  # noqa: F403 - one word list, three files
from portal.vocabulary.handled import *  # noqa: F403
from portal.vocabulary.staffed import *  # noqa: F403
