"""What is measured: each scorer with its options, and the figures of its result that are pinned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

OWN = "examples"
"""A task whose data and scorer are in the repository: events in example sentences."""
NAMES = "names"
"""Another: pairs of names told apart."""
LANGUAGES = "languages"
"""A third: invented reports in Chinese, Russian and Japanese."""
HEARSAY = "hearsay"
"""A fourth: hearsay chains in invented sentences."""
IN_REPOSITORY = (OWN, NAMES, LANGUAGES, HEARSAY)
LAW = "law"
"""What the law makes of the shared stories and articles; gold and scorer are in the repository."""
KOREAN = "korean"
"""Invented Korean reports and their relays in English; the gold is in the repository, the scorer is the one of the stories."""
SIEVE = "sieve"
"""What the relevance sieve keeps of stories hidden among texts of other subjects; the texts are beside the checkout, the scorer is in the repository."""
PREDICTED = ("attribution", "factuality", "dates", "places", "coref", "truth", "stories")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of a scorer's result.

    Args:
        path: keys into the scorer's JSON, joined by `/`.
        title: the column's heading.
        high_is_good: which way is better.
        slack: how much worse than its floor it may be; another processor rounds differently.
    """

    path: str
    title: str
    high_is_good: bool = True
    slack: float = 0.3

    def of(self, result: dict[str, Any]) -> float | None:
        """The number, or None where the scorer had nothing to measure."""
        value: Any = result
        for key in self.path.split("/"):
            value = value.get(key) if isinstance(value, dict) else None
        return float(value) if isinstance(value, int | float) else None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a scorer: `task` names the scorer and the predictor, `options` choose the data.

    With `rules_only` the trained weights are left out; with `gold` the gold's statements and events are handed in instead of being read.
    """

    name: str
    task: str
    options: tuple[str, ...]
    figures: tuple[Figure, ...]
    title: str
    rules_only: bool = False
    gold: bool = False


def _prf(*names: str) -> tuple[Figure, ...]:
    return tuple(Figure(f"{name}/F", f"{name} F1") for name in names)


def _factuality(*names: str) -> tuple[Figure, ...]:
    return tuple(
        figure
        for name in names
        for figure in (
            Figure(f"{name}/MAE", f"{name} MAE", high_is_good=False, slack=0.005),
            Figure(f"{name}/r", f"{name} r", slack=0.005),
        )
    )


_PLACES = (
    Figure("acc@161 all gold", "acc@161, all gold"),
    Figure("acc@161 resolved", "acc@161, resolved"),
    Figure("FOUND/F", "found F1"),
)
_NAMES = (
    Figure("pairs/right", "right"),
    Figure("pairs/P", "precision"),
    Figure("pairs/R", "recall"),
    Figure("pairs/F", "F1"),
    Figure("person/F", "people F1"),
    Figure("body/F", "bodies F1"),
    Figure("ship/F", "ships F1"),
)
_HEARSAY = (
    Figure("exact", "chains exact", slack=1.0),
    Figure("links/P", "links, precision", slack=1.0),
    Figure("links/R", "links, recall", slack=1.0),
    Figure("own voice", "own voice left alone", slack=1.0),
)
_TRUTH = (Figure("accuracy", "accuracy", slack=0.003),)
_READING = (
    Figure("statements/F", "statements F1"),
    Figure("LINK/F", "LINK F1"),
    Figure("chains (matched statements)/chain_exact", "chain exact"),
    Figure("chains (matched statements)/nested_exact", "nested chain exact", slack=1.0),
    Figure("labels (matched statements)/factuality_macro_F1", "factuality macro F1", slack=1.0),
    Figure("labels (matched statements)/factuality_accuracy", "factuality accuracy"),
    Figure("labels (matched statements)/anonymity_accuracy", "anonymity accuracy"),
    Figure("rumour/share", "rumour, plan or denial told as fact, %", high_is_good=False),
    Figure("event triggers/F", "event triggers F1"),
    Figure("event types/F", "event types F1"),
)
_WHEN_WHERE = (
    Figure("events (matched)/when", "when", slack=1.0),
    Figure("events (matched)/place", "place", slack=1.0),
    Figure("events (matched)/quantity_exact", "quantities exact", slack=1.0),
    Figure("pairs/one claim", "original and translation in one claim", slack=1.0),
    Figure("pairs/both", "in one claim and relayed as translated", slack=1.0),
)
_FALSE_PAIRS = Figure("pairs/falsely translated", "two witnesses taken for a translation", high_is_good=False)
_KOREAN = tuple(
    Figure(f.path, f.title, slack=1.0)
    for f in (
        *_READING[:3],
        *_READING[4:6],
        Figure("labels (matched statements)/basis_accuracy", "basis accuracy"),
        *_READING[6:7],
        *_READING[8:],
    )
)
_STORIES = (
    Figure("statements/F", "statements F1"),
    Figure("LINK/F", "LINK F1"),
    Figure("chains (matched statements)/chain_exact", "chain exact"),
    Figure("chains (matched statements)/nested_exact", "nested chain exact"),
    Figure("labels (matched statements)/factuality_macro_F1", "factuality macro F1", slack=1.0),
    Figure("labels (matched statements)/factuality_accuracy", "factuality accuracy"),
    Figure("labels (matched statements)/basis_accuracy", "basis accuracy"),
    Figure("event types/F", "event types F1"),
    Figure("event triggers/F", "event triggers F1"),
    Figure("events (matched)/when", "when"),
    Figure("events (matched)/place", "place"),
    Figure("events (matched)/country", "country"),
    Figure("events (matched)/when_where_gold_has_one", "when, where the gold has one"),
    Figure("events (matched)/place_where_gold_has_one", "place, where the gold has one"),
    Figure("events (matched)/quantity_exact", "quantities exact"),
    Figure("relay edges/F", "relays F1"),
    Figure("relays/hidden_relays_found", "hidden relays found"),
    Figure("claims B3/F", "claims B3"),
    Figure("independence/interval_exact", "interval exact"),
    Figure("independence/interval_covers_gold", "interval covers gold"),
    Figure("independence/false_corroboration_strict", "false corroboration (strict)", high_is_good=False),
    Figure("independence/missed_corroboration", "missed corroboration", high_is_good=False),
    Figure("noise/characters_inside_statements", "noise characters in statements", high_is_good=False, slack=0.0),
    Figure("noise/share_marked_as_noise", "noise marked"),
    Figure("personal data/spans_marked", "personal data marked", slack=0.0),
    Figure("personal data/left_unmasked", "personal data left in exports", high_is_good=False, slack=0.0),
)

_TRACED = (
    Figure("claims B3/F", "claims B3"),
    Figure("relay edges/F", "relays F1"),
    Figure("relays/hidden_relays_found", "hidden relays found"),
    Figure("independence/interval_exact", "interval exact"),
    Figure("independence/interval_covers_gold", "interval covers gold"),
    Figure("independence/false_corroboration_strict", "false corroboration (strict)", high_is_good=False),
    Figure("independence/missed_corroboration", "missed corroboration", high_is_good=False),
    Figure("loops/F", "loops F1"),
    Figure("zombies/first_report_right_of_found", "first report of a stale figure right"),
)

_EVENTS = (
    Figure("events/P", "precision", slack=1.0),
    Figure("events/R", "recall", slack=1.0),
    Figure("events/F", "F1", slack=0.7),
    Figure("macro F1", "mean F1 of the types", slack=0.7),
    Figure("found/when", "when", slack=1.0),
    Figure("found/place", "place", slack=1.0),
    Figure("found/country", "country", slack=1.0),
    Figure("found/quantities", "quantities", slack=1.0),
)

_LANGUAGES = (
    Figure("statements/F", "statements F1", slack=1.0),
    Figure("LINK/F", "LINK F1", slack=1.0),
    Figure("chain exact", "chain exact", slack=1.0),
    Figure("factuality", "factuality accuracy", slack=1.0),
    Figure("event types/F", "event types F1", slack=1.0),
    Figure("when", "when", slack=1.0),
    Figure("country", "country", slack=1.0),
    Figure("quantity", "quantities exact", slack=1.0),
    Figure("language", "language found", slack=0.0),
)
_TONGUES = {"zh": "Chinese", "ru": "Russian", "ja": "Japanese"}
_HALVES = {
    "seen": "the half that the reader was made on",
    "unseen": "the half that was not looked at",
}

_LAW = (
    Figure("facts/right", "facts of the law filled, of those given"),
    Figure("facts/wrong", "filled wrongly, of those filled", high_is_good=False),
    Figure("indicators/P", "words for indicators, precision"),
    Figure("indicators/R", "sure passages shown"),
)

_LAW_HELD = (*_LAW[:3], Figure("indicators/R", "passages shown"))

_SIEVE = (
    Figure("recall/all", "stories and seeds kept", slack=0.0),
    Figure("recall/train", "of the stories it was made on", slack=0.0),
    Figure("recall/held", "of the others", slack=0.0),
    Figure("kept/all", "share of all texts kept", high_is_good=False, slack=0.1),
    Figure("kept/kcna", "of stories of North Korea's own agency", high_is_good=False),
    Figure("kept/polnear", "of American politics", high_is_good=False),
    Figure("kept/muc4", "of Latin America in 1989", high_is_good=False),
    Figure("recall/en", "English reports kept"),
    Figure("recall/ko", "Korean reports kept"),
    Figure("recall/invented ko", "invented Korean reports kept"),
    Figure("recall/invented zh", "invented Chinese reports kept"),
    Figure("recall/invented ru", "invented Russian reports kept"),
    Figure("recall/invented ja", "invented Japanese reports kept"),
    Figure("recall/headlines", "kept by the headline alone"),
    Figure("recall/headlines that name it", "of headlines with a name of the subject"),
    Figure("recall/cut", "kept by the first 300 characters alone"),
    Figure("recall/noisy", "kept with three letters in a hundred misread"),
    Figure("near/held", "invented texts that come near kept", high_is_good=False),
)

RUNS = (
    Run(
        "attribution",
        "attribution",
        ("--split", "dev"),
        _prf("T-source", "T-cue", "T-content", "LINK"),
        "Who said what: PolNeAR, developer split",
    ),
    Run(
        "attribution-rules",
        "attribution",
        ("--split", "dev"),
        _prf("T-source", "T-cue", "T-content", "LINK"),
        "Who said what, without the trained weights: PolNeAR, developer split",
        rules_only=True,
    ),
    Run(
        "factuality",
        "factuality",
        ("--split", "dev"),
        _factuality("uw", "meantime", "uds_ih2", "cb", "rp", "mv2"),
        "How sure: six sets, developer splits",
    ),
    Run("dates", "dates", ("--set", "timebank"), _prf("strict", "relaxed", "value"), "Dates: TimeBank"),
    Run("places-lgl", "places", ("--set", "lgl"), _PLACES, "Places: Local-Global Lexicon"),
    Run("places-gwn", "places", ("--set", "gwn"), _PLACES, "Places: GeoWebNews"),
    Run(
        "coref",
        "coref",
        ("--split", "dev"),
        tuple(Figure(m, m) for m in ("MUC", "B3", "CEAFe", "CoNLL")),
        "Same event: ECB+, developer split, gold mentions",
    ),
    Run("truth-book", "truth", ("--set", "book"), _TRUTH, "Rival values: authors of books"),
    Run("truth-weather", "truth", ("--set", "weather"), _TRUTH, "Rival values: weather"),
    Run(
        "examples-pack",
        OWN,
        ("pack",),
        _EVENTS,
        "Events of every type: the subject pack's example sentences, half of them traps",
    ),
    Run(
        "examples-held",
        OWN,
        ("held",),
        _EVENTS,
        "Events of every type: sentences of other writers, unseen while the reader was made",
    ),
    Run(
        "hearsay-dev",
        HEARSAY,
        ("dev",),
        _HEARSAY,
        "Hearsay chains: sentences of other writers, by which the reader was made better",
    ),
    Run(
        "hearsay-held",
        HEARSAY,
        ("held-out",),
        _HEARSAY,
        "Hearsay chains: sentences of other writers, unseen while the reader was made",
    ),
    Run("names-dev", NAMES, ("dev",), _NAMES, "Pairs of names told apart: the half that the matcher was made on"),
    Run("names-held", NAMES, ("held-out",), _NAMES, "Pairs of names told apart: the half that was not looked at"),
    *(
        Run(
            f"languages-{language}-{half}",
            LANGUAGES,
            (f"{language}-{half}",),
            _LANGUAGES,
            f"{name}: invented reports, {what}",
        )
        for language, name in _TONGUES.items()
        for half, what in _HALVES.items()
    ),
    Run(
        "law-given",
        LAW,
        ("gold",),
        _LAW,
        "The law's facts and indicators: the stories, with the gold's statements and events handed in",
    ),
    Run(
        "law-held",
        LAW,
        ("held",),
        _LAW_HELD,
        "The law's facts and indicators: invented passages of other writers, unseen while cues were written",
    ),
    Run("law", LAW, ("read",), _LAW, "The law's facts and indicators: stories and articles as the program reads them"),
    Run(
        "stories-traced",
        "stories",
        (),
        _TRACED,
        "Joining and tracing alone: whole stories, with the gold's statements and events handed in",
        gold=True,
    ),
    Run("stories-english", "stories", ("--language", "en"), _READING, "Reading whole stories: the English reports"),
    Run(
        "stories-korean",
        "stories",
        ("--language", "ko"),
        (*_READING, *_WHEN_WHERE),
        "Reading whole stories: the Korean reports",
    ),
    Run(
        "korean-seen",
        KOREAN,
        ("seen",),
        (*_KOREAN, *_WHEN_WHERE, _FALSE_PAIRS),
        "Korean reports invented for this: the half that the reader was made on",
    ),
    Run(
        "korean-held",
        KOREAN,
        ("held",),
        (*_KOREAN, *_WHEN_WHERE, _FALSE_PAIRS),
        "Korean reports invented for this: the half that was not looked at",
    ),
    Run(
        "sieve",
        SIEVE,
        (),
        _SIEVE,
        "The relevance sieve: the stories and seeds hidden among 4,202 texts of other subjects",
    ),
    Run("stories", "stories", (), _STORIES, "Whole stories: who, from whom, how many origins"),
)


def runs(task: str | None = None) -> tuple[Run, ...]:
    """The runs of a task (`places`) or of that name (`places-gwn`); all of them for None. Raises ValueError if there is none."""
    chosen = tuple(run for run in RUNS if task in (None, run.task, run.name))
    if not chosen:
        raise ValueError(f"There is no task “{task}”. Tasks: {', '.join(dict.fromkeys(run.task for run in RUNS))}.")
    return chosen
