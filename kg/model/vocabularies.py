"""The closed vocabularies of the records, a definition for every word.

The words of quantities and windows stand with those values in ``kg/model/quantity.py`` and ``window.py``.
"""

from kg.model.vocabulary import Term

__all__ = [
    "ArrangementKind",
    "CommitmentAction",
    "CommitmentForm",
    "ConcessionAction",
    "DocumentKind",
    "Duty",
    "EventKind",
    "FigureCounts",
    "FigureStage",
    "Hedge",
    "InstitutionKind",
    "MeasureKind",
    "Predicate",
    "Rank",
    "Role",
    "Stance",
    "Standing",
    "StatusWord",
    "SubjectValue",
    "Tier",
    "Verdict",
]


class InstitutionKind(Term, scheme="institution-kind"):
    """What sort of body an institution is; the first five can speak for a side of a negotiation."""

    HEAD_OF_STATE_OFFICE = "head_of_state_office", "The office of a head of state, such as a presidency."
    MINISTRY = "ministry", "A ministry or department of a government."
    AGENCY = "agency", "A government body that is not itself a ministry: an authority, bureau or commission."
    LEGISLATURE = "legislature", "A parliament, one of its chambers or one of its committees."
    COURT = "court", "A court or tribunal of a state."
    STATE_FIRM = "state_firm", "A firm that a state owns or controls."
    FIRM = "firm", "A privately owned firm, law firms and consultancies included."
    ASSOCIATION = "association", "An association of firms or of people."
    THINK_TANK = "think_tank", "A research institute or university."
    MEDIUM = "medium", "A news outlet, wire, trade press, or a website that republishes."
    JOINT_BODY = "joint_body", "A body that parties set up together, or an international organisation."


class EventKind(Term, scheme="event-kind"):
    """What sort of event took place or is planned."""

    ROUND = "round", "A round of talks between delegations."
    CALL = "call", "A call by telephone or video."
    SUMMIT = "summit", "A meeting of heads of state or government."
    VISIT = "visit", "A journey of an official to another party."
    WEBINAR = "webinar", "A discussion held online before an audience."
    HEARING = "hearing", "A hearing of a legislature, agency or court."
    ANNOUNCEMENT = "announcement", "A public announcement by an official or institution."
    SIGNING = "signing", "The signing of a text."
    PUBLICATION = "publication", "The publication of a text or of data."
    RULING = "ruling", "A decision of a court or tribunal."
    DEADLINE = "deadline", "The day on which something expires or falls due."
    CONFERENCE = "conference", "A conference, forum or interview before an audience."


class Role(Term, scheme="role"):
    """What a participant of an event did there."""

    HEAD = "head", "Led a delegation, or met as principal."
    MEMBER = "member", "Belonged to a delegation without leading it."
    SPEAKER = "speaker", "Spoke before an audience."
    HOST = "host", "Received the others or organised the event."
    MODERATOR = "moderator", "Led the discussion."
    QUESTIONER = "questioner", "Put questions to a speaker."


class ArrangementKind(Term, scheme="arrangement-kind"):
    """How firm the form of an arrangement is."""

    AGREEMENT = "agreement", "A text that the parties signed or otherwise declared binding."
    JOINT_STATEMENT = "joint_statement", "One text that the parties issued together."
    FRAMEWORK = "framework", "An outline that the parties mean to carry out or fill in later."
    TRUCE = "truce", "A mutual pause of measures."
    UNDERSTANDING = "understanding", "Common ground that each party describes in words of its own."


class DocumentKind(Term, scheme="document-kind"):
    """What sort of text or data set a document is."""

    ARTICLE = "article", "A piece of news, trade press or analysis."
    FACT_SHEET = "fact_sheet", "An official summary of what was agreed or decided."
    STATEMENT = "statement", "A statement of one party or institution, spokespersons' answers included."
    JOINT_STATEMENT = "joint_statement", "A text that several parties issued together."
    EXECUTIVE_ORDER = "executive_order", "An order of a head of state to the executive."
    PROCLAMATION = "proclamation", "A proclamation of a head of state."
    RULE = "rule", "A regulation of an agency."
    NOTICE = "notice", "A notice of an agency in an official journal."
    ANNOUNCEMENT = "announcement", "A numbered or dated announcement of a ministry or agency that sets measures."
    REPORT = "report", "A study, report or legal briefing."
    DATA_SET = "data_set", "Published figures."
    TRANSCRIPT = "transcript", "A record of spoken words."
    POST = "post", "A post on a social medium."
    READOUT = "readout", "An account of a meeting or call by one of those who took part."
    PROFILE = "profile", "A biography or list of posts."
    WEB_PAGE = "web_page", "Any other page."


class Tier(Term, scheme="tier"):
    """How far a document can be relied on, best first."""

    OFFICIAL = "O", "An official text, or a faithful mirror of one."
    WIRE = "W", "A wire service or news outlet, or a copy of its text."
    TRADE_PRESS = "T", "Trade press, a think tank or an institution."
    LAW = "L", "A law or consulting firm."
    AGGREGATOR = "A", "An aggregator or a summary made by others, by machine too."
    UNRELIABLE = "X", "Unreliable or translated by machine."


class MeasureKind(Term, scheme="measure-kind"):
    """What sort of trade measure it is."""

    TARIFF = "tariff", "A duty on imports, or a change of one."
    EXPORT_CONTROL = "export_control", "A control of exports of goods, software or technology."
    PORT_FEE = "port_fee", "A charge on ships that call at ports."
    LISTING = "listing", "A list of entities with which dealings are restricted."
    INVESTIGATION = "investigation", "A trade, antitrust or security investigation."
    FIRM_CONTROL = "firm_control", "A hold of a state on the decisions or the ownership of a firm."
    IMPORT_RESTRICTION = "import_restriction", "A bar to imports that is no duty: a ban, a quota, a block at customs."
    LICENCE_REGIME = "licence_regime", "A requirement to obtain licences, or the way they are granted."


class ConcessionAction(Term, scheme="concession-action"):
    """How a party eases its own measure or gives up a position."""

    SUSPEND = "suspend", "Stops applying a measure for a time."
    REMOVE = "remove", "Ends a measure."
    LOWER = "lower", "Lowers a rate or a fee."
    RELAX = "relax", "Narrows a control or makes its conditions easier."
    EXEMPT = "exempt", "Takes some goods, entities or parties out of a measure."
    LICENSE = "license", "Grants licences under a measure that stays."
    PROLONG = "prolong", "Lengthens an easing that would have ended."
    YIELD = "yield", "Gives up a position held in the talks."


class CommitmentAction(Term, scheme="commitment-action"):
    """What a party promises to do, beside easing a measure of its own."""

    BUY = "buy", "Buys goods or services."
    PAY = "pay", "Pays a sum, or a share of what it earns."
    SELL = "sell", "Sells an asset."
    SUPPLY = "supply", "Lets goods or technology flow."
    LICENSE = "license", "Grants licences that are not an easing of a measure of its own."
    SUSPEND = "suspend", "Pauses an act of its own that is not a measure."
    EXTEND = "extend", "Keeps something going for longer."
    ENFORCE = "enforce", "Enforces its law against third persons."
    NEGOTIATE = "negotiate", "Talks, or works out a text or plan."
    INVESTIGATE = "investigate", "Looks into a matter."
    REFRAIN = "refrain", "Does not take an act that it could take."
    VISIT = "visit", "Travels to, or receives, the other party."
    INVEST = "invest", "Invests."


class CommitmentForm(Term, scheme="commitment-form"):
    """In what form a commitment was given."""

    WRITTEN = "written", "Stands in a text of the party that gave it, or in a joint text."
    ORAL = "oral", "Was spoken."
    POST = "post", "Stands in a post on a social medium."


class Duty(Term, scheme="duty"):
    """How strongly a commitment binds by its own words."""

    MUST = "must", "Shall be done."
    BEST_EFFORT = "best_effort", "Is to be tried."
    INTENDS = "intends", "Is meant to be done."
    AGREED_TO_DISCUSS = "agreed_to_discuss", "Is to be talked about."


class StatusWord(Term, scheme="status"):
    """A stage in the life of a measure, concession, commitment, event or arrangement."""

    THREATENED = "threatened", "Was held out as a threat."
    ANNOUNCED = "announced", "Was announced and has not taken effect."
    IN_FORCE = "in_force", "Has effect."
    SUSPENDED = "suspended", "Exists and is not applied for a time, or only at the rate that the stage carries."
    CHANGED = "changed", "Applies in an altered form or at another rate."
    ENDED = "ended", "Has ended by its own term or by a decision of its owner."
    ANNULLED = "annulled", "Was struck down by a court or a later legal act."
    REFUSED = "refused", "Was not taken up by the party to which it was given."
    WITHDRAWN = "withdrawn", "Was taken back by the party that gave it."
    LAPSED = "lapsed", "Ran out without being met or renewed."
    MOOT = "moot", "Lost its object, because the measure that it eased has ended."
    FLOATED = "floated", "Was mentioned as an idea and is no promise yet."
    AGREED_IN_PRINCIPLE = "agreed_in_principle", "Was agreed, subject to approval."
    GIVEN = "given", "Was given as a promise."
    FULFILLED = "fulfilled", "Was met."
    BROKEN = "broken", "Was not kept."
    PLANNED = "planned", "Is planned."
    POSTPONED = "postponed", "Was moved to a later day."
    CANCELLED = "cancelled", "Will not take place."
    HELD = "held", "Took place."
    NOT_KNOWN = "not_known", "Nobody says whether it took place."
    SIGNED = "signed", "Was signed."
    EXTENDED = "extended", "Was prolonged."


class Stance(Term, scheme="stance"):
    """What a speaker does with the matter of a claim."""

    ASSERTS = "asserts", "Says that it is so."
    DENIES = "denies", "Says that it is not so."
    DECLINES_TO_CONFIRM = "declines_to_confirm", "Was asked and would not say."
    OMITS = "omits", "Issued a text on the matter that leaves it out."
    QUESTIONS = "questions", "Puts it in doubt or asks whether it is so."
    PREDICTS = "predicts", "Says that it will be so."
    SPECULATES = "speculates", "Considers that it may be so."
    OPINES = "opines", "Judges or values it."
    REQUESTS = "requests", "Asks for it to be done."
    THREATENS = "threatens", "Holds it out as a threat."


class Hedge(Term, scheme="hedge"):
    """How much a speaker softens a claim, weakest softening first."""

    NONE = "none", "Said without softening."
    WEAK = "weak", "Softened, as with appears or likely."
    STRONG = "strong", "Softened strongly, as with perhaps, wondering, or hearsay."


class Predicate(Term, scheme="predicate"):
    """What a link says of its subject and object."""

    RECIPROCATES = "reciprocates", "The two undertakings were given for each other; the link has no direction."
    BREACHES = "breaches", "The subject, a party or institution, does not keep the object."
    FULFILS = "fulfils", "The subject, a party or institution, has kept the object."
    IMPLEMENTS = "implements", "The subject carries the object out."
    CONDITIONAL_ON = "conditional_on", "The subject depends on the object."
    PROMPTED_BY = "prompted_by", "The subject was brought about by the object."
    REPLACES = "replaces", "The subject takes the place of the object."


class SubjectValue(Term, scheme="subject-value"):
    """What stands in the place of the subject of a reciprocates link when the speaker sees no counterpart."""

    NOTHING = "nothing", "Nothing came back."
    TOO_LITTLE = "too-little", "Something came back, and the speaker holds it to be too little."


class FigureStage(Term, scheme="figure-stage"):
    """How far goods had come when they were counted."""

    ANNOUNCED = "announced", "Said to have been bought."
    CONTRACTED = "contracted", "Under a sales contract."
    SHIPPED = "shipped", "Loaded for the buyer."
    ARRIVED = "arrived", "Landed or cleared by the buyer's customs."


class FigureCounts(Term, scheme="figure-counts"):
    """Whether a figure is a total or an addition."""

    RUNNING_TOTAL = "running_total", "All since the beginning of the count."
    INCREMENT = "increment", "Only what was added."


class Rank(Term, scheme="rank"):
    """What the editors of the graph make of a claim."""

    PREFERRED = "preferred", "To be taken before other readings."
    NORMAL = "normal", "One reading among others."
    DEPRECATED = "deprecated", "Known to be wrong or misprinted, and kept in sight."


class Standing(Term, scheme="standing"):
    """How an undertaking stands towards what the other side gave, in the order in which it is reported."""

    SAID_UNRECIPROCATED = "said to be unreciprocated", "Somebody says that nothing, or too little, came back."
    PAIRED = "paired", "A claim ties it to an undertaking of the other side."
    PERHAPS_RECIPROCATED = "said to be perhaps reciprocated", "Only strongly hedged or speculative links tie it."
    PACKAGED = "packaged", "Its arrangement also holds undertakings of the other side, and nobody pairs them."
    NONE_RECORDED = "none recorded", "No reciprocal undertaking is recorded as of the day asked for."


class Verdict(Term, scheme="verdict"):
    """What was decided about two records."""

    SAME = "same", "They are one person or one body."
    DIFFERENT = "different", "They are two, however alike they look."
    UNSURE = "unsure", "It cannot be told yet; they stay two."
