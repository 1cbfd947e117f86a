"""Contents widened to the quotations they touch, and quotations given to whoever speaks beside them."""

from __future__ import annotations

from dataclasses import replace

from ...model import Span, merged, without
from .building import Building
from .found import Found
from .quotes import Quote
from .syntax import doer, trim, words_of_cue


class Quotations(Building):
    """The rules for quotation marks."""

    def with_quotes(self, found: list[Found]) -> list[Found]:
        """Contents widened to the quotations they touch; quotations without a cue of their own joined to one nearby."""
        out: list[Found] = []
        owner: dict[int, int] = {}
        for item in found:
            touched = sorted({n for n, q in enumerate(self.quotes) for s in item.content if _mostly(s, q.inside)})
            inside = any(q.inside.start <= c.start and c.end <= q.inside.end for q in self.quotes for c in item.cue)
            if touched and not inside and item.rule in ("clause", "according to"):
                content = merged(
                    [
                        *item.content,
                        *(
                            self.quotes[n].inside.trimmed(self.text)
                            for n in touched
                            if self.quotes[n].inside.of(self.text).strip()
                        ),
                    ]
                )
                item = replace(item, content=_apart(content, [*item.source, *item.cue]), quoted=True)
                for n in touched:
                    owner.setdefault(n, len(out))
            out.append(item)
        for number, quote in enumerate(self.quotes):
            if number in owner:
                continue
            found_here = self.near(quote)
            if found_here is not None:
                owner[number] = len(out)
                out.append(found_here)
                continue
            before = self.previous(number, owner)
            if before is not None:
                item = out[before]
                inner = quote.inside.trimmed(self.text)
                out[before] = replace(item, content=merged([*item.content, inner]), quoted=True)
                owner[number] = before
        for number in range(len(self.quotes) - 2, -1, -1):
            if self.quotes[number].open and number not in owner and number + 1 in owner:
                later = owner[number + 1]
                inner = self.quotes[number].inside.trimmed(self.text)
                out[later] = replace(out[later], content=merged([inner, *out[later].content]), quoted=True)
                owner[number] = later
        return out

    def previous(self, number: int, owner: dict[int, int]) -> int | None:
        """The owner of the quotation before, if this one goes on with it in the same paragraph or the marks were left open."""
        if number == 0 or number - 1 not in owner:
            return None
        last, here = self.quotes[number - 1], self.quotes[number]
        gap = self.text[last.span.end : here.span.start]
        if last.open or ("\n" not in gap.strip(" ") and len(gap) < 120):
            return owner[number - 1]
        return None

    def near(self, quote: Quote) -> Found | None:
        """A verb of saying right before or after a quotation that the parse left unlinked."""
        doc = self.doc
        piece = doc.char_span(quote.span.start, quote.span.end, alignment_mode="expand")
        if piece is None:
            return None
        after = list(doc[piece.end : piece.end + 14])
        before = list(doc[max(piece.start - 14, 0) : piece.start])
        for tokens, following in ((after, True), (before[::-1], False)):
            for n, token in enumerate(tokens):
                if (
                    (token.is_space and "\n\n" in token.text)
                    or token.text in ("“", "”", '"')
                    or (token.text in ".!?" and (n or not following))
                ):
                    break
                if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in self.frames.clause:
                    who = doer(token)
                    if who is not None and not piece.start <= who.i < piece.end:
                        inner = trim([t for t in piece if not t.is_space])
                        return self.built(who, words_of_cue(token), inner, "quotation") if inner else None
        return None


def _mostly(span: Span, other: Span) -> bool:
    shared = min(span.end, other.end) - max(span.start, other.start)
    return shared > 0 and shared >= 0.3 * min(len(span), len(other))


def _apart(content: tuple[Span, ...], holes: list[Span]) -> tuple[Span, ...]:
    out = [piece for span in content for piece in without(span, holes)]
    return tuple(out) or content
