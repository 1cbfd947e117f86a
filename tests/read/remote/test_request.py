from __future__ import annotations

from dataclasses import replace

from secondsource.model import How, Known, PersonalData, PersonalKind, Span
from secondsource.read.remote.pieces import pieces
from secondsource.read.remote.request import messages, prompt, prompt_digest

from ..made import report


def asked(made, pack, size=1000):
    return [messages(made, piece, pack) for piece in pieces(made, size)]


def test_every_event_type_of_the_pack_is_explained(pack):
    ((system, _),) = asked(report("They left."), pack)
    assert "{{" not in system["content"]
    assert [kind for kind in pack.event_types if f"- {kind}: " not in system["content"]] == []


def test_sentences_have_their_numbers(pack):
    ((_, user),) = asked(report("They left.\nHe\nstayed."), pack)
    assert user["content"].endswith("Sentences:\n[0] They left.\n[1] He stayed.")


def test_noise_title_byline_and_address_stay_here(pack):
    made = report("They left. Comments: I know Bo Marsh! He stayed.", noise="Comments: I know Bo Marsh!")
    more = {name: Known(value=f"secret {name}", how=How.GIVEN, why="given") for name in ("title", "byline", "url")}
    ((_, user),) = asked(replace(made, **more, label="secret label", note="secret note"), pack)
    assert "Marsh" not in user["content"]
    assert "secret" not in user["content"]


def test_personal_data_are_masked_in_what_stood_before_too(pack):
    text = "Call 555-0100 now. Two stayed. Three came."
    made = replace(report(text), personal=(PersonalData(span=Span(5, 13), kind=PersonalKind.PHONE),))
    several = asked(made, pack, 20)
    assert len(several) > 1
    assert "555" not in "".join(m["content"] for one in several for m in one)
    assert "████████" in several[1][1]["content"]


def test_the_example_of_the_prompt_is_what_it_asks_for(pack):
    from secondsource.read.remote.answer import understood
    from secondsource.read.remote.ground import Grounding

    example = prompt().partition("## Example (invented)")[2]
    text = " ".join(line[4:] for line in example.splitlines() if line.startswith("["))
    made = report(text, outlet="Saltmarsh Gazette")
    (piece,) = pieces(made, 5000)
    answer = understood(example[example.index('{"statements"') :])
    found = Grounding(made, pack, "remote:toy").ground(answer, piece)
    assert (answer.malformed, found.dropped, len(found.statements)) == (0, 0, 3)
    assert found.statements[0].chain.names == ["Tidewater Agency", "unnamed harbour pilot (Tidewater Agency)"]
    (event,) = found.mentions
    assert (event.type, event.quantities[0].range.low, event.actors[0].role) == ("WORK_STOPPAGE", 30, "workers")


def test_the_digest_is_that_of_the_prompt():
    assert len(prompt_digest()) == 64
