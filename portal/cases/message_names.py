"""What staff call each message that goes out about a case: in its history, and where it says that one was lost."""

from collections.abc import Mapping
from types import MappingProxyType

from portal.council.model import MessageKind

MESSAGES: Mapping[MessageKind, str] = MappingProxyType(
    {
        MessageKind.RECEIPT_EMAIL: "Receipt to them, by email",
        MessageKind.RECEIPT_TEXT: "Receipt to them, by text",
        MessageKind.TEAM_NOTICE: "Notice to a team",
        MessageKind.ALERT: "Alert to a team",
        MessageKind.COMPLAINTS_COPY: "Notice to the complaints team",
        MessageKind.UNDELIVERED: "Notice that a message did not arrive",
        MessageKind.LETTER_EMAIL: "Letter to them, by email",
        MessageKind.LETTER_TEXT: "Text to them that a letter waits",
        MessageKind.REMINDER: "Reminder to a team",
        MessageKind.ALARM: "Alarm",
    }
)
_SEVERAL: Mapping[MessageKind, str] = MappingProxyType(
    {
        MessageKind.TEAM_NOTICE: "Notices to {number} teams",
        MessageKind.ALERT: "Alerts to {number} teams",
        MessageKind.REMINDER: "{number} reminders to teams",
        MessageKind.ALARM: "{number} alarms",
    }
)


def called(kind: MessageKind, number: int = 1) -> str:
    """One or several messages of a kind, as a line begins."""
    if number == 1:
        return MESSAGES[kind]
    return _SEVERAL.get(kind, MESSAGES[kind] + ", {number} times").format(number=number)


def within(kind: MessageKind) -> str:
    """One message of a kind, as it stands within a sentence."""
    return MESSAGES[kind][:1].lower() + MESSAGES[kind][1:]
