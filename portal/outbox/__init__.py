"""Messages that leave the building: what they say, and the rows they wait in until they are delivered.

It refuses to know what a case is. A message is written with the fact it tells and sent later, by another process.
"""

from portal.outbox.posting import TrayItem, post, tray

__all__ = ["TrayItem", "post", "tray"]
