import pytest

from secondsource.model import Anonymity, Basis, Factuality, LinkKind

from ..made import contents, statements


def only(text, **more):
    found = statements(text, **more)
    assert len(found) == 1, contents(text, found)
    return found[0]


def test_content_leaves_out_cue_speaker_and_complementiser():
    text = "Maria Lund said on Monday that the crew had gone on strike."
    found = only(text)
    assert contents(text, (found,)) == ["the crew had gone on strike"]
    assert found.cue.of(text) == "said"
    assert found.speaker.of(text) == "Maria Lund"
    assert found.chain.names == ["Maria Lund"]


def test_a_chain_is_read_outermost_first():
    text = "The builders went home in May, a source in the Gulf told Radio Free Asia, according to News1."
    found = only(text)
    assert found.chain.names == ["News1", "Radio Free Asia", "unnamed source in the Gulf (Radio Free Asia)"]
    assert found.anonymity is Anonymity.UNNAMED
    assert found.basis is Basis.TOLD


def test_the_reports_own_outlet_is_not_in_the_chain():
    text = "The builders went home in May, a source in the Gulf told RFA."
    assert only(text, outlet="Radio Free Asia").chain.names == ["unnamed source in the Gulf (Radio Free Asia)"]


@pytest.mark.parametrize("outlet", ["Harbour Gazette (fictional)", "Harbour Gazette"])
def test_the_reports_own_outlet_may_go_by_its_last_word(outlet):
    assert only("The builders went home in May, Maria Lund told the Gazette.", outlet=outlet).chain.names == [
        "Maria Lund"
    ]
    told = only("The builders went home in May, Maria Lund told the Gazette.", outlet="Quay Courier").chain
    assert told.names == ["Gazette", "Maria Lund"]


def test_a_paper_called_like_a_record_is_an_outlet_and_the_official_one_a_record():
    text = "The builders went home in May, according to the {}."
    assert only(text.format("Harbour Gazette")).chain.innermost.kind is LinkKind.OUTLET
    assert only(text.format("Peninsula Ledger")).chain.innermost.kind is LinkKind.OUTLET
    assert only(text.format("Official Gazette")).chain.innermost.kind is LinkKind.RECORD
    assert only(text.format("ship's ledger")).chain.innermost.kind is LinkKind.RECORD


def test_citing_puts_the_cited_behind_the_speaker():
    text = "Yonhap reported on Friday, citing Radio Free Asia, that dozens of workers were sent home."
    assert only(text).chain.names == ["Yonhap News Agency", "Radio Free Asia"]


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        (
            "Because their firm paid in coupons, laborers from North Korea in Kuwait stopped work in December, South Korean "
            "news agency News1 reported Wednesday, citing Radio Free Asia.",
            "Because their firm paid in coupons, laborers from North Korea in Kuwait stopped work in December",
            ["News1", "Radio Free Asia"],
        ),
        (
            "While the embassy kept silent, police detained four cooks in Oslo, the Fjord Times reported, citing port officials.",
            "While the embassy kept silent, police detained four cooks in Oslo",
            ["Fjord Times", "unnamed port officials (Fjord Times)"],
        ),
        (
            "When the permit lapsed, the plant sent the women home, a source told Daily NK.",
            "When the permit lapsed, the plant sent the women home",
            ["Daily NK", "unnamed source (Daily NK)"],
        ),
        (
            "After the ministry denied the report, the men went on strike, Reuters reported.",
            "After the ministry denied the report, the men went on strike",
            ["Reuters"],
        ),
        (
            "Since the border was closed in January, no workers have returned, according to Kyodo, citing Reuters.",
            "Since the border was closed in January, no workers have returned",
            ["Kyodo News", "Reuters"],
        ),
    ],
)
def test_a_clause_before_the_main_clause_belongs_to_what_is_told(text, content, chain):
    found = only(text)
    assert contents(text, (found,)) == [content]
    assert found.chain.names == chain


def test_an_adverbial_clause_alone_is_not_what_is_told():
    text = "Once the police had arrested the men, the minister announced a new rule."
    assert only(text).chain.names == []


def test_whom_a_paper_cites_told_that_paper():
    text = "The crews were still at sea in May, Reuters said, quoting two fishermen."
    assert only(text).chain.names == ["Reuters", "unnamed two fishermen (Reuters)"]


def test_words_of_citing_are_not_part_of_what_is_told():
    text = "Yonhap reported on Friday, citing a local newspaper, that ten men had fled."
    assert contents(text, statements(text)) == ["ten men had fled"]


def test_according_to_after_citing_tells_of_the_whole():
    text = "Ten men fled, Yonhap reported, citing Reuters, according to News1."
    assert only(text).chain.names == ["News1", "Yonhap News Agency", "Reuters"]


def test_the_outlet_of_a_quoted_block_tells_what_stands_in_it():
    block = "The flights were resumed on May 17, RFA said."
    text = f"I have this from the wire:\n\n{block}\n\nI wait."
    found = statements(text, quotation=(block, "Yonhap"))
    assert [s.chain.names for s in found] == [["Yonhap News Agency", "Radio Free Asia"]]


def test_via_an_outlet_we_learn():
    text = "Via KBS, we also learn that the flights were suspended in February."
    assert only(text).chain.names == ["KBS"]


def test_he_is_the_last_person_who_spoke():
    text = "Jonas Weber said the yard was fined. The fee was paid late, he added."
    assert [s.chain.names for s in statements(text)] == [["Jonas Weber"]] * 2


def test_she_may_be_someone_named_but_not_heard_before():
    text = "Anna Brandt, who runs a shelter, is careful. “The men have not been paid since March,” she said."
    assert [s.chain.names for s in statements(text)] == [["Anna Brandt"]]


def test_two_unnamed_sources_stay_two():
    text = (
        "A source in Dandong said two workers had fled. A source in Vladivostok said the wages were withheld. "
        "The Dandong source said the police had arrested them."
    )
    names = [s.chain.names[-1] for s in statements(text)]
    assert names[0] != names[1]
    assert names[2] == names[0]


def test_the_report_is_the_last_publication():
    text = (
        "Ten men fled, a source told Radio Free Asia, according to News1. Two were arrested in June, the report said."
    )
    assert statements(text)[1].chain.names == ["News1", "Radio Free Asia"]


def test_a_source_goes_on_without_a_cue():
    text = "Sixty men went on strike, Reuters reported. They were arrested the next day."
    second = statements(text)[1]
    assert second.cue is None
    assert second.speaker is None
    assert second.chain.names == ["Reuters"]


def test_a_passive_has_no_source():
    found = only("It is believed that 5,000 men work there.")
    assert found.chain.names == []
    assert found.anonymity is Anonymity.NONE
    assert found.speaker is None


def test_own_voice_bears_events_only():
    text = "The harbour is old and wide. Police arrested two couriers on Monday."
    assert contents(text, statements(text)) == ["Police arrested two couriers on Monday"]


def test_an_interrupted_quotation_is_its_two_halves():
    text = "“The men were beaten,” said Ola Nyman, “and nobody was paid in June.”"
    found = statements(text)
    assert {tuple(s.chain.names) for s in found} == {("Ola Nyman",)}
    assert "said" not in " ".join(contents(text, found))


def test_scare_quotes_say_nothing():
    text = "The firm hired “volunteers” in March."
    found = only(text)
    assert found.chain.names == []
    assert found.how == "own voice"


def test_nothing_is_read_out_of_noise():
    noise = "2 comments\nPim: They arrested my uncle, the police said."
    text = f"Police said two men were arrested.\n\n{noise}"
    at = text.index(noise)
    assert all(span.end <= at for s in statements(text, noise=noise) for span in s.content)


def test_a_tracker_is_a_sensor():
    found = only("No plane of the airline has flown there since March, according to Flightradar24.")
    assert found.chain.links[-1].kind is LinkKind.SENSOR
    assert found.basis is Basis.SENSOR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry denied that any permit had been revoked.", Factuality.DENIED),
        ("No permit has been revoked, the ministry said.", Factuality.DENIED),
        ("Rumour has it that the men will be sent home.", Factuality.RUMOURED),
        ("Reportedly the workers were sent home in May.", Factuality.RUMOURED),
        ("The workers may have been sent home, a source said.", Factuality.POSSIBLE),
        ("If the permits lapse, the men will be sent home.", Factuality.CONDITIONAL),
        ("Had they been paid, they would have stayed at work.", Factuality.CONDITIONAL),
        ("The workers will strike again, a source said.", Factuality.FORECAST),
        ("The ministry said the holders shall leave the country.", Factuality.PLANNED),
        ("Analysts suspect the men were sent home for their debts.", Factuality.OPINION),
        ("Police said two men were arrested on Monday.", Factuality.ASSERTED),
    ],
)
def test_factuality(text, expected):
    found = statements(text)
    assert [s.factuality for s in found] == [expected], contents(text, found)
    if expected is not Factuality.ASSERTED:
        assert any(m.of == f"factuality: {expected.value}" for m in found[0].marks)


def test_what_follows_a_rumour_in_the_same_breath_is_rumour():
    text = "A rumour is going round the camp that wages were cut, a source said. Two men were beaten."
    assert {s.factuality for s in statements(text)} == {Factuality.RUMOURED}


def test_same_text_same_statements():
    text = "Reuters reported that ten men fled. They were arrested, it said. A source doubts that the firm paid."
    assert statements(text) == statements(text)


def test_no_statement_holds_noise_where_a_joined_clause_runs_into_it():
    noise = "MORE: Who builds the stadiums? | Video: life in the camps"
    text = (
        "Marek Dunn, an envoy, said that the men are paid little. Companies that hire them become part of an unacceptable system, he warned, "
        f"and the money may help the North to get round sanctions.\n\n{noise}"
    )
    found = statements(text, noise=noise)
    assert "the money may help the North to get round sanctions" in contents(text, found)
    assert not any("MORE" in words for words in contents(text, found))


def test_an_unnamed_source_of_an_unknown_outlet_is_told_to_nobody_in_particular():
    text = "A source in Kuwait said that the men had left."
    (known,), (unknown,) = statements(text), statements(text, outlet=None)
    assert known.chain.names == ["unnamed source in Kuwait (Harbour Paper)"]
    assert unknown.chain.names == ["unnamed source in Kuwait"]


def test_one_of_them_is_told_by_whoever_told_of_them():
    text = (
        "Workers who came home told the relief group Open Harbour that pay was held back. "
        "“We got nothing,” one of them says. A man died in the pit, according to another."
    )
    found = statements(text, outlet="Harbour Gazette")
    assert [s.chain.names for s in found] == [
        ["Open Harbour", "unnamed workers (Open Harbour)"],
        ["Open Harbour", "unnamed one of workers (Open Harbour)"],
        ["Open Harbour", "unnamed another of workers (Open Harbour)"],
    ]


def test_one_of_them_without_a_group_before_is_nobody_elses():
    text = "One of them says that the gate was shut."
    found = statements(text, outlet="Harbour Gazette")
    assert [s.chain.names for s in found] == [["unnamed one of them (Harbour Gazette)"]]


def test_whoever_is_quoted_there_is_told_by_the_paper_named_before():
    text = "The Hill Monitor wrote on Monday that the camp is closed. A resident quoted there says the men have left."
    found = statements(text, outlet="Harbour Gazette")
    assert found[-1].chain.names == ["Hill Monitor", "unnamed resident (Hill Monitor)"]


@pytest.mark.parametrize(
    ("text", "content", "cue", "chain"),
    [
        (
            "The wages were cut in May, members of the crew are reported to have said.",
            "The wages were cut in May",
            "are reported to have said",
            ["unnamed members of the crew (Harbour Gazette)"],
        ),
        (
            "The cook is said to have told friends that the pay was late.",
            "the pay was late",
            "is said to have told",
            ["cook (Harbour Gazette)"],
        ),
    ],
)
def test_whoever_is_reported_to_have_said_it_said_it(text, content, cue, chain):
    found = only(text, outlet="Harbour Gazette")
    assert contents(text, (found,)) == [content]
    assert found.cue.of(text) == cue
    assert found.chain.names == chain


@pytest.mark.parametrize(
    ("text", "content", "chain"),
    [
        ("In the words of Maria Lund, the camp is a prison.", "the camp is a prison", ["Maria Lund"]),
        ("Maria Lund: The camp was closed in May.", "The camp was closed in May", ["Maria Lund"]),
        ("“The camp was closed in May” – Maria Lund, a nurse.", "The camp was closed in May", ["Maria Lund"]),
        ("“The camp was closed in May.” — Maria Lund", "The camp was closed in May", ["Maria Lund"]),
        ("[Yonhap] The crew left the port in May.", "The crew left the port in May", ["Yonhap News Agency"]),
        (
            "The nurses are aware that pay is late.",
            "pay is late",
            ["unnamed nurses (Harbour Gazette)"],
        ),
        (
            "Traders are convinced that the border opened.",
            "the border opened",
            ["unnamed traders (Harbour Gazette)"],
        ),
        ("Foreign Minister Ivo Sand said the permits had ended.", "the permits had ended", ["Ivo Sand"]),
        (
            "Per the port register, three ships left.",
            "three ships left",
            ["port register"],
        ),
    ],
)
def test_ways_of_saying(text, content, chain):
    found = only(text, outlet="Harbour Gazette")
    assert contents(text, (found,)) == [content]
    assert found.chain.names == chain


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The claim that workers were beaten was denied by the ministry.", "workers were beaten"),
        ("The ministry's denial that anyone was hurt came late.", "anyone was hurt"),
    ],
)
def test_what_is_denied_is_what_the_clause_says(text, content):
    found = only(text, outlet="Harbour Gazette")
    assert contents(text, (found,)) == [content]
    assert (found.chain.names, found.factuality) == (["ministry"], Factuality.DENIED)


@pytest.mark.parametrize(
    "text", ["Digest note: The text was shortened.", "The list: ten names.", "“Free” – the word is theirs."]
)
def test_a_colon_or_dash_without_a_person_attributes_nothing(text):
    assert [s for s in statements(text, outlet="Harbour Gazette") if s.chain.links] == []


def test_a_quotation_over_paragraphs_is_whoevers_speaks_at_its_end():
    text = "“The foreman took the passports.\n\n“He kept them in a safe,” Maria Lund said."
    found = statements(text, outlet="Harbour Gazette")
    assert contents(text, found) == ["The foreman took the passports", "He kept them in a safe"]
    assert [s.chain.names for s in found] == [["Maria Lund"]] * 2


def test_a_role_after_a_name_is_the_same_person():
    text = "Foreign Minister Ivo Sand said the permits had ended. The minister also said flights were booked."
    assert [s.chain.names for s in statements(text, outlet="Harbour Gazette")] == [["Ivo Sand"]] * 2


def test_a_clause_after_whom_a_paper_cites_is_what_it_reports():
    found = only("Reuters reported, citing port police, that the barge sank.", outlet="Harbour Gazette")
    assert found.chain.names == ["Reuters", "port police"]


def test_two_words_are_enough_if_they_state_something():
    text = "Maria Lund, a spokeswoman, said the barge sank. The spokeswoman also said men drowned."
    found = statements(text, outlet="Harbour Gazette")
    assert contents(text, found) == ["the barge sank", "men drowned"]


def test_a_writer_who_says_that_experts_are_wrong_does_not_speak_for_them():
    text = "Experts say that the workers left in May. That is wrong: they stayed at the yard."
    found = statements(text, outlet="Harbour Gazette")
    assert [s for s in found if s.content[0].start > 40 and s.chain.links] == []
    assert found[0].chain.names == ["unnamed experts (Harbour Gazette)"]


def test_had_it_that_reports() -> None:
    text = "Earlier reports had it that the money had been taken."
    found = statements(text)
    assert contents(text, found) == ["the money had been taken"]


@pytest.mark.parametrize(
    ("outlet", "basis"), [("Karavia Official Gazette", Basis.RECORD), ("Harbour Gazette", Basis.UNKNOWN)]
)
def test_the_official_gazette_records_what_it_prints(outlet, basis):
    assert (
        only("The permits of eighty-four builders are revoked with effect from 31 March.", outlet=outlet).basis is basis
    )


def test_what_the_outlet_itself_did_goes_on_with_nobodys_report():
    text = "“Twelve thousand is bad enough,” a furniture maker said. Harbour Paper regrets the error."
    found = statements(text)
    assert any(s.chain.links for s in found)
    assert not any(s.chain.links for s in found if "regrets" in contents(text, (s,))[0])


def test_what_stands_before_a_second_clause_with_its_speaker_is_the_reports_own():
    text = "Police arrested a foreman on Monday, and the ministry said that 40 workers had left."
    found = {contents(text, (s,))[0]: s.chain.names for s in statements(text)}
    assert found == {"Police arrested a foreman on Monday": [], "40 workers had left": ["ministry"]}
    carried = (
        "“We were never paid,” a cook said. Two men fled the yard in May, and a welder said dozens had gone on strike."
    )
    found = {contents(carried, (s,))[0]: len(s.chain.links) for s in statements(carried)}
    assert found["Two men fled the yard in May"] == 1
