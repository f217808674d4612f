"""What is done with a case, an act a function. Each adds its event; none commits."""

from portal.cases.acts.opening import opened
from portal.cases.acts.settling import message_settled
from portal.cases.acts.shutting import code_shut

__all__ = ["code_shut", "message_settled", "opened"]
