"""How certain a text makes it that one word's event happened, from -3 (certainly not) over 0 (unknown) to 3 (certainly).

The trained encoder has a value for every word piece. Without its weights: rules over the parse in the manner of TruthTeller (Lotan et al. 2013): start at “happened”, walk from the word up to the root of its
sentence, and let each embedding verb, negation, modal and mood change the value. Signatures of embedding verbs follow Karttunen
(2012); the numbers stand in the pack (`cues/en/signatures.yaml`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from spacy.tokens import Doc, Token

from ..subjects import Subject
from .prose import english
from .tagger.encoder import Encoder, Scored, load
from .tagger.windows import windows

SCALE = "uw"
"""The scale of factuality by default: UW (Lee et al. 2015), whose annotators judged newswire as the reader of a report does."""

_NEGATIONS = frozenset({"no", "not", "n't", "n’t", "never", "neither", "nobody", "none", "nothing", "without", "nor"})

LEVELS = {"meantime": (-3.0, -1.5, -0.75, 0.0, 0.75, 1.5, 3.0)}
"""Scales of a few levels (MEANTIME, Minard et al. 2016, as Stanovsky et al. 2017 map it); the others are means of many judgements."""


class Signatures:
    """The numbers and verb classes of `signatures.yaml`."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.value: dict[str, float] = {name: float(v) for name, v in data["values"].items()}
        self.of: dict[str, str] = {lemma: name for name, lemmas in data["embedding"].items() for lemma in lemmas}
        self.modals: dict[str, str] = {word: name for name, words in data["modals"].items() for word in words}
        self.adverbs: dict[str, str] = {word: name for name, words in data["adverbs"].items() for word in words}
        self.nouns = frozenset(data["embedding_nouns"])


@lru_cache(maxsize=4)
def _signatures(pack: Subject) -> Signatures:
    return Signatures(pack.cues("en")["signatures"])


def factuality_values(rows: Iterable[Mapping[str, Any]], pack: Subject) -> list[float]:
    """The value of each row's target.

    By the trained encoder; by the rules where its weights are left out.

    Args:
        rows: `text` and `span` ([start, end) of the target in characters); rows of one text are best kept together. `scale` names
            the corpus on whose scale the encoder answers, `uw` by default; the rules know one scale only.
        pack: the subject pack that holds the signatures.

    Returns:
        One number from -3 to 3 per row, in order.
    """
    wanted = list(rows)
    encoder = load()
    if encoder is not None:
        return _trained(wanted, encoder)
    texts = list(dict.fromkeys(str(row["text"]) for row in wanted))
    docs = dict(zip(texts, english().pipe(texts, batch_size=64), strict=True))
    rules = _signatures(pack)
    return [factuality_value(docs[str(row["text"])], row["span"], rules) for row in wanted]


def _trained(rows: Sequence[Mapping[str, Any]], encoder: Encoder) -> list[float]:
    scored: dict[str, list[Scored]] = {}
    out = []
    for row in rows:
        text, (start, end) = str(row["text"]), row["span"]
        if text not in scored:
            scored[text] = [encoder.score(window) for window in windows(text, encoder.tokenizer)]
        scale = row.get("scale")
        column = encoder.scales.index(scale if scale in encoder.scales else SCALE)
        values = [
            float(one.value[piece, column])
            for one in scored[text]
            for piece, (a, b) in enumerate(one.window.offsets)
            if a < int(end) and b > int(start)
        ]
        value = sum(values) / len(values) if values else 3.0
        value = _nearest(value, LEVELS.get(encoder.scales[column], ()))
        out.append(max(-3.0, min(3.0, round(value, 3))))
    return out


def _nearest(value: float, levels: Sequence[float]) -> float:
    return min(levels, key=lambda level: abs(level - value), default=value)


def factuality_value(doc: Doc, span: Sequence[int], rules: Signatures) -> float:
    """The value of the event named by the characters of a span."""
    piece = doc.char_span(int(span[0]), int(span[1]), alignment_mode="expand")
    if piece is None or not len(piece):
        return 3.0
    value = value_of(piece.root, rules)
    return max(-3.0, min(3.0, round(value, 3)))


def value_of(token: Token, rules: Signatures) -> float:
    """The value of a word's event: what its own clause says, under everything that embeds it."""
    v = rules.value
    value = v["asserted"]
    if token.pos_ in ("NOUN", "PROPN"):
        value = v["noun"]
    elif token.tag_ in ("VB",) and any(c.lower_ == "to" for c in token.children):
        value = v["infinitive"] if token.dep_ not in ("xcomp", "ccomp") else v["asserted"]
    elif token.tag_ == "VBG" and token.dep_ in ("pcomp", "csubj", "compound", "amod"):
        value = v["gerund"]
    node, depth = token, 0
    own = True
    while depth < 12:
        value = _clause(node, value, rules, own)
        head = node.head
        if head == node:
            break
        value = _embedded(node, head, value, rules)
        if node.dep_ in ("relcl",) or (node.dep_ == "advcl" and not _conditional(node)):
            break
        node, own, depth = head, False, depth + 1
    return value


def _clause(node: Token, value: float, rules: Signatures, own: bool) -> float:
    v = rules.value
    if not (own or node.pos_ in ("VERB", "AUX")):
        return value
    transparent = own or False
    for c in node.children:
        low = c.lower_
        if (
            (transparent and (c.dep_ == "neg" or low in ("never", "neither")))
            or (
                transparent
                and c.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")
                and any(d.lower_ in ("no", "few", "neither") and d.dep_ in ("det", "amod", "neg") for d in c.children)
            )
            or (transparent and low in ("nobody", "none", "nothing") and c.dep_ in ("nsubj", "nsubjpass", "dobj"))
        ):
            value = -value * v["negation"] if value > 0 else value
        elif c.dep_ == "aux" and low in rules.modals and transparent:
            limit = v[rules.modals[low]]
            value = min(value, limit) if value > 0 else max(value, -limit)
        elif c.dep_ == "advmod" and low in rules.adverbs and transparent:
            limit = v[rules.adverbs[low]]
            value = min(value, limit) if value > 0 else max(value, -limit)
    if own and node.pos_ == "NOUN" and any(c.lower_ == "no" for c in node.children):
        value = -v["asserted"]
    if own and _imperative(node):
        value = min(value, v["imperative"])
    if _conditional(node):
        value = min(value, v["conditional"])
    if node.head == node and node.doc[node.sent.end - 1].text == "?" and own:
        value = min(value, v["question"])
    return value


def _imperative(node: Token) -> bool:
    """A bare verb without subject at the top of its sentence: an order has not been carried out."""
    helped = any(c.dep_ in ("nsubj", "nsubjpass", "aux", "expl") for c in node.children)
    return node.tag_ in ("VB", "VBP") and node.head == node and not helped


def _conditional(node: Token) -> bool:
    return any(c.dep_ in ("mark", "advmod") and c.lower_ in ("if", "unless", "whether", "lest") for c in node.children)


def _embedded(node: Token, head: Token, value: float, rules: Signatures) -> float:
    v = rules.value
    lemma = head.lemma_.lower()
    if node.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "csubj", "dobj", "pobj", "prep") or (node.dep_ == "conj"):
        kind = rules.of.get(lemma)
        governs = node.dep_ in ("xcomp", "ccomp") or (
            node.dep_ in ("dobj", "prep")
            and kind in ("want", "deny", "prevent", "plan", "possible")
            and node.pos_ != "VERB"
        )
        if governs:
            negated = any(c.dep_ == "neg" for c in head.children)
            if kind is None:
                if node.dep_ == "xcomp" and node.tag_ == "VB":
                    kind = "infinitive_other"
                elif node.dep_ == "ccomp":
                    kind = "clause_other"
                else:
                    return value
            limit = v.get(f"not_{kind}", -v[kind]) if negated else v[kind]
            if limit < 0:
                return limit if value > 0 else -limit
            return min(value, limit) if value > 0 else max(value, -limit)
        if node.dep_ == "acl" and node.tag_ == "VB" and head.pos_ == "NOUN":
            return min(value, v["noun_infinitive"])
    if node.dep_ == "advcl" and node.tag_ == "VB":
        return min(value, v["purpose"])
    if node.dep_ in ("pobj", "pcomp") and head.lower_ == "without":
        return -v["asserted"]
    if node.dep_ == "xcomp" and head.pos_ == "ADJ":
        return min(value, v["adjective_infinitive"])
    return value
