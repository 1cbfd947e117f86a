import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondsource.model import Factuality, How, Known, LinkKind, Report
from secondsource.read.cued import CuedReader

LANGUAGES = ("ja", "ru", "zh")
LONG = 96_000
SIGNS = "罢工朝鲜工人说称据报道，。“”「」のはがと述べた現地消息筋によると北朝鮮労働者 сообщилпословамисточника,.«»—\n12万2016年6月8日a"


def report(text, language, published="2016-06-08"):
    known = Known(value=language, how=How.GIVEN, why="given")
    day = Known(value=published, how=How.GIVEN, why="given")
    return Report(id="r", capture="0" * 64, part=0, name="r", text=text, language=known, published=day)


def told(text, language, pack):
    reading = CuedReader(language).read(report(text, language), pack)
    return [(s.chain.names, s.hull.of(text), s.factuality.value) for s in reading.statements], reading


@pytest.mark.parametrize(
    ("language", "text", "chain", "content", "how"),
    [
        ("zh", "韩联社8日援引消息人士的话说，三十名工人罢工。", ["Yonhap News Agency", "unnamed 消息人士 (Yonhap News Agency)"], "三十名工人罢工", "asserted"),
        ("zh", "據路透社報導，工人已回國。", ["Reuters"], "工人已回國", "asserted"),
        ("zh", "“工人没有罢工。”海角市警方说。", ["海角市警方"], "工人没有罢工", "denied"),
        ("zh", "据传，工人上月罢工。", [], "工人上月罢工", "rumoured"),
        ("ru", "Рабочие объявили забастовку, сообщает Рейтер со ссылкой на источник.", ["Reuters", "unnamed источник (Reuters)"], "Рабочие объявили забастовку", "asserted"),
        ("ru", "По данным ТАСС, рабочие могут вернуться домой.", ["TASS"], "рабочие могут вернуться домой", "possible"),
        ("ru", "«Забастовки не было», — заявила полиция Гавани.", ["полиция Гавани"], "Забастовки не было", "denied"),
        ("ja", "ロイター通信は関係者の話として、労働者が帰国したと報じた。", ["Reuters", "unnamed 関係者 (Reuters)"], "労働者が帰国した", "asserted"),
        ("ja", "共同通信によると、労働者30人がストライキを起こした。", ["Kyodo News"], "労働者30人がストライキを起こした", "asserted"),
    ],
)  # fmt: skip
def test_who_says_what_by_quotation_and_cue(language, text, chain, content, how, pack):
    said, _ = told(text, language, pack)
    assert said == [(chain, content, how)]


def test_by_his_words_goes_on_with_who_spoke(pack):
    text = "Рабочие уехали домой, сообщил источник. По его словам, зарплату им не платили."
    said, reading = told(text, "ru", pack)
    assert [names for names, _, _ in said] == [said[0][0], said[0][0]]
    assert reading.statements[1].chain.innermost.kind is LinkKind.UNNAMED


def test_about_this_names_the_source_of_the_sentence_before(pack):
    said, _ = told("Рабочие захватили фабрику. Об этом сообщило агентство «Волна».", "ru", pack)
    assert said == [(["Волна"], "Рабочие захватили фабрику", "asserted")]


def test_dates_amounts_and_places_tie_a_report_to_its_story(pack):
    rows = {
        "zh": "消息人士说，上月在科威特，数十名朝鲜工人罢工。",
        "ru": "В прошлом месяце в Кувейте десятки рабочих объявили забастовку, сообщил источник.",
        "ja": "消息筋によると、先月、クウェートで労働者数十人がストライキを起こした。",
    }
    for language, text in rows.items():
        (mention,) = told(text, language, pack)[1].mentions
        assert mention.type == "WORK_STOPPAGE"
        assert str(mention.when.date) == "2016-05"
        assert mention.place.country == "KW"
        assert [(q.what, q.range.low, q.range.high) for q in mention.quantities] == [("workers", 20, 99)]


def test_what_is_forbidden_or_did_not_come_about_is_no_event(pack):
    for language, text in {
        "zh": "决议禁止各国发放新的工作许可。",
        "ja": "決議は新たな就労許可を禁じている。",
    }.items():
        assert told(text, language, pack)[1].mentions == ()
    _, reading = told("专家说，他们已两年没有回国。", "zh", pack)
    assert reading.mentions == ()


def test_a_plan_is_told_as_a_plan(pack):
    said, reading = told("官员说，工人将于下月回国。", "zh", pack)
    assert said[0][2] == Factuality.PLANNED.value
    assert str(reading.mentions[0].when.date) == "2016-07"


def test_letters_taken_apart_are_read_as_well_and_told_in_their_own_places(pack):
    text = "消息筋によると、先月、クウェートで労働者数十人がストライキを起こした。デモではないという。"
    apart = unicodedata.normalize("NFD", text)
    assert len(apart) > len(text)
    one, two = (CuedReader("ja").read(report(t, "ja"), pack) for t in (text, apart))
    assert [unicodedata.normalize("NFC", s.hull.of(apart)) for s in two.statements] == [
        s.hull.of(text) for s in one.statements
    ]
    assert [(m.type, unicodedata.normalize("NFC", m.trigger.of(apart))) for m in two.mentions] == [
        (m.type, m.trigger.of(text)) for m in one.mentions
    ]
    assert [q.span.of(apart) for m in two.mentions for q in m.quantities]
    assert {m.statement for m in two.mentions} <= {s.id for s in two.statements}


PIECES = {
    "zh": ["据", "报道", "，", "消息人士", "称", "说", "“", "”", "工人", "罢工", "将", "否认", "《", "》", "援引", "的话", "12", "万", "名", "至", "年", "月", "日", "。", "的", "在", "朝鲜", "看到", "本报记者", "：", "估计", "没有"],
    "ja": ["によると", "、", "「", "」", "と", "述べた", "は", "が", "関係者", "労働者", "ストライキ", "12", "万", "人", "から", "月", "日", "年", "。", "を引用し", "の話として", "という", "うわさ", "否定した", "を", "同氏"],
    "ru": ["По_словам_", ",_", "что_", "сообщил_", "источник_", "рабочие_", "«", "»", "_—_", "до_", "от_", "12_", "тысяч_", "марта_", "года_", "не_", "в_", "со_ссылкой_на_", "Иван_Петров_", "._", "КНДР_", "Кита", "уехали_", "Об_этом_", "опроверг_", "Как_", "он_", ":_"],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_words_of_saying_in_any_order_are_read(language, data, pack):
    words = data.draw(st.lists(st.sampled_from(PIECES[language]), max_size=40))
    text = "".join(words).replace("_", " ")
    for s in CuedReader(language).read(report(text, language), pack).statements:
        assert s.hull.of(text).strip()


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet=SIGNS, max_size=200))
def test_every_span_lies_in_the_text_and_reading_repeats(language, text, pack):
    reader = CuedReader(language)
    for form in (text, unicodedata.normalize("NFD", text)):
        one = reader.read(report(form, language), pack)
        assert one == reader.read(report(form, language), pack)
        for s in one.statements:
            for span in (*s.content, *(x for x in (s.cue, s.speaker) if x), *(m.span for m in s.marks)):
                assert 0 <= span.start < span.end <= len(form)
        for m in one.mentions:
            assert m.trigger.of(form)
            assert m.statement in {s.id for s in one.statements}


@pytest.mark.parametrize(
    "sign", ["“", "「", "«", "他说", "消息人士称", "он заявил, что ", "とと述べた", "，", "1", "万"]
)
def test_a_hundred_thousand_signs_are_read(sign, pack):
    """Each took minutes while a pattern or a loop looked back over the whole sentence."""
    reader = "ru" if "о" in sign or sign == "«" else "ja" if "と" in sign or sign == "「" else "zh"
    text = sign * (LONG // len(sign))
    reading = CuedReader(reader).read(report(text, reader), pack)
    assert all(s.hull.end <= LONG for s in reading.statements)
