"""The pictures of the calibration study: SVG that says in words what it draws."""

from xml.etree import ElementTree as ET

from benchmarks.calibration import STUDIES, page, pictures
from benchmarks.chart import Chart, Scale, short, svg
from secondsource.trace.ecology import Outcome, Settings

OUTCOME = Outcome(
    claims=10, holds=0.9, too_high=0.05, too_low=0.05, width=1.25, corroborated=0.2, false_corroboration=None,
    missed_corroboration=0.5, outlets_false=0.6,
)  # fmt: skip


def test_a_chart_draws_every_line_and_leaves_gaps_where_nothing_was_measured():
    chart = Chart(title="A < B", x="share", points=(0, 0.5, 1), lines={"one": (0.1, None, 0.9), "two": (1, 1, 1)})
    root = ET.fromstring(svg([chart]))
    words = " ".join(root.itertext())
    assert "A < B" in words
    assert "one: 10%, none, 90%" in words
    marks = [e for e in root.iter() if e.tag.endswith(("circle", "rect"))]
    assert len(marks) == 1 + 2 + 3  # the ground, two points and three


def test_an_axis_by_powers_of_ten_holds_all_its_values_and_says_them_shortly():
    scale = Scale.of((3, 4_000))
    assert [short(step) for step in scale.steps()] == ["1", "10", "100", "1k", "10k"]
    assert scale.at(1) == 0.0 and scale.at(10_000) == 1.0
    assert abs(scale.at(100) - 0.5) < 1e-9
    assert Scale.of((10,)).steps() == [10.0, 100.0]
    nearly = Scale.of((9_994, 100_032))
    assert nearly.steps() == [10_000.0, 100_000.0] and nearly.at(100_032) == 1.0 and nearly.at(9_994) == 0.0
    chart = Chart(
        title="Seconds", x="reports", points=(1_000, 100_000), lines={"run": (5.5, 2_500)}, percent=False, powers=True
    )
    words = " ".join(ET.fromstring(svg([chart])).itertext())
    assert "over reports of 1k, 100k. run: 5.5, 2,500.0." in words


def test_every_study_varies_a_setting_there_is_and_its_page_has_a_row_for_each_point():
    for study in STUDIES:
        for point in study.points:
            for more in study.lines.values():
                Settings(**{**more, study.axis: point})
        found = {name: [OUTCOME] * len(study.points) for name in study.lines}
        ET.fromstring(pictures(study, found))
        rows = [line for line in page([(study, found)], []) if line.startswith(f"| {study.axis} ")]
        assert len(rows) == len(study.points) * len(study.lines)
        assert all(row.count("|") == 10 for row in rows)
