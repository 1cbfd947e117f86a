from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from secondsource.publish.drawing import svg
from secondsource.publish.layout import WIDTH, place, text_width, wrapped
from secondsource.publish.lineage import Edge, Lineage, Node, _broken_circles

names = st.text(
    alphabet=st.characters(blacklist_categories=("Cs", "Cc"), max_codepoint=0xFFFD), min_size=1, max_size=40
)


@st.composite
def graphs(draw: st.DrawFn) -> Lineage:
    size = draw(st.integers(1, 9))
    kinds = ("report", "teller", "origin", "unrecorded", "against")
    nodes = tuple(
        Node(
            key=f"n{n}",
            kind=draw(st.sampled_from(kinds)),
            title=draw(names),
            small=draw(st.sampled_from(["", "R1, June"])),
        )
        for n in range(size)
    )
    at = st.integers(0, size - 1)
    pairs = dict.fromkeys(p for p in draw(st.lists(st.tuples(at, at), max_size=14)) if p[0] != p[1])
    how = st.sampled_from(["tells", "cites", "copies", "partial_copy", "translates", "same_statement"])
    edges = [Edge(taker=f"n{a}", giver=f"n{b}", how=draw(how), hidden=draw(st.booleans())) for a, b in pairs]
    return Lineage(nodes, _broken_circles(edges))


@given(graphs())
def test_boxes_never_overlap_and_lines_run_from_taker_to_giver(graph: Lineage) -> None:
    placed = place(graph)
    boxes = {box.node.key: box for box in placed.boxes}
    assert set(boxes) == {node.key for node in graph.nodes}
    for a in placed.boxes:
        assert a.x >= 0 and a.x + WIDTH <= placed.width + 1
        assert a.y >= 0 and a.y + a.height <= placed.height
        for b in placed.boxes:
            if a is not b and a.x == b.x:
                assert a.y + a.height <= b.y or b.y + b.height <= a.y
    for line in placed.lines:
        if not line.edge.back:
            taker, giver = boxes[line.edge.taker], boxes[line.edge.giver]
            assert taker.x < giver.x
            assert line.points[0][0] == taker.x + WIDTH
            assert line.points[-1][0] == giver.x
            assert [x for x, _ in line.points] == sorted(x for x, _ in line.points)


@given(graphs())
def test_the_picture_is_well_formed_and_says_every_line_in_words(graph: Lineage) -> None:
    text = str(svg(graph, "g1", 'A "title" <&>'))
    assert text == str(svg(graph, "g1", 'A "title" <&>'))
    root = ET.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == 'A "title" <&>'
    described = root.findtext(f"{space}desc") or ""
    assert described.count(".") >= len(graph.edges)
    assert root.get("aria-labelledby") == "g1-t g1-d"


@given(names, st.integers(30, 300), st.integers(1, 4))
def test_wrapped_lines_fit(text: str, width: int, most: int) -> None:
    lines = wrapped(text, width, most=most)
    assert len(lines) <= most
    assert all(text_width(line) <= width for line in lines)
    if not lines[-1].endswith("…"):
        assert "".join("".join(lines).split()) == "".join(text.split())
