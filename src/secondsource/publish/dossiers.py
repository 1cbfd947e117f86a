"""The case written up, in one of several forms, formats and languages: what can be handed to a colleague, a committee or an authority.

Every format gets its view through `shown_view` and gives out its bytes through `given_out`: what must hold for all of them is kept there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from secondsource.model import Marking, Reading, SecondsourceError
from secondsource.store.view import CaseView
from secondsource.subjects import Subject, load

from .marked import up_to as kept_up_to
from .paper import Wish, composed, replies_of
from .paper.as_docx import as_docx
from .paper.as_html import as_html
from .paper.as_markdown import as_markdown
from .paper.as_pdf import as_pdf
from .paper.blocks import Document, Picture
from .paper.drawn import pictures
from .paper.manifest import Terms, manifest
from .redact import Protected, edition_of, hiding, masked_view, masks_of, refuse_leaks
from .tongue import LANGUAGES, language, speaking

_WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    "html": lambda document: as_html(document).encode(),
    "md": lambda document: as_markdown(document).encode(),
    "docx": as_docx,
    "pdf": as_pdf,
}
DOSSIER_FORMATS = tuple(_WRITERS)


class UnknownFormat(SecondsourceError):
    """There is no such format. The message names those there are."""


class UnknownLanguage(SecondsourceError):
    """A dossier cannot be written in that language. The message names those there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A dossier as bytes, and the manifest by which a reader can check it (JSON)."""

    data: bytes
    manifest: bytes


def dossier(
    view: CaseView,
    format: str = "html",
    redacted: bool = False,
    pack: Subject | None = None,
    up_to: Marking | None = None,
    *,
    terms: Terms | None = None,
    replies: bytes | None = None,
    sealed: Iterable[str] = (),
) -> bytes:
    """The dossier of a case as bytes; text formats are UTF-8. Arguments and errors are those of `edition`."""
    return edition(view, format, redacted, pack, up_to, terms=terms, replies=replies, sealed=sealed).data


def edition(
    view: CaseView,
    format: str = "html",
    redacted: bool = False,
    pack: Subject | None = None,
    up_to: Marking | None = None,
    *,
    terms: Terms | None = None,
    replies: bytes | None = None,
    sealed: Iterable[str] = (),
) -> Edition:
    """The dossier of a case with its manifest. Personal data are masked in every edition; the same case gives the same bytes.

    Args:
        view: the case as it is.
        format: `html` (one page without scripts or outside resources), `md`, `docx` or `pdf`.
        redacted: an edition that is safe to share: also without what tells who unnamed sources and private persons are, without bylines, with places
            and days made coarser by rule and by hand, and with the sentences cited alone. `terms` names it: another name gives other letters.
        pack: the subject; by default the one the case names.
        up_to: leaves out the reports that are marked more strictly, and counts everything anew without them.
        terms: form, standard of evidence and language; by default a report on reasonable grounds in the language spoken.
        replies: a file of replies (TOML), to stand beside the claims they answer.
        sealed: ids of reports of which a redacted edition does not say which they are.

    Raises:
        WouldLeak: if a redacted edition would let out what it protects; the message says where.
        UnknownFormat: if there is no such format.
        UnknownForm: if there is no such form.
        UnknownStandard: if there is no such standard of evidence.
        UnknownLanguage: if there is no such language.
        BadReplies: if the file of replies cannot be used.
        MarkedStricter: if the case itself is marked more strictly.
        NoTypesetter: if a PDF, or a picture in a DOCX, is wanted and typst is not installed.
    """
    if format not in DOSSIER_FORMATS:
        raise UnknownFormat(f"A dossier cannot be written as “{format}”. Choose one of: {', '.join(DOSSIER_FORMATS)}.")
    asked = terms or Terms(language=language())
    if asked.language not in LANGUAGES:
        raise UnknownLanguage(
            f"A dossier cannot be written in “{asked.language}”. Choose one of: {', '.join(LANGUAGES)}."
        )
    asked = asked.of(format=format, redacted=redacted, up_to=up_to, replies=replies)
    with speaking(asked.language):
        safe, left, protected = _shown(view, redacted, up_to, asked.edition, sealed)
    answered = replies_of(replies, safe, hiding(masks_of(view, left))) if replies is not None else ()
    with speaking(asked.language):
        document = composed(
            safe,
            pack or load(view.subject),
            Wish(form=asked.form, standard=asked.standard, redacted=redacted, replies=answered),
        )
        data = given_out(_WRITERS[format](document), f"dossier.{format}", protected, document)
    told = manifest(document, data, safe, asked)
    return Edition(data=data, manifest=given_out(told, f"dossier.{format}.manifest.json", protected))


def shown_view(
    view: CaseView,
    *,
    redacted: bool = False,
    up_to: Marking | None = None,
    edition: str = "",
    sealed: Iterable[str] = (),
) -> tuple[CaseView, tuple[Reading, ...]]:
    """What of a case a dossier may show, and the readings that were left out by their marking: the one way from a case into any format."""
    return _shown(view, redacted, up_to, edition, sealed)[:2]


def _shown(
    view: CaseView, redacted: bool, up_to: Marking | None, edition: str, sealed: Iterable[str]
) -> tuple[CaseView, tuple[Reading, ...], Protected | None]:
    kept, left = kept_up_to(view, up_to)
    if not redacted:
        return masked_view(kept, left), left, None
    safe = edition_of(kept, left, name=edition, sealed=sealed)
    return safe.view, left, safe.protected


def given_out(data: bytes, name: str, protected: Protected | None = None, document: Document | None = None) -> bytes:
    """The bytes of a dossier or its manifest on their way out: the one way out of any format.

    Args:
        data: as they were written.
        name: of the file, which is searched too.
        protected: what must not be in a redacted edition; None for any other.
        document: what was written, whose drawings are known word by word.

    Raises:
        WouldLeak: if it would let out what is protected.
    """
    if protected is None:
        return data
    drawings = [block.svg for block in document.blocks if isinstance(block, Picture)] if document else []
    for svg in drawings:
        refuse_leaks(svg.encode(), "a drawing", protected)
    drawn = (pictures(drawings) or []) if data[:2] == b"PK" and drawings else []
    own = frozenset(hashlib.sha256(picture).hexdigest() for picture, _ in drawn)
    refuse_leaks(data, name, replace(protected, pictures=own) if own else protected)
    return data


__all__ = [
    "DOSSIER_FORMATS",
    "Edition",
    "UnknownFormat",
    "UnknownLanguage",
    "dossier",
    "edition",
    "given_out",
    "shown_view",
]
