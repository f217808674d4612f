"""What somebody has answered so far: an immutable map from key to value, with the script's version, to and from JSON.

It refuses to know what a key means; a script says what still fits.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from portal.conversation.conditions import Value


@dataclass(frozen=True, slots=True)
class Answers(Mapping[str, Value | None]):
    """Keys of steps and of their details, each with a code, codes, or text; None where a step was passed over.

    `finishing`: the person said "that is enough to send", so only what is needed is still asked. `at`: the step that
    was touched last. `half_said`: steps left in the middle, asked again with what is there until they are answered.
    """

    kept: Mapping[str, Value | None] = field(repr=False)
    script: int
    finishing: bool = False
    at: str | None = None
    half_said: frozenset[str] = frozenset()

    def __getitem__(self, key: str) -> Value | None:
        return self.kept[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.kept)

    def __len__(self) -> int:
        return len(self.kept)

    def replacing(self, keys: frozenset[str], kept: Mapping[str, Value | None]) -> "Answers":
        """New answers in which whatever stood under `keys` gave way to `kept`."""
        return replace(self, kept={**{k: v for k, v in self.kept.items() if k not in keys}, **kept})

    def standing_at(self, step: str, *, half_said: bool = False) -> "Answers":
        """The same answers, with the step that was just touched."""
        half = self.half_said | {step} if half_said else self.half_said - {step}
        return replace(self, at=step, half_said=half)

    def finishing_now(self, finishing: bool = True) -> "Answers":
        """The same answers, marked as enough (or as not enough after all)."""
        return replace(self, finishing=finishing)

    def to_json(self) -> str:
        """Text to keep, sealed by whoever keeps it."""
        body = {
            "script": self.script,
            "answers": self.kept,
            "finishing": self.finishing,
            "at": self.at,
            "half_said": sorted(self.half_said),
        }
        return json.dumps(body, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Answers":
        """Answers kept by any version of the script; `Script.adopt` then sets aside what no longer fits."""
        body = json.loads(text)
        kept = {key: tuple(value) if isinstance(value, list) else value for key, value in body["answers"].items()}
        return cls(
            kept,
            int(body["script"]),
            finishing=bool(body.get("finishing", False)),
            at=body.get("at"),
            half_said=frozenset(body.get("half_said", ())),
        )
