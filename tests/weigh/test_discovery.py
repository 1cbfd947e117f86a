from hypothesis import given
from hypothesis import strategies as st

from secondsource.weigh import discover, rank
from secondsource.weigh.discovery import dependence, normal


def rows(table):
    return [
        {"source": s, "object": o, "property": p, "value": v} for (o, p), said in table.items() for s, v in said.items()
    ]


def answers(table):
    return {(r["object"], r["property"]): r["value"] for r in discover(rows(table))}


def test_most_voices_win_when_nothing_else_is_known():
    assert answers({("yard", "men"): {"a": "41", "b": "41", "c": "63"}}) == {("yard", "men"): "41"}


def test_spellings_of_one_value_are_one_value():
    assert normal("Reed, Ada B.") == normal("Ada REED")
    assert normal("41.0") == normal("41")
    assert normal("41") != normal("14")


def test_a_value_that_says_less_supports_the_fuller_one():
    said = {"a": "Reed, Ada; Moss, Tom", "b": "Ada Reed; Tom Moss", "c": "Reed, Ada", "d": "Ada Reed"}
    assert normal(answers({("book", ""): said})["book", ""]) == normal("Ada Reed Tom Moss")


def test_copiers_of_one_another_do_not_outvote_two_who_know():
    table = {}
    for k in range(200):
        true = str(100 + k)
        table[f"o{k}", "n"] = {
            "x": true,
            "y": true if k % 5 else f"5{k}",
            "z": true if k % 7 else f"6{k}",
            "w": true if k % 3 else f"7{k}",
        }
        wrong = f"9{k}" if k % 2 else true
        table[f"o{k}", "n"] |= {f"copy{i}": wrong for i in range(3)}
    found = answers(table)
    assert sum(found[f"o{k}", "n"] == str(100 + k) for k in range(200)) >= 57


def test_sources_that_share_odd_values_speak_with_one_voice():
    table = {
        (f"o{k}", "n"): {
            normal("1"): ["a", "b", "c"],
            normal(f"8{k}"): ["d", "e"],
            normal(f"7{k}"): ["f"],
        }
        for k in range(40)
    }
    found = dependence(table)
    assert found["d", "e"] > 0.9
    assert ("d", "f") not in found


VALUES = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["1", "2", "3", "Ada Reed", "Reed"]), min_size=1)


@given(st.dictionaries(st.tuples(st.sampled_from("xyz"), st.sampled_from(["", "n"])), VALUES, min_size=1), st.randoms())
def test_the_order_of_rows_does_not_matter_and_chances_sum_to_one(table, random):
    ordered = rows(table)
    shuffled = list(ordered)
    random.shuffle(shuffled)
    as_claims = [
        [(r["source"], (r["object"], r["property"]), r["value"]) for r in some] for some in (ordered, shuffled)
    ]
    one, two = rank(as_claims[0]), rank(as_claims[1])
    assert {o: [(r.value, r.sources) for r in v] for o, v in one.items()} == {
        o: [(r.value, r.sources) for r in v] for o, v in two.items()
    }
    assert all(abs(sum(r.probability for r in values) - 1) < 1e-6 for values in one.values())


def test_nothing_comes_of_nothing():
    assert discover([]) == []
