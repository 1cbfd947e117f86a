import numpy as np

from secondsource.join.coreference.compare import (
    COMPARISONS,
    HEADS,
    NEAR,
    SAID,
    SAID_BY_ONE,
    SAID_BY_OTHERS,
    TOGETHER,
    WITH_VECTORS,
    WORDS,
    WORDS_ALONE,
    compared,
    scored,
)
from secondsource.join.coreference.mentions import Mention

ONE_STORY = np.zeros(3, dtype=np.int64)


def made(head, doc="d", sentence="s", near=(), subject=(), says=False):
    return Mention(head, head, frozenset({head}), frozenset(near), frozenset(subject), says, doc, (doc, sentence))


def by_name(mentions, stories=None, rarity=None, vectors=None):
    stories = np.zeros(len(mentions), dtype=np.int64) if stories is None else np.array(stories)
    return dict(compared(mentions, stories, rarity or {}, vectors))


def test_there_are_seven_and_both_fits_weigh_them_all():
    mentions = [made("fall"), made("rise", sentence="t")]
    assert tuple(by_name(mentions)) == COMPARISONS
    assert set(WITH_VECTORS.weights) == set(WORDS_ALONE.weights) == set(COMPARISONS)
    for values in by_name(mentions).values():
        assert values.shape == (2, 2)
        assert values.dtype == np.float32
        assert (values == values.T).all()


def test_without_vectors_words_are_alike_by_their_stems():
    found = by_name([made("fall"), made("fall", sentence="t"), made("rise", sentence="u")])
    assert found[WORDS][0].tolist() == found[HEADS][0].tolist() == [1.0, 1.0, 0.0]


def test_with_vectors_like_words_are_alike_and_heads_have_the_mean_of_theirs():
    place = {"quake": [1.0, 0.0], "tremor": [1.0, 1.0], "wedding": [-1.0, 0.0]}
    found = by_name(
        [made("quake"), made("tremor"), made("wedding")],
        vectors=lambda words: np.array([place[w] for w in words], dtype=np.float32),
    )
    assert np.allclose(found[WORDS][0], [1, 0.5**0.5, -1])
    assert np.allclose(found[HEADS][0], [1, 0.5**0.5, -1])


def test_rare_neighbours_count_more():
    rarity = {"marvik": 4.0, "people": 1.0}
    a, b, c = (
        made(h, sentence=h, near=n) for h, n in (("x", ("marvik", "people")), ("y", ("marvik",)), ("z", ("people",)))
    )
    near = by_name([a, b, c], rarity=rarity)[NEAR]
    assert near[0, 1] > near[0, 2] > near[1, 2] == 0


def test_heads_that_meet_in_sentences_are_told_apart():
    mentions = [made(head, sentence=s) for s in "stu" for head in ("strike", "talk")]
    mentions += [made("walkout", sentence="v"), made("walkout", sentence="w")]
    together = by_name(mentions)[TOGETHER]
    assert together[0, 1] > 0 > together[0, 6]
    assert together[0, 2] == 0
    assert by_name(mentions, stories=[0, 1] * 4)[TOGETHER][0, 1] == 0


def test_one_speaker_says_one_thing_and_others_another():
    a, b, c = (made("say", sentence=s, subject=(s,), says=True) for s in ("ann", "ann", "bob"))
    found = by_name([a, b, c, made("say", sentence="nobody"), made("say", sentence="none", says=True)])
    assert found[SAID][0].tolist() == [1, 1, 1, 0, 1]
    assert found[SAID_BY_ONE][0].tolist() == [1, 1, 0, 0, 0]
    assert found[SAID_BY_OTHERS][0].tolist() == [0, 0, 1, 0, 0]


def test_scores_are_weighted_sums_and_stories_never_meet():
    one = np.ones((3, 3), dtype=np.float32)
    score = scored([("a", one), ("b", one)], np.array([0, 0, 1]), {"a": 2.0, "b": -0.5})
    assert score[0].tolist() == [1.5, 1.5, -np.inf]
