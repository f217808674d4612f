"""Who is reminded of what is due, and alarmed of what nobody opened: each once, whoever asks and however often.

It refuses to open what is sealed, and to say more to an inbox than a reference, a link, a duty and a date.
"""

from portal.cases.reminders.alarming import alarm, to_alarm
from portal.cases.reminders.reminding import remind, to_remind

__all__ = ["alarm", "remind", "to_alarm", "to_remind"]
