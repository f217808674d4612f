"""The field's words. This room imports nothing of ours; every other room may import it."""

from portal.vocabulary.asked import *  # noqa: F403 - one word list, two files
from portal.vocabulary.handled import *  # noqa: F403
