"""The expected answers: which questions are asked as of which days, and the files that hold what they answer.

    python -m tests.golden [THEME/NAME]

writes them anew from the seeds. Review what has changed against the sources before you commit it.
"""

import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from kg.ask import ask
from kg.content import content_folder
from kg.load import load
from kg.store import Store, open_store

__all__ = ["CASES", "SEEDS", "Case"]

FOLDER = Path(__file__).parent / "golden"
SEEDS = (content_folder("seeds") / "us-china-2025",)


@dataclass(frozen=True)
class Case:
    """One question as of one day; ``variant`` tells apart what is asked with parameters."""

    question: str
    as_of: str
    variant: str = ""
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The file of the expected answer."""
        parts = [self.question, self.as_of, *([self.variant] if self.variant != "" else []), "json"]
        return FOLDER / ".".join(parts)

    def answer(self, store: Store) -> str:
        """What the question answers."""
        return ask(store, self.question, as_of=self.as_of, **self.parameters).to_json()


SOYBEANS = "commitment/cn-soybeans-2025"

CASES = (
    Case("reciprocity/unreciprocated-concessions", "2025-12-16"),
    Case("reciprocity/unreciprocated-concessions", "2025-12-07"),
    Case("reciprocity/unreciprocated-concessions", "2025-12-16", "paired", {"standing": "paired"}),
    Case("claims/contested-terms", "2025-12-16"),
    Case("claims/contested-terms", "2025-12-02", "soybeans", {"subject": SOYBEANS}),
    Case("claims/reinterpretations", "2025-12-16"),
    Case("claims/reinterpretations", "2025-12-02", "soybeans", {"subject": SOYBEANS, "field": "window"}),
    Case("claims/reinterpretations", "2025-12-10", "soybeans", {"subject": SOYBEANS, "field": "window"}),
    Case("claims/who-said-what", "2025-12-16", "cutler", {"speaker": "official/wendy-cutler"}),
    Case("claims/who-said-what", "2025-12-16", "opinions", {"topic": "topic/export-controls", "stance": "opines"}),
    Case("events/timeline", "2025-12-16"),
    Case(
        "events/timeline",
        "2025-12-16",
        "busan",
        {"negotiation": "negotiation/us-china-2025", "from": "2025-10-25", "to": "2025-10-30"},
    ),
    Case("record/dossier", "2025-12-16", "h200", {"id": "concession/us-h200-easing"}),
    Case("record/dossier", "2025-12-16", "soybeans", {"id": SOYBEANS}),
    Case("record/dossier", "2025-12-16", "cutler", {"id": "official/wendy-cutler"}),
)


def main(words: list[str]) -> int:
    """Write the expected answers of one question, or of all."""
    cases = [case for case in CASES if words in ([], [case.question])]
    if cases == []:
        print(f"no case asks {' '.join(words)}: add one to CASES in tests/golden.py", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, open_store(f"embedded:{folder}/graph") as store:
        load(store, SEEDS)
        for case in cases:
            case.file.parent.mkdir(parents=True, exist_ok=True)
            case.file.write_text(case.answer(store), encoding="utf-8")
            print(case.file.relative_to(FOLDER.parents[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
