"""The case written up as one page that can be handed to a colleague: HTML that needs nothing from outside, or Markdown."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import jinja2
from markupsafe import Markup, escape

from secondsource.model import Marking, SecondsourceError
from secondsource.store.view import CaseView
from secondsource.subjects import Subject, load

from .annex import Run
from .chapter import Chapter
from .contents import Contents, contents
from .drawing import svg
from .lineage import chain_lines
from .marked import page_rules
from .marked import up_to as kept_up_to
from .redact import edition_of, masked_view, refuse_leaks
from .templating import speaking_templates
from .tongue import say

DOSSIER_FORMATS = ("html", "md")


class UnknownFormat(SecondsourceError):
    """There is no such format. The message names those there are."""


def dossier(
    view: CaseView,
    format: str = "html",
    redacted: bool = False,
    pack: Subject | None = None,
    up_to: Marking | None = None,
    edition: str = "",
    sealed: Iterable[str] = (),
) -> str:
    """The dossier of a case. Personal data are masked in every edition.

    Args:
        view: the case as it is.
        format: `html` (one page without scripts or outside resources) or `md`.
        redacted: an edition that is safe to share: also without what tells who unnamed sources and private persons are, without bylines, with places
            and days made coarser by rule and by hand, and with the sentences cited alone.
        pack: the subject; by default the one the case names.
        up_to: leaves out the reports that are marked more strictly, and counts everything anew without them.
        edition: name of the redacted edition; another name gives other letters to the same people.
        sealed: ids of reports of which a redacted edition does not say which they are.

    Raises:
        WouldLeak: if a redacted edition would let out what it protects; the message says where.
        UnknownFormat: if the format is neither.
        MarkedStricter: if the case itself is marked more strictly.
    """
    if format not in DOSSIER_FORMATS:
        raise UnknownFormat(f"A dossier cannot be written as “{format}”. Choose one of: {', '.join(DOSSIER_FORMATS)}.")
    kept, left = kept_up_to(view, up_to)
    subject = pack or load(view.subject)
    if not redacted:
        return _written(contents(masked_view(kept, left), subject), format)
    safe = edition_of(kept, left, name=edition, sealed=sealed, pack=subject)
    text = _written(contents(safe.view, subject, redacted=True), format)
    refuse_leaks(text.encode(), f"dossier.{format}", safe.protected)
    return text


def _written(page: Contents, format: str) -> str:
    return as_html(page) if format == "html" else as_markdown(page)


def as_html(page: Contents) -> str:
    """The contents as one HTML page."""
    # Nothing of a report is in it: the style sheet is a file of ours, the rules are made of numbers and of labels of a standard.
    rules = target_rules(note.number for note in page.notes) + page_rules(page.markings)
    style = Markup(stylesheet() + rules)  # noqa: S704 - our own style sheet, numbers and labels
    digest = base64.b64encode(hashlib.sha256(str(style).encode()).digest()).decode()
    marks = NoteMarks()
    annexed = {a.source.label for a in page.annex}
    return (
        environment()
        .get_template("dossier.html.j2")
        .render(
            d=page,
            style=style,
            style_hash=digest,
            note=marks,
            picture=lambda c: picture(c, f"g{c.number}"),
            link=link,
            annexed=annexed,
            report_href=lambda source: f"#{source.label}" if source.label in annexed else "#sources",
        )
    )


def as_markdown(page: Contents) -> str:
    """The contents as Markdown (CommonMark with tables and footnotes)."""
    text = environment().get_template("dossier.md.j2").render(d=page, lines=lambda c: chain_lines(c.graph))
    return _spaced(text)


def _spaced(text: str) -> str:
    """Blank lines where Markdown needs them: around headings, and where a list ends."""
    out: list[str] = []
    for line in text.split("\n"):
        line = line.rstrip() if not line.startswith("|") else line.strip()
        before = out[-1] if out else ""
        item, was_item = re.match(r"\s*(?:-|\d+\.) ", line), re.match(r"\s*(?:-|\d+\.) ", before)
        heading, was_heading = line.startswith("#"), before.startswith("#")
        ends_list = was_item is not None and item is None and not line.startswith(" ")
        if line and before and (heading or was_heading or ends_list):
            out.append("")
        if line or before:
            out.append(line)
    return "\n".join(out).strip() + "\n"


class NoteMarks:
    """Sets the raised number of a note; its first use is where the note leads back to."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.used: set[int] = set()

    def __call__(self, number: int) -> Markup:
        """The mark as HTML."""
        identifier = Markup("") if number in self.used else Markup(' id="u{}"').format(number)
        self.used.add(number)
        return Markup('<sup{0}><a href="{1}#n{2}" aria-label="{3}">{2}</a></sup>').format(
            identifier, self.prefix, number, say("Note {n}", n=number)
        )


def picture(chapter: Chapter, identifier: str, evidence: str = "") -> Markup:
    """The lineage of a claim as SVG; its lines lead to the elements whose ids begin with `evidence`, if that is given."""
    title = say("Lineage of claim {n}: {title}", n=chapter.number, title=chapter.title)
    return svg(chapter.graph, identifier, title, evidence=evidence)


def link(url: str) -> Markup:
    """An address as a link if it is a web address, else as plain text: nothing else may be followed from a page."""
    if re.match(r"https?://[^\s]+$", url, re.IGNORECASE):
        return Markup('<a href="{0}" rel="noopener noreferrer nofollow">{0}</a>').format(url)
    return escape(url)


def stylesheet() -> str:
    """The style sheet of dossiers, which the desk serves too."""
    return files(__package__).joinpath("templates/dossier.css").read_text(encoding="utf-8")


def target_rules(numbers: Iterable[int]) -> str:
    """Rules that deepen the colour of exactly the words a reader has followed a note to."""
    return "".join(f"#w{n}:target~.w{n}{{background:var(--found)}}" for n in numbers)


@lru_cache(maxsize=1)
def environment() -> jinja2.Environment:
    """The templates of this room. Everything is escaped: for HTML by Jinja, for Markdown by the filter `md`."""
    env = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__, "templates"),
        autoescape=jinja2.select_autoescape(disabled_extensions=("md.j2",), default=True),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters.update(md=md, mdurl=mdurl, marked=marked)
    return speaking_templates(env)


def md(text: object) -> str:
    r"""Text as Markdown shows it: on one line, nothing in it read as markup or HTML.

    >>> md("<b>*x*</b>")
    '&lt;b&gt;\\*x\\*&lt;/b&gt;'
    """
    line = " ".join(str(text).split())
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    line = re.sub(r"([\\`*_\[\]|~^])", r"\\\1", line)
    return re.sub(r"^(\d*)([#+\-.)])", lambda m: f"{m[1]}\\{m[2]}" if m[1] or m[2] in "#+-" else m[0], line)


def mdurl(url: str) -> str:
    """An address between angle brackets; what could end them is encoded."""
    return re.sub(r"[<>\s|\\]", lambda m: f"%{ord(m[0]):02X}", url)


def marked(runs: Iterable[Run]) -> str:
    """Runs of a report as Markdown: words under notes in bold, each with an anchor and the notes' numbers behind it."""
    out = []
    for run in runs:
        anchors = "".join(f'<a id="{escape(a)}"></a>' for a in run.anchors)
        anchors += "".join(f'<a id="w{n}"></a>' for n in run.opens)
        text = re.sub(r"\s", " ", run.text)
        core = text.strip()
        left, right = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :] if core else ""
        words = f"**{md(core)}**" if run.notes and core else md(core)
        out.append(f"{left if core else text}{anchors}{words}{''.join(f'[^{n}]' for n in run.closes)}{right}")
    return "".join(out).strip()


__all__ = [
    "DOSSIER_FORMATS",
    "NoteMarks",
    "UnknownFormat",
    "as_html",
    "as_markdown",
    "dossier",
    "environment",
]
