"""Rows made here: a sentence with its mention in square brackets."""


def row(doc, sentence, topic="1"):
    start, end = sentence.index("["), sentence.index("]") - 1
    plain = sentence.replace("[", "").replace("]", "")
    return {
        "doc": doc,
        "m_id": "1",
        "topic": topic,
        "subtopic": topic,
        "sentence": plain,
        "span": [start, end],
        "words": plain[start:end],
    }


ENDS = ("on Sunday", "at night", "within an hour", "twice", "again", "and spread", "before dawn", "in the rain")


def two_stories(each=8):
    """Two fires told of in like words, in another town, with other names and numbers."""
    fires = {
        "a": "The [fire] in Marvik burned 31 boats of Olaf Brekke",
        "b": "The [fire] in Tolosa burned 87 cars of Irene Vidal",
    }
    return [row(f"{name}{k}", f"{told} {ENDS[k]}") for k in range(each) for name, told in fires.items()]
