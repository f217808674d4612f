"""Words of the page that says what changed because people told us. What stands in it is written by staff, not here."""

from portal.conversation import same
from portal.script.marking import N_

TITLE = same(N_("You said, we did"))
WHAT_IT_IS = same(N_("People tell us what went wrong, or what could be better. Here is what we did about it."))
NO_NAMES = same(N_("We never say who told us. You will find no names here."))
YOU_SAID = same(N_("You said"))
WE_DID = same(N_("We did"))
NOTHING_YET = same(N_("Nothing is here yet. Come back later."))
OTHER_YEARS = same(N_("Other years"))
SEE_IT = same(N_("See what changed after people told us"))
