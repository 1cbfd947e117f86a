from __future__ import annotations

from secondsource.model import Ref, Span
from secondsource.publish.changes import outlet_of
from secondsource.publish.teller import statement_at, tellers


def test_words_have_the_tellers_of_the_narrowest_statement_that_holds_them(view):
    statement = view.statements[0]
    ref = Ref(statement.report, statement.content[0])
    assert statement_at(view, ref) == statement
    assert tellers(view, ref) == (outlet_of(view, statement.report), *statement.chain.names)


def test_outside_statements_the_report_speaks_itself(view):
    report = view.reports[0]
    outside = Ref(report.id, Span(0, len(report.text)))
    assert statement_at(view, outside) is None
    assert len(tellers(view, outside)) == 1
