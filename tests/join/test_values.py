import pytest

from secondsource.join import join
from secondsource.join.values import spoken
from secondsource.model import Basis, Factuality, LinkKind, PartialDate, Status
from tests.newsroom import Says


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2015-12", "December 2015"),
        ("2016-05-17", "17 May 2016"),
        ("2016-21", "spring 2016"),
        ("2016~", "about 2016"),
        ("../2016-04", "by April 2016"),
        ("2016-03/..", "since March 2016"),
        ("2015-12/2016-03", "December 2015 to March 2016"),
        ("XXXX-04-03", "3 April"),
    ],
)
def test_a_date_is_said_as_readers_say_it(date, words):
    assert spoken(PartialDate(date)) == words


def test_what_is_passed_on_from_rumour_alone_stays_rumour(newsroom, pack):
    told = {"when": "2019-04-28", "place": "Port Ebb", "country": "KW"}
    whispered = {"factuality": Factuality.RUMOURED, "basis": Basis.RUMOUR}
    newsroom.publish("a", "Paper A", "2019-05-02", Says(text="Strike, they whisper", **whispered, **told))
    relay = {"chain": (("Paper A", LinkKind.OUTLET),), "basis": Basis.READ}
    newsroom.publish("b", "Paper B", "2019-05-03", Says(text="Strike, Paper A says", **relay, **told))
    assert [c.status for c in join(newsroom.readings, pack)] == [Status.RUMOUR]
    newsroom.publish("c", "Paper C", "2019-05-04", Says(text="Strike seen", basis=Basis.WITNESSED, **told))
    assert [c.status for c in join(newsroom.readings, pack)] == [Status.SUPPORTED]
