"""Names of steps in addresses: short and opaque, so that a history or a log line tells nothing of what was asked."""

import hmac
from base64 import b32encode
from collections.abc import Sequence

from portal.conversation import Script, Step

AT = "/talk/"  # where in the portal steps have their addresses


class StepNames:
    """Step to name and back, the same for every process with the same secrets.

    The first names; names by the others still lead somewhere, because a page may be older than the first.
    """

    def __init__(self, script: Script, secrets: Sequence[str]) -> None:
        self._names = {step.key: _name(step.key, secrets[0]) for step in script.steps}
        self._urls = {key: f"{AT}{name}" for key, name in self._names.items()}
        self._steps = {_name(step.key, secret): step for secret in reversed(secrets) for step in script.steps}

    def name(self, step: Step) -> str:
        """The name of a step."""
        return self._names[step.key]

    def url(self, step: Step) -> str:
        """The address of a step, worked out once: a page links to every answer above it."""
        return self._urls[step.key]

    def step(self, name: str) -> Step | None:
        """The step of a name, None for a name that is nobody's."""
        return self._steps.get(name)


def _name(key: str, secret: str) -> str:
    return b32encode(hmac.digest(secret.encode(), b"step name|" + key.encode(), "sha256"))[:7].decode().lower()
