"""The measures that documents set, and the stages that later documents make of them.

A document belongs to a measure that an earlier one set where the data prove it: by `correction_of` and `corrections`,
by the notes on an order, by a docket or RIN that both have, by naming the number, citation or whole title of the
earlier one, or by acting on exactly its title (as `acts.telling` compares titles). That a title holds the words of
another is no proof. Every document
makes a stage or is noted with the reason why it makes none.
"""

from dataclasses import dataclass, field
from typing import Final

from kg.load.intake import Intake

from .acts import Act, titles_in
from .paper import Paper, title_key, words_key
from .ties import Ties

OVER: Final = ("suspended", "ended", "annulled")
SETTING: Final = ("rule", "proposed rule")
SETTING_KINDS: Final = ("executive_order", "proclamation")
"""What sets a measure unless its title says otherwise: types of the Register, and kinds of presidential document."""

NO_SETTING: Final = "it is of a type that sets a measure only where its title begins so"

AROUND: Final = "the words around the whole title of a measure are no act that is known; see acts in source.yaml"

Found = tuple[list[tuple["Life", str]], str | None]
"""The measures to which a document belongs, with what it does to each; none, and the reason why."""


@dataclass
class Stage:
    """One stage of a measure; ``set_by`` made it, and all of ``cites`` say so."""

    status: str
    since: str
    until: str | None
    set_by: Paper
    cites: list[Paper]


@dataclass(frozen=True)
class Said:
    """What one document says of a stage; ``revises`` is the document whose days it gives anew."""

    paper: Paper
    status: str
    since: str
    until: str | None
    revises: Paper | None = None


@dataclass(eq=False)
class Life:
    """A measure: the documents that belong to it, in order, its stages, and who said what of them.

    ``measure`` is the id of the measure in another data set, where the user tied the documents to one.
    """

    measure: str | None = None
    papers: list[Paper] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)

    @property
    def is_planned(self) -> bool:
        """Whether it has only been announced."""
        return all(stage.status == "announced" for stage in self.stages)

    def tell(self, paper: Paper, status: str, since: str, until: str | None = None) -> None:
        """A document makes a stage; one that is there already is only confirmed."""
        until = until if until is not None and until >= since else None
        same = next((each for each in self.stages if (each.status, each.since) == (status, since)), None)
        if same is None:
            self.stages.append(Stage(status, since, until, paper, [paper]))
        elif paper not in same.cites:
            same.cites.append(paper)
        self.said.append(Said(paper, status, since, until))

    def restate(self, paper: Paper, stage: Stage, since: str, until: str | None) -> None:
        """A document gives the days of a stage anew."""
        stage.since, stage.until = since, until if until is not None and until >= since else None
        self.said.append(Said(paper, stage.status, stage.since, stage.until, stage.set_by))

    def holds(self, day: str) -> str | None:
        """The stage that holds on a day."""
        running = [(each.since, each.status) for each in self.stages if each.since <= day <= (each.until or "9999")]
        return max(running)[1] if len(running) > 0 else None


class Lives:
    """All measures, found by whatever names a document of theirs; documents are added in order of publication."""

    def __init__(self, intake: Intake, ties: Ties) -> None:
        self.intake = intake
        self.ties = ties
        self.all: list[Life] = []
        self.tied: dict[str, Life] = {}
        self.known: dict[str, dict[Life, None]] = {}
        self.undergone: dict[str, list[tuple[str, Life]]] = {}

    def add(self, paper: Paper) -> list[Life]:
        """The measures to which a document belongs, each with the stage that the document makes of it."""
        found, why = self.place(paper)
        lives = []
        for life, word in found:
            failed = step(life, paper, word)
            why = why if failed is None else failed
            # A correction is one of its measure, whatever it corrects there.
            if failed is None or word == "corrected":
                self.join(paper, life)
                lives.append(life)
        if why is not None:
            self.intake.note(f"no stage was recognised: {why}", f"{paper.number} {paper.title}")
        return lives

    def join(self, paper: Paper, life: Life) -> None:
        """A document belongs to a measure, which can from now on be found by it."""
        life.papers.append(paper)
        for key in (*paper.keys, *paper.shared, title_key(paper.title)):
            self.known.setdefault(key, {})[life] = None
        for word, key in paper.undergoes:
            self.undergone.setdefault(key, []).append((word, life))

    def begun(self, measure: str | None = None) -> Life:
        """A measure of which nothing is known yet."""
        life = Life(measure)
        self.all.append(life)
        return life

    def place(self, paper: Paper) -> Found:
        """Where a document belongs, and what it does there."""
        act, doubt = paper.told.act, paper.told.doubt
        if act is None and doubt is None:
            doubt = self.surrounding(paper)
        undergone = {life: deed for key in paper.keys for deed, life in self.undergone.get(key, ())}
        noted = {life: deed for deed, key in paper.does for life in self.known.get(key, ())} | undergone
        is_correction = paper.type == "correction" or paper.corrects is not None or "corrected" in noted.values()
        word = "corrected" if is_correction else act.word if act is not None else "set" if doubt is None else None
        tied = [self.tied_to(measure) for measure in self.ties.of(paper)]
        if len(tied) > 0:
            word = word if word is not None else next(iter(noted.values()), None)
            return ([(life, word) for life in tied], None) if word is not None else ([], doubt)
        if word == "corrected":
            return self.corrected(paper, undergone)
        if len(noted) > 0:
            return [*noted.items(), *(self.new(paper)[0] if word == "set" else ())], None
        if act is not None:
            return self.acted_on(paper, act)
        return self.new(paper) if doubt is None else ([], doubt)

    def surrounding(self, paper: Paper) -> str | None:
        """The doubt where a title holds the whole one of a known measure in words that are no act we know."""
        return AROUND if len(self.by(*map(words_key, titles_in(paper.title)))) > 0 else None

    def tied_to(self, measure: str) -> Life:
        """The measure of another data set."""
        if measure not in self.tied:
            self.tied[measure] = self.begun(measure)
        return self.tied[measure]

    def by(self, *keys: str) -> list[Life]:
        """The measures that any of the keys names."""
        return list(dict.fromkeys(life for key in keys for life in self.known.get(key, ())))

    def corrected(self, paper: Paper, undergone: dict[Life, str]) -> Found:
        """Where a correction belongs."""
        lives = {life: "corrected" for life, word in undergone.items() if word == "corrected"}
        lives |= dict.fromkeys(self.by(paper.corrects) if paper.corrects is not None else (), "corrected")
        if len(lives) > 0:
            return list(lives.items()), None
        if paper.corrects is None and paper.told.act is not None:
            return self.acted_on(paper, paper.told.act)
        return [], "it corrects a document that sets no measure, or is not in the input"

    def acted_on(self, paper: Paper, act: Act) -> Found:
        """The measure on which a document acts: the one that it proves to mean, and wholly."""
        said = self.intake.lookup("belongs_to", paper.number)
        if said is not None:
            return [(life, act.word) for life in self.by(said)], None
        named = self.by(*paper.refers, *paper.shared)
        exact = [] if act.subject is None else self.by(words_key(act.subject))
        exact = [life for life in exact if not set(paper.agencies).isdisjoint(life.papers[0].agencies)]
        lives = [life for life in named if life in exact or act.may_mean(life.papers[0].title)] or exact
        if len(lives) == 1:
            return [(lives[0], act.word)], None
        if len(lives) > 1:
            return [], "it fits several measures"
        if len(named) > 0:
            return [], "it acts on a part, or on something else than the measure to which it refers"
        return [], "the measure on which it acts is not in the input, or nothing says which it is"

    def new(self, paper: Paper) -> Found:
        """A new measure, or the one of the proposal that a document carries out."""
        if paper.measure_kind is None:
            return [], "its title names no measure"
        if not sets(paper):
            return [], NO_SETTING
        earlier = self.by(*paper.shared)
        if len(earlier) > 1:
            return [], "it fits several measures"
        if len(earlier) == 0:
            same = [life for life in self.by(title_key(paper.title)) if life.is_planned]
            earlier = same if len(same) == 1 and same[0].papers[0].type == "proposed rule" != paper.type else []
        return [(earlier[0] if len(earlier) == 1 else self.begun(), "set")], None


def step(life: Life, paper: Paper, word: str) -> str | None:
    """Add the stage that a document makes of a measure; the reason where it makes none."""
    is_withdrawn = word == "ended" and life.is_planned
    if paper.type == "proposed rule" and word not in ("set", "corrected") and not is_withdrawn:
        return "it is a proposal that is no rule yet"
    return STEPS.get(word, act)(life, paper, word)


def sets(paper: Paper) -> bool:
    """Whether a document is of the sort that sets a measure, or begins as those do that are of another."""
    return paper.type in SETTING or paper.entry.data["document_kind"] in SETTING_KINDS or paper.is_opening


def setting(life: Life, paper: Paper, word: str) -> str | None:
    """A document sets a measure: it is announced, and in force from the day that is given."""
    if not sets(paper):
        return NO_SETTING
    if not life.is_planned:
        return "it belongs to a measure that has taken effect, and does not say what it does with it"
    announced = paper.signed if paper.signed is not None else paper.published
    if paper.effective is None or announced < paper.effective or paper.type == "proposed rule":
        life.tell(paper, "announced", announced)
    if paper.effective is not None and paper.type != "proposed rule":
        life.tell(paper, "in_force", paper.effective, paper.until)
    return None


def act(life: Life, paper: Paper, word: str) -> str | None:
    """A document suspends, changes, ends or annuls a measure."""
    if word == "changed" and life.holds(paper.since) in OVER:
        return "it changes a measure that is suspended or has ended"
    life.tell(paper, word, paper.since, paper.until if word == "suspended" else None)
    return None


def resume(life: Life, paper: Paper, word: str) -> str | None:
    """A document ends a suspension: the measure is in force again."""
    if life.holds(paper.since) != "suspended" and life.measure is None:
        return "it ends a suspension that is not in the input"
    life.tell(paper, "in_force", paper.since)
    return None


def prolong(life: Life, paper: Paper, word: str) -> str | None:
    """A document suspends a measure for longer."""
    if paper.until is None:
        return "it prolongs a suspension and does not say until when"
    life.tell(paper, "suspended", paper.since, paper.until)
    return None


def delay(life: Life, paper: Paper, word: str) -> str | None:
    """A document moves the day from which a measure is in force; without a new day it is only announced."""
    stage = next((each for each in life.stages if each.status == "in_force" and each.since > paper.published), None)
    if stage is None:
        return "it delays what has taken effect, or is not in the input"
    later = paper.effective if paper.effective is not None and paper.effective > stage.since else None
    day = paper.corrected.since if paper.corrected.since is not None else later
    if day is None:
        life.stages.remove(stage)
        life.tell(paper, "announced", paper.published)
    else:
        life.restate(paper, stage, day, stage.until)
        # Nobody knew of the new day before.
        stage.set_by, stage.cites = paper, [paper]
    return None


def correct(life: Life, paper: Paper, word: str) -> str | None:
    """A correction gives the days of a stage anew; it makes none of its own."""
    originals = [each for each in life.papers if is_corrected(each, paper)]
    stages = [each for each in life.stages if each.set_by in originals and each.status != "announced"]
    since, until = paper.corrected.since, paper.corrected.until
    if len(stages) == 0 or (since is None and until is None):
        return "it corrects a document and gives no day of a stage anew"
    stage = stages[-1]
    life.restate(paper, stage, since if since is not None else stage.since, until if until is not None else stage.until)
    stage.cites.append(paper)
    return None


def is_corrected(earlier: Paper, correction: Paper) -> bool:
    """Whether a correction says, or is said, to be one of an earlier document, or names it."""
    act = correction.told.act
    return (
        earlier.number == correction.corrects
        or ("corrected", correction.number) in earlier.undergoes
        or not {*earlier.keys}.isdisjoint(correction.refers)
        or (act is not None and act.subject is not None and words_key(act.subject) == title_key(earlier.title))
    )


STEPS: Final = {"set": setting, "resumed": resume, "prolonged": prolong, "delayed": delay, "corrected": correct}
"""What makes the stages of a document, by what the document does; everything else is an act."""
