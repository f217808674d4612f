"""Words of the pages with the yearly reports. What stands in a report is written by staff and counted, not here."""

from portal.conversation import same
from portal.script.marking import N_

# --- the yearly reports
TITLE = same(N_("Our report each year"))
WHAT_IT_IS = same(N_("Once a year we say how many people told us something, what it was, and what we did."))
NO_NAMES = same(N_("We name no one in it. Small numbers are left out, so that no one can tell who it was."))
NOTHING_YET = same(N_("There is no report here yet."))
FOR_YOUNG_PEOPLE = same(N_("For children and young people: {year}"))
FOR_EVERYBODY = same(N_("The full report: {year}"))
THE_OTHER_FULL = same(N_("The full report for this year"))
THE_OTHER_YOUNG = same(N_("The report for children and young people"))
EVERY_REPORT = same(N_("All our reports"))
KEEP_IT = same(N_("Keep a copy"))
AS_PDF = same(N_("As a PDF, to print"))
AS_TABLES = same(N_("Its numbers for a spreadsheet"))
SEE_THEM = same(N_("See how many people told us something, year by year"))
