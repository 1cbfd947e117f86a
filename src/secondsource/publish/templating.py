"""What templates need to speak: gettext's functions and blocks (`{% trans %}`), dates, counts, and what says in which language words are."""

from __future__ import annotations

import re
from typing import Any

import jinja2
from markupsafe import Markup, escape

from .particles import with_particles
from .retold import figure, named, point, retold
from .tongue import ENGLISH, LANGUAGES, catalogue, language
from .words import count, sentence

_LETTERS = re.compile(r"[^\W\d_]")
_HANGUL = re.compile("[가-힣]")


def speaking_templates(env: jinja2.Environment) -> jinja2.Environment:
    """The same environment, with what lets its templates speak any of the languages: each rendering speaks the one that is spoken then."""
    env.add_extension("jinja2.ext.i18n")
    env.newstyle_gettext = True  # type: ignore[attr-defined]
    env.globals.update(
        gettext=_gettext,
        ngettext=_ngettext,
        _=_gettext,
        count=count,
        language=language,
        languages=LANGUAGES,
        foreign=foreign,
    )
    env.filters.update(sentence=sentence, english=english, named=named, figure=figure, point=point, retold=retold)
    return env


@jinja2.pass_eval_context
def _gettext(context: jinja2.nodes.EvalContext, text: str, **values: Any) -> str:
    return _filled(context, catalogue(language()).gettext(text), values)


@jinja2.pass_eval_context
def _ngettext(context: jinja2.nodes.EvalContext, one: str, many: str, number: int, **values: Any) -> str:
    values.setdefault("num", number)
    return _filled(context, catalogue(language()).ngettext(one, many, number), values)


def _filled(context: jinja2.nodes.EvalContext, text: str, values: dict[str, Any]) -> str:
    said = text if language() == ENGLISH else with_particles(text, values)
    if not values:
        said = said.replace("%%", "%")
        return Markup(said) if context.autoescape else said  # noqa: S704 - a text of ours or of a catalogue of ours
    return (Markup(said) if context.autoescape else said) % values  # noqa: S704 - a text of ours or of a catalogue of ours


def foreign(code: str) -> Markup:
    """The attribute that says in which language words are, where it is not that of the page.

    >>> str(foreign("ko")), str(foreign("en"))
    (' lang="ko"', '')
    """
    return Markup("") if code in ("", "und", language()) else Markup(' lang="{}"').format(code)


def english(text: object) -> Markup:
    """Words that there are in English only, marked as such on a page in another language; what was said in its language stays unmarked."""
    plain = text if isinstance(text, Markup) else escape(text)
    return Markup('<span lang="en">{}</span>').format(plain) if in_english_only(plain) else plain


def in_english_only(text: str) -> bool:
    """Whether words stand in English on a page in another language: none of them is in Hangul."""
    return language() != ENGLISH and not _HANGUL.search(text) and _LETTERS.search(text) is not None
