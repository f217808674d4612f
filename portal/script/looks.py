"""Words of the page on which somebody chooses light or dark."""

from portal.conversation import Words, same
from portal.script.marking import N_

LOOK = same(N_("Light or dark"))
LOOK_TITLE = same(N_("How should these pages look?"))
LOOK_AS_THE_PHONE = same(N_("The same as my phone"))
LOOK_LIGHT = same(N_("Light"))
LOOK_DARK = same(N_("Dark"))
LOOK_USE = same(N_("Use this"))
LOOK_SIZE = Words(
    N_("You can make the words bigger. Change the text size on your phone."),
    N_("You can make the words bigger. Change the text size on your phone or in your browser."),
)
LOOK_ENDS = same(N_("It stays until you leave or close your browser."))
