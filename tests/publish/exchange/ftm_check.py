"""Holds FollowTheMoney entities against the library itself, run with its own environment: `.venv-ftm/bin/python ftm_check.py FILE`.

Prints a line for each entity or value that the library would not take as it stands, and nothing else; imports nothing of ours.
"""

import json
import sys

from followthemoney import model


def problems(lines):
    """What the library does not take: unknown schemata and properties, values it would change or drop, references that lead nowhere or to the wrong thing."""
    held, references = {}, []
    for number, line in enumerate(lines, start=1):
        entity = json.loads(line)
        schema = model.get(entity["schema"])
        if schema is None or schema.abstract:
            yield f"{number}: no schema {entity['schema']}"
            continue
        held[entity["id"]] = schema
        missing = [name for name in schema.required if not entity["properties"].get(name)]
        if missing:
            yield f"{number}: {schema.name} lacks {missing}"
        unknown = [name for name in entity["properties"] if name not in schema.properties]
        if unknown:
            yield f"{number}: {schema.name} has no {unknown}"
            continue
        try:
            schema.validate(entity)
        except Exception as error:
            yield f"{number}: {schema.name}: {getattr(error, 'errors', error)}"
        taken = model.get_proxy(entity, cleaned=False)
        for name, values in entity["properties"].items():
            if sorted(taken.get(name)) != sorted(values):
                yield f"{number}: {schema.name}.{name}: {values} would be {taken.get(name)}"
            kind = schema.properties[name].range
            if kind is not None:
                references += [(number, name, value, kind) for value in values]
    for number, name, value, kind in references:
        if value not in held:
            yield f"{number}: {name} leads to nothing"
        elif not held[value].is_a(kind):
            yield f"{number}: {name} leads to {held[value].name}, not {kind.name}"


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:  # noqa: PTH123
        found = list(problems(file))
    print("\n".join(found))
    sys.exit(bool(found))
