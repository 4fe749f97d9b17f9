"""The expected answers: which questions are asked as of which days, and the files that hold what they answer.

    python -m tests.golden [THEME/NAME]

writes them anew from the seeds, and the drawings that the pages of the questions show. Review what has changed against
the sources before you commit it.
"""

import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from kg.ask import ask, find_question
from kg.content import content_folder
from kg.generate.questions_pages import drawing, example_of
from kg.load import load
from kg.store import Store, open_store
from tests.project import ROOT

__all__ = ["CASES", "SEEDS", "Case", "drawing_of", "file_of_drawing"]

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


def file_of_drawing(question: str) -> Path:
    """The file of what the example of a question draws."""
    return FOLDER / f"{question}.mmd"


def drawing_of(store: Store, question: str) -> str:
    """What the example on the page of a question draws; nothing where no expected answer has rows."""
    example = example_of(find_question(question), ROOT)
    if example is None:
        return ""
    given = {name: value for name, value in example.parameters.items() if value is not None}
    return drawing(ask(store, question, as_of=example.as_of, **given))


SOYBEANS = "commitment/cn-soybeans-12-mt"
TRUCE = "arrangement/us-china-truce-2025-10-30"
BUSAN = {"negotiation": "negotiation/us-china-2025", "from": "2025-10-25", "to": "2025-10-30"}
WITHIN_100_DAYS = {"party": "party/cn", "within_days": "100"}
US_AGAINST_CHINA = {"imposed_by": "party/us", "against": "party/cn"}
WEEK = {"from": "2025-12-08", "to": "2025-12-16"}

# What the main questions answered on days that changed something.
DAYS = (
    "2025-05-13",
    "2025-08-13",
    "2025-10-10",
    "2025-10-31",
    "2025-11-05",
    "2025-12-02",
    "2025-12-07",
    "2025-12-10",
    "2025-12-16",
    "2026-01-21",
)
MAIN = (
    "reciprocity/unreciprocated-concessions",
    "claims/denials-and-silence",
    "claims/contested-terms",
    "measures/threats",
)

GENEVA_PAUSE = "concession/us-geneva-24-points"
BUSAN_DAY = "2025-10-30"


def narrowed(day: str) -> Iterator[Case]:
    """What the other main questions are asked on those days, each about one thing, so that answers stay short."""
    week_before = str(date.fromisoformat(day) - timedelta(weeks=1))
    yield Case("events/timeline", day, "the-week-before", {"from": week_before, "to": day})
    yield Case("measures/in-force", day, "us-against-china", US_AGAINST_CHINA)
    yield Case("record/dossier", day, "geneva-pause", {"id": GENEVA_PAUSE})
    if day > "2025-08-11":
        yield Case("arrangements/extensions", day)
        yield Case("claims/who-said-what", day, "bessent", {"speaker": "official/scott-bessent"})
    if day > BUSAN_DAY:
        yield Case("claims/reinterpretations", day, "soybeans", {"subject": SOYBEANS, "field": "window"})
        yield Case("commitments/progress", day, "soybeans", {"commitment": SOYBEANS})


CASES = (
    Case("reciprocity/unreciprocated-concessions", "2025-12-16", "paired", {"standing": "paired"}),
    Case("claims/contested-terms", "2025-12-02", "soybeans", {"subject": SOYBEANS}),
    Case("claims/reinterpretations", "2025-12-16"),
    Case("claims/who-said-what", "2025-12-16", "cutler", {"speaker": "official/wendy-cutler"}),
    Case("claims/who-said-what", "2025-12-15", "cutler", {"speaker": "official/wendy-cutler"}),
    Case("claims/who-said-what", "2025-12-16", "opinions", {"topic": "topic/export-controls", "stance": "opines"}),
    Case("events/timeline", "2025-12-16"),
    Case("events/timeline", "2025-10-27", "busan", BUSAN),
    Case("events/timeline", "2025-12-16", "busan", BUSAN),
    Case("events/timeline", "2026-06-01", "spring", {"from": "2026-04-01"}),
    Case("record/dossier", "2025-12-16", "h200", {"id": "concession/us-h200-easing"}),
    Case("record/dossier", "2025-12-07", "h200", {"id": "concession/us-h200-easing"}),
    Case("record/dossier", "2025-12-16", "soybeans", {"id": SOYBEANS}),
    Case("record/dossier", "2025-12-16", "cutler", {"id": "official/wendy-cutler"}),
    Case("record/dossier", "2026-01-20", "count", {"id": "claim/usda-sold-since-summit"}),
    Case(
        "record/dossier",
        "2026-01-20",
        "stage",
        {"id": "status/concession-us-h200-easing-refused-2026-01-15-2026-05-15"},
    ),
    Case("reciprocity/ledger", "2025-10-30"),
    Case("reciprocity/ledger", "2025-12-16"),
    Case("arrangements/two-texts", "2025-10-31", "truce", {"arrangement": TRUCE}),
    Case("arrangements/two-texts", "2025-12-16", "truce", {"arrangement": TRUCE}),
    Case("commitments/open", "2025-12-16"),
    Case("commitments/open", "2025-12-16", "china-within-100-days", WITHIN_100_DAYS),
    Case("commitments/open", "2026-01-21", "china-within-100-days", WITHIN_100_DAYS),
    Case("commitments/open", "2026-11-24"),
    Case("commitments/lapsed", "2025-12-16"),
    Case("commitments/lapsed", "2026-01-21"),
    Case("commitments/lapsed", "2026-11-24"),
    Case("commitments/one-sided", "2025-11-01"),
    Case("commitments/one-sided", "2025-12-16"),
    Case("commitments/conditions", "2025-10-31"),
    Case("commitments/conditions", "2025-12-16"),
    Case("concessions/fate", "2025-06-12", "china", {"given_by": "party/cn"}),
    Case("concessions/fate", "2025-12-16", "china", {"given_by": "party/cn"}),
    Case("concessions/fate", "2026-06-01", "us", {"given_by": "party/us"}),
    Case("concessions/fate", "2026-11-24", "china", {"given_by": "party/cn"}),
    Case("claims/accusations", "2025-05-31"),
    Case("claims/accusations", "2025-12-16"),
    Case("claims/competing-explanations", "2025-12-10"),
    Case("claims/competing-explanations", "2025-12-16"),
    Case("claims/competing-explanations", "2026-06-01"),
    Case("claims/hardened", "2025-12-16"),
    Case("claims/hardened", "2026-05-30"),
    Case("events/upcoming", "2025-06-09"),
    Case("events/upcoming", "2025-12-16"),
    Case("actors/posts", "2025-04-01", "mofcom", {"institution": "institution/mofcom"}),
    Case("actors/posts", "2025-12-16", "mofcom", {"institution": "institution/mofcom"}),
    Case("actors/revolving-door", "2025-12-10"),
    Case("actors/revolving-door", "2025-12-16"),
    Case("actors/revolving-door", "2026-06-01"),
    Case("actors/delegations", "2025-06-30"),
    Case("actors/delegations", "2025-12-16"),
    Case("measures/in-force", "2025-05-13"),
    Case("measures/in-force", "2025-10-15", "us-against-china", US_AGAINST_CHINA),
    Case("measures/in-force", "2025-04-08", "us-against-china", US_AGAINST_CHINA),
    Case("measures/in-force", "2025-12-16"),
    Case("measures/in-force", "2026-11-24"),
    Case("measures/legal-basis", "2025-11-06", "announcement-55", {"basis": "document/mofcom-gac-55-2025"}),
    Case("measures/legal-basis", "2025-05-13", "eo-14257", {"basis": "document/eo-14257"}),
    Case("measures/legal-basis", "2025-12-16", "eo-14257", {"basis": "document/eo-14257"}),
    Case("measures/legal-basis", "2025-12-16", "affiliates-rule", {"basis": "document/fr-2025-19001"}),
    Case("measures/legal-basis", "2026-11-24", "affiliates-rule", {"basis": "document/fr-2025-19001"}),
    Case("measures/rates", "2025-05-13", "soybeans", {"topic": "topic/soybeans"}),
    Case("measures/rates", "2025-12-30", "us-on-china", {"subject": "measure/us-tariffs-on-china"}),
    Case("measures/rates", "2025-12-16", "soybeans", {"topic": "topic/soybeans"}),
    Case("measures/rates", "2026-05-30", "chips", {"topic": "topic/advanced-chips"}),
    Case("record/changes", "2025-12-10", "the-week-before", WEEK),
    Case("record/changes", "2025-12-16", "the-week-before", WEEK),
    Case("record/changes", "2025-11-05", "fact-sheet", {"from": "2025-10-30", "to": "2025-11-01"}),
    Case("record/coverage", "2025-05-12"),
    Case("record/coverage", "2025-12-16"),
    *(Case(question, day) for day in DAYS for question in MAIN),
    *(case for day in DAYS for case in narrowed(day)),
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
        # Which answer is the example is known when all are written.
        for question in sorted({case.question for case in cases}):
            file = file_of_drawing(question)
            file.write_text(drawing_of(store, question), encoding="utf-8")
            print(file.relative_to(FOLDER.parents[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
