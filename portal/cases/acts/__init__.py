"""What is done with a case, an act a function. Each adds its event; none commits."""

from portal.cases.acts.opening import opened
from portal.cases.acts.receiving_receipts import receipt_came
from portal.cases.acts.sending_again import message_sent_again
from portal.cases.acts.settling import message_settled
from portal.cases.acts.shutting import code_shut

__all__ = ["code_shut", "message_sent_again", "message_settled", "opened", "receipt_came"]
