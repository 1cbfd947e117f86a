from evaluation.rumour import told_as_fact

TEXT = "The men may leave. The camp is shut. Nobody was hurt."


def row(*statements, report="r"):
    made = [
        {"id": f"s{n}", "content": [[TEXT.index(words), TEXT.index(words) + len(words)]], "factuality": value}
        for n, (words, value) in enumerate(statements, 1)
    ]
    return {"report": report, "statements": made}


def measured(gold, ours, **more):
    return told_as_fact([{"id": "r", "text": TEXT, "language": "en"}], [gold, {"story": "x"}], [ours], **more)


def test_only_what_is_doubtful_and_found_counts():
    gold = row(("The men may leave", "possible"), ("The camp is shut", "asserted"), ("Nobody was hurt", "denied"))
    ours = row(("men may leave", "asserted"), ("The camp is shut", "asserted"))
    assert measured(gold, ours) == {"found": 1, "told as fact": 1, "share": 100.0, "list": ["r s1: possible"]}


def test_doubt_that_is_kept_is_no_mistake():
    gold = row(("The men may leave", "possible"), ("Nobody was hurt", "denied"))
    ours = row(("The men may leave", "rumoured"), ("Nobody was hurt", "asserted"))
    assert measured(gold, ours)["share"] == 50.0


def test_another_language_is_left_out():
    gold = row(("The men may leave", "possible"))
    assert measured(gold, gold, language="ko") == {"found": 0, "told as fact": 0, "share": None, "list": []}
