"""Every table in one place: importing this makes `METADATA` whole, for migrations and for tests that need a database.

Knows only which rooms have tables; adding a room with tables is one line here.
"""

import portal.cases.handling
import portal.cases.models
import portal.drafts.models
import portal.outbox.models
import portal.reports.models
import portal.staff.models  # noqa: F401 - imported for the tables they declare
from portal.db import Base

METADATA = Base.metadata
