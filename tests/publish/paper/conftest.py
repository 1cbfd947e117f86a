"""The case made by hand, and one whose words are as hostile to a format as words can be."""

from __future__ import annotations

from dataclasses import replace

import pytest

import tests.publish.made
from secondsource.model import How, Known
from secondsource.store.view import CaseView

HOSTILE = 'A #let x = [*1*] $a_b$ \\ @cite <tag> & ]]> "q" {{ x }} %} `code` \x00\x07\u202eevil\u202c \u2066i\u2069 🙂 שלום عربي 汉字 日本語 Привет'
"""Markup of typst, XML, HTML, Jinja and Markdown; control signs; signs that turn the direction; an emoji; other scripts."""


@pytest.fixture
def view() -> CaseView:
    """The case as values."""
    return tests.publish.made.made()


@pytest.fixture
def reaching(view: CaseView) -> CaseView:
    """The same with a claim that reaches reasonable grounds, by two origins that may be independent."""
    (support,) = view.supports
    (grade,) = view.grades
    traced = replace(view.traced, supports=(replace(support, at_most=2),))
    return replace(view, traced=traced, grades=(replace(grade, digit=2),))


@pytest.fixture
def hostile(view: CaseView) -> CaseView:
    """The same with a title, an outlet and a headline that try to be something else, and a word of 3,000 letters."""
    first = view.readings[0]
    report = replace(
        first.report,
        outlet=Known(value=HOSTILE, how=How.GIVEN, why=""),
        title=Known(value="W" * 3000, how=How.GIVEN, why=""),
        label=HOSTILE,
    )
    return replace(view, title=HOSTILE, readings=(replace(first, report=report), *view.readings[1:]))
