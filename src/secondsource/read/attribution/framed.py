"""Attributions by the frame of the sentence, for those in which a parser loses the thread.

“X happened on 3 June, a driver who was there told the Gazette”, “The Courier reported, citing the Mail, that X”: commas, a verb of saying and what stands
around them are enough to see who says it, whatever the words between are taken for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span as Piece
from spacy.tokens import Token

from ...model import Span, without
from ..cues import Cues
from ..prose import Prose
from .found import Found
from .propositions import clause_like, tidy

RULE = "layout"
_SAID = frozenset({"said", "says", "told", "tells", "reported", "reports", "wrote", "writes", "announced", "confirmed"})
_SHOWN = frozenset(
    {"show", "shows", "showed", "suggest", "suggests", "suggested", "indicate", "indicates", "indicated"}
)
_CITING = frozenset({"citing", "quoting"})
_OPENS = frozenset({"a", "an", "the", "one", "two", "three", "some", "several", "another", "its", "their"})
_WHO = frozenset({"who", "that", "which", "whose"})
_HEARERS = frozenset(
    {"us", "reporters", "newspaper", "agency", "paper", "broadcaster", "journalists", "outlet", "magazine"}
)
_CUTS = frozenset({":", ";"})
_BRINGS = frozenset({"broadcast", "air", "publish", "release", "post", "carry", "show"})
_PUT = frozenset({"put", "puts"})
_COUNTED = frozenset(
    {
        "number",
        "toll",
        "figure",
        "total",
        "count",
        "cost",
        "share",
        "pay",
        "wage",
        "revenue",
        "income",
        "value",
        "size",
        "strength",
    }
)
_RIGHT = (
    ("has", "it", "right"),
    ("have", "it", "right"),
    ("is", "right"),
    ("are", "right"),
    ("is", "to", "be", "believed"),
    ("are", "to", "be", "believed"),
    ("can", "be", "believed"),
    ("can", "be", "trusted"),
)
_LONGEST_SPEAKER, _LONGEST_HEARER = 14, 8
_ADJOINING = frozenset({"ADP", "NUM", "PROPN", "DET", "PUNCT"})


def by_frame(prose: Prose, found: Sequence[Found], cues: Cues) -> dict[int, list[Found]]:
    """The attributions by the first token of their sentence; where no rule sees a speaker, what the frame of the sentence shows."""
    out: dict[int, list[Found]] = {}
    for item in found:
        piece = prose.tokens((item.cue or item.content)[0])
        if piece is not None:
            out.setdefault(piece[0].sent.start, []).append(item)
    for sent in prose.sentences:
        here = out.get(sent[0].sent.start, [])
        if (last := _swallowed(sent, here, cues)) is not None:
            out[sent[0].sent.start] = [*_without(prose, here, last), last]
            continue
        if not any(f.source for f in here) and (frames := framed(sent, cues)):
            out[sent[0].sent.start] = frames
        # what a device shows is what comes after it
        elif (shown := measured(sent, cues)) is not None and not any(
            f.source and any(c.overlaps(shown.content[0]) for c in f.content) for f in here
        ):
            out[sent[0].sent.start] = [shown]
    return out


def _swallowed(sent: Piece, here: Sequence[Found], cues: Cues) -> Found | None:
    """The last speaker of “Y told lawmakers that X, Z told the Gazette”, where a parser takes him for a part of what Y told."""
    if len(here) < 2:
        return None
    last = _at_end(_uncited(_words(sent)), cues)
    if last is None or not any(f.source and any(c.overlaps(last.source[0]) for c in f.content) for f in here):
        return None
    return last if any(f.source and last.content[0].covers(f.cue[0]) for f in here if f.cue) else None


def _without(prose: Prose, here: Sequence[Found], last: Found) -> list[Found]:
    """The other attributions of a sentence, each up to where its last speaker begins."""
    after = Span(last.source[0].start, len(prose.text))
    out = []
    for item in here:
        left = (part for c in item.content for part in without(c, [after]))
        cut = tuple(part for c in left if (part := tidy(prose.text, c)) is not None)
        if item.cue and not item.cue[0].overlaps(last.cue[0]) and cut:
            out.append(replace(item, content=cut))
    return out


def framed(sent: Piece, cues: Cues) -> list[Found]:
    """The attributions that the frame of a sentence shows; none if it shows none."""
    words = _words(sent)
    found = (
        _at_end(_uncited(words), cues)
        or _before_that(words)
        or _if_right(words, cues)
        or _put(words, cues)
        or _copy_seen(words)
    )
    return [found] if found is not None else _brought_out(words, cues)


def measured(sent: Piece, cues: Cues) -> Found | None:
    """“Tracking data show one flight in May”: devices and their papers tell of a thing without a clause; None if the sentence is no such."""
    words = [t for t in sent if not t.is_space]
    k = next((n for n, t in enumerate(words) if t.lower_ in _SHOWN and t.pos_ == "VERB"), 0)
    start = next((n + 1 for n in range(k - 1, -1, -1) if words[n].text in _CUTS), 0)
    speaker = words[start:k]
    stop = next((n for n in range(k + 1, len(words)) if words[n].text in _CUTS), len(words))
    content = words[k + 1 : stop]
    while content and content[-1].is_punct:
        content.pop()
    if not 0 < len(speaker) <= _LONGEST_HEARER or not _measures(speaker, cues):
        return None
    if any(t.pos_ in ("AUX", "PRON", "ADP") or t.tag_ in ("VBD", "VBZ", "VBP") for t in speaker):
        return None
    if len(content) < 3 or not any(t.like_num for t in content) or content[0].lower_ in ("that", "up"):
        return None
    return Found(
        source=(_over(speaker),), cue=(_over(words[k : k + 1]),), content=(_over(content),), rule=RULE, confidence=0.6
    )


def _words(sent: Piece) -> list[Token]:
    """The tokens of a sentence up to its last word or number."""
    words = [t for t in sent if not t.is_space]
    while words and not words[-1].is_alpha and not words[-1].like_num:
        words.pop()
    return words


def _uncited(words: list[Token]) -> list[Token]:
    """The words without “, citing Y” at their end: that names who stands behind the speaker."""
    at = next((n for n in range(len(words) - 1, 0, -1) if words[n].lower_ in _CITING), 0)
    return words[: at - 1] if at and words[at - 1].text == "," and len(words) - at <= _LONGEST_HEARER else words


def saw(item: Found, words: Sequence[Token], cues: Cues) -> bool:
    """Whether the speaker is said to have been there: “Maria Lund, who saw it, said”, “a driver who was there”.

    Args:
        item: the attribution.
        words: the tokens from the speaker to the word of saying.
        cues: the pack's words.
    """
    if not item.source:
        return False
    for at, token in enumerate(words):
        if token.lower_ != "who":
            continue
        after = words[at + 1 : at + 4]
        if any(t.lower_ in cues.sources["witness_verbs"] for t in after):
            return True
        if [t.lower_ for t in after[:2]] in (["was", "there"], ["were", "there"]):
            return True
    return False


def _at_end(words: list[Token], cues: Cues) -> Found | None:
    """“CONTENT, SPEAKER told HEARER”."""
    least = max(0, len(words) - _LONGEST_HEARER - 1)
    for k in range(len(words) - 1, least, -1):
        low = words[k].lower_
        if low not in _SAID and low not in _SHOWN:
            continue
        if not _hearer(words[k + 1 :]):
            return None
        start, end = _speaker(words, k)
        speaker = words[start:end]
        content = words[: start - 1] if start else []
        if not speaker or len(content) < 4 or not clause_like(content):
            return None
        if low in _SHOWN and not _measures(speaker, cues):
            return None
        return Found(
            source=(_over(speaker),),
            cue=(_over(words[k : k + 1]),),
            content=(_over(content),),
            rule=RULE,
            confidence=0.6,
        )
    return None


def _speaker(words: list[Token], k: int) -> tuple[int, int]:
    """Where the speaker before the verb at `k` begins and ends; both 0 if there is none."""
    end = k
    if words[k - 1].text == ",":
        # “Maria Lund, a manager of the firm, said”
        end = _comma_before(words, k - 1)
    start = _comma_before(words, end) + 1 if end > 0 else 0
    speaker = words[start:end]
    if start < 1 or not 0 < len(speaker) <= _LONGEST_SPEAKER:
        return 0, 0
    first = speaker[0]
    several = first.tag_ == "NNS" or (first.pos_ == "ADJ" and len(speaker) > 1 and speaker[1].tag_ == "NNS")
    if not (first.lower_ in _OPENS or first.is_title or several) or not any(
        t.pos_ in ("NOUN", "PROPN") for t in speaker
    ):
        return 0, 0
    relative = next((n for n, t in enumerate(speaker) if t.lower_ in _WHO), len(speaker))
    if any(t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in speaker[:relative]):
        return 0, 0
    return start, end


def _comma_before(words: list[Token], at: int) -> int:
    return next((n for n in range(at - 1, -1, -1) if words[n].text == ","), -1)


def _hearer(after: list[Token]) -> bool:
    """Whether what follows the verb is no more than who was told, and when."""
    if len(after) > _LONGEST_HEARER:
        return False
    return all(
        t.pos_ in _ADJOINING
        or t.lower_ in _HEARERS
        or t.is_title
        or t.lower_ in ("on", "this", "the", "by", "late", "early")
        for t in after
    )


def _measures(speaker: list[Token], cues: Cues) -> bool:
    s = cues.sources
    return any(
        t.lower_ in s["sensor_words"] | s["record_words"] or t.lemma_.lower() in s["sensor_words"] for t in speaker
    )


def _before_that(words: list[Token]) -> Found | None:
    """“SPEAKER reported, citing SOURCE, that CONTENT”."""
    k = next((n for n, t in enumerate(words[:10]) if t.lower_ in _SAID), 0)
    if not k or k + 3 >= len(words) or words[k + 1].text != "," or words[k + 2].lower_ not in _CITING:
        return None
    if any(t.text == "," for t in words[:k]):
        return None
    that = next((n for n in range(k + 3, len(words)) if words[n].lower_ == "that" and words[n - 1].text == ","), 0)
    content = words[that + 1 :]
    if not that or len(content) < 4 or not clause_like(content):
        return None
    return Found(
        source=(_over(words[:k]),), cue=(_over(words[k : k + 1]),), content=(_over(content),), rule=RULE, confidence=0.6
    )


def _if_right(words: list[Token], cues: Cues) -> Found | None:
    """“CONTENT, if SPEAKER has it right”, “is right”, “is to be believed”: the report leaves it to the speaker."""
    k = next((n for n in range(len(words) - 1, 3, -1) if words[n].lower_ == "if" and words[n - 1].text == ","), 0)
    if not k:
        return None
    rest = [t.lower_ for t in words[k + 1 :]]
    ends = [(n, len(right)) for right in _RIGHT for n in range(1, len(rest)) if rest[n : n + len(right)] == list(right)]
    if not ends or ends[0][0] > _LONGEST_SPEAKER:
        return None
    at, long = ends[0]
    speaker, cue = words[k + 1 : k + 1 + at], words[k + 1 + at : k + 1 + at + long]
    content = _clause_before(words[: k - 1])
    if not _teller(speaker, cues) or not clause_like(content):
        return None
    return Found(source=(_over(speaker),), cue=(_over(cue),), content=(_over(content),), rule=RULE, confidence=0.6)


def _copy_seen(words: list[Token]) -> Found | None:
    """“A report, a copy of which was obtained by OUTLET, states that CONTENT”."""
    lows = [t.lower_ for t in words]
    k = next((n for n in range(1, len(lows) - 4) if lows[n : n + 3] == ["copy", "of", "which"]), 0)
    that = next((n for n in range(k + 4, len(lows)) if lows[n] == "that"), 0) if k else 0
    if (
        not k
        or not that
        or lows[k - 2 : k - 1] != [","]
        or words[that - 1].pos_ != "VERB"
        or words[that - 2].text != ","
    ):
        return None
    content = words[that + 1 :]
    if len(content) < 3 or not clause_like(content):
        return None
    return Found(
        source=(_over(words[: that - 2]),),
        cue=(_over(words[that - 1 : that]),),
        content=(_over(content),),
        rule=RULE,
        confidence=0.6,
    )


def _brought_out(words: list[Token], cues: Cues) -> list[Found]:
    """“OUTLET broadcast a video showing CONTENT”: the outlet tells, and what the video shows stands behind it."""
    k = next(
        (
            n
            for n, t in enumerate(words[: _LONGEST_SPEAKER + 1])
            if n and t.lemma_.lower() in _BRINGS and t.pos_ == "VERB"
        ),
        0,
    )
    j = next((n for n in range(k + 1, min(k + 7, len(words))) if words[n].lower_ in cues.sources["sensor_words"]), 0)
    if (
        not k
        or not j
        or j + 3 >= len(words)
        or not _teller(words[:k], cues)
        or any(t.pos_ == "VERB" for t in words[:k])
    ):
        return []
    shown = j + 1 if words[j + 1].lower_ == "showing" else j + 2 if words[j + 2].lower_ in _SHOWN else 0
    content = words[shown + 1 :]
    if not shown or len(content) < 3 or words[j + 1].lower_ not in ("showing", "that", "which"):
        return []
    outer = Found(
        source=(_over(words[:k]),),
        cue=(_over(words[k : k + 1]),),
        content=(_over(words[k + 1 :]),),
        rule=RULE,
        confidence=0.6,
    )
    inner = Found(
        source=(_over(words[k + 1 : j + 1]),),
        cue=(_over(words[shown : shown + 1]),),
        content=(_over(content),),
        rule=RULE,
        confidence=0.6,
    )
    return [outer, inner]


def _put(words: list[Token], cues: Cues) -> Found | None:
    """“A panel put THE SHARE at $20 million”: whoever puts men at a gate tells nothing by it."""
    k = next((n for n, t in enumerate(words[: _LONGEST_SPEAKER + 1]) if t.lower_ in _PUT and t.pos_ == "VERB"), 0)
    at = next((n for n in range(k + 2, len(words) - 1) if words[n].lower_ == "at"), 0)
    if not k or not at or not any(t.like_num for t in words[at + 1 : at + 5]):
        return None
    opens = next((n for n, t in enumerate(words[:k]) if t.lower_ in _OPENS or t.pos_ == "PROPN"), k)
    whole = words[: k - 1] if words[k - 1].text == "," else words[:k]
    cited = _uncited(whole)
    # “activists, citing relatives, put the number at five”
    speaker = cited if len(cited) < len(whole) else words[opens:k]
    counted = any(t.lemma_.lower() in _COUNTED for t in words[k + 1 : at])
    people = cues.sources["unnamed_nouns"] | cues.sources["role_nouns"] if counted else frozenset[str]()
    while speaker and speaker[-1].is_punct:
        speaker.pop()
    if not speaker or any(t.pos_ in ("VERB", "AUX") for t in speaker):
        return None
    if not _teller(speaker, cues) and not any(t.lower_ in people for t in speaker):
        return None
    return Found(
        source=(_over(speaker),),
        cue=(_over(words[k : k + 1]),),
        content=(_over(words[k + 1 :]),),
        rule=RULE,
        confidence=0.6,
    )


def _teller(speaker: list[Token], cues: Cues) -> bool:
    """Whether a name or a word for papers, bodies, records or devices is among the words."""
    s = cues.sources
    tells = s["outlet_words"] | s["report_words"] | s["body_words"] | s["record_words"] | s["sensor_words"]
    return any(t.pos_ == "PROPN" or t.lower_ in tells for t in speaker)


def _clause_before(words: list[Token]) -> list[Token]:
    """The last clause that a “because” or “since” opens, or all: the writer's own “I do not believe it” is not the speaker's."""
    for n in range(len(words) - 3, 0, -1):
        if words[n].lower_ in ("because", "since") and words[n].dep_ == "mark":
            return words[n + 1 :]
    return words


def _over(words: list[Token]) -> Span:
    return Span(words[0].idx, words[-1].idx + len(words[-1].text))
