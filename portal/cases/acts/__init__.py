"""What is done with a case, an act a function. Each adds its event; none commits."""

from portal.cases.acts.opening import opened
from portal.cases.acts.settling import message_settled

__all__ = ["message_settled", "opened"]
