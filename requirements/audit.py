"""What the program is made of, and what is known against it: `python requirements/audit.py sbom|check|refresh|licences`.

`sbom` writes build/sbom.json, a CycloneDX 1.6 bill of materials of all that the pins name, the same bytes each time. `check` holds the pins against
`advisories.json`, a snapshot of known vulnerabilities, and fails on one that is neither fixed nor accepted with a reason in `accepted.toml`. Both work
offline. `refresh` asks OSV, the open database of vulnerabilities, for all pins in one question and writes the snapshot anew. `licences` reads the
licences of the installed packages into `licences.toml`; those of packages that are not installed stay as they are.
"""

import json
import re
import sys
import tomllib
import urllib.request
import uuid
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "requirements"
LOCKS = ("run", "dev", "uv", "ftm", "s3")
OSV = "https://api.osv.dev/v1/"
_PIN = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.MULTILINE)


def pins():
    """Every pinned package and version with the names of the lock files that have it, in order."""
    found = {}
    for lock in LOCKS:
        for name, version in _PIN.findall((HERE / f"{lock}.txt").read_text(encoding="utf-8")):
            found.setdefault((name.lower().replace("_", "-"), version), []).append(lock)
    return dict(sorted(found.items()))


def licences():
    """The licence of each package."""
    return tomllib.loads((HERE / "licences.toml").read_text(encoding="utf-8"))


def sbom():
    """The bill of materials, as values; its serial number comes from what is in it."""
    known = licences()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{name}@{version}",
            "name": name,
            "version": version,
            "scope": "required" if "run" in locks else "optional",
            "licenses": [{"license": {"name": known[name]}}],
            "purl": f"pkg:pypi/{name}@{version}",
            "properties": [{"name": "secondsource:lock", "value": f"requirements/{lock}.txt"} for lock in locks],
        }
        for (name, version), locks in pins().items()
    ]
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([project["version"], parts], sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": "secondsource",
                "name": "secondsource",
                "version": project["version"],
                "licenses": [{"license": {"id": project["license"]}}],
            }
        },
        "components": parts,
    }


def hits(vulnerability, name, version):
    """Whether an advisory in the form of OSV speaks of that version of that package."""
    from packaging.version import Version

    asked = Version(version)
    for affected in vulnerability["affected"]:
        if affected["name"] != name:
            continue
        if version in affected.get("versions", ()):
            return True
        for events in affected.get("ranges", ()):
            inside = False
            for event in events:
                if "introduced" in event:
                    inside = inside or asked >= Version(event["introduced"])
                elif ("fixed" in event and asked >= Version(event["fixed"])) or (
                    "last_affected" in event and asked > Version(event["last_affected"])
                ):
                    inside = False
            if inside:
                return True
    return False


def standing(found, accepted, pinned):
    """What is known against the pins and neither fixed nor accepted: pairs of package and advisory.

    Args:
        found: advisories in the form of OSV.
        accepted: reasons by the advisory's id.
        pinned: packages and versions.
    """
    return [
        (f"{name} {version}", one["id"])
        for name, version in pinned
        for one in found
        if hits(one, name, version) and not accepted.get(one["id"], "").strip()
    ]


def check():
    """Print the day of the snapshot and what stands; the exit status says whether anything does."""
    snapshot = json.loads((HERE / "advisories.json").read_text(encoding="utf-8"))
    accepted = tomllib.loads((HERE / "accepted.toml").read_text(encoding="utf-8"))
    left = standing(snapshot["advisories"], accepted, pins())
    print(f"{len(pins())} pins, held against {len(snapshot['advisories'])} advisories of {snapshot['as_of']}.")
    for package, name in left:
        print(f"{package}: {name}. Take a newer version, or say in requirements/accepted.toml why it does not matter.")
    return 1 if left else 0


def _asked(path, question=None):
    data = None if question is None else json.dumps(question).encode()
    with urllib.request.urlopen(urllib.request.Request(OSV + path, data), timeout=60) as answer:  # noqa: S310 - one address of ours
        return json.load(answer)


def _short(one):
    """Of an advisory what `check` needs: its text is its author's and stays there."""
    affected = [
        {
            "name": item["package"]["name"].lower().replace("_", "-"),
            "ranges": [r["events"] for r in item.get("ranges", ()) if r["type"] == "ECOSYSTEM"],
        }
        for item in one["affected"]
        if item["package"]["ecosystem"] == "PyPI"
    ]
    return {
        "id": one["id"],
        "aliases": sorted(one.get("aliases", [])),
        "published": one["published"][:10],
        "affected": affected,
    }


def refresh():
    """Ask for all pins at once and write what is known of them."""
    pinned = list(pins())
    asked = [{"package": {"name": n, "ecosystem": "PyPI"}, "version": v} for n, v in pinned]
    answers = _asked("querybatch", {"queries": asked})["results"]
    names = sorted({one["id"] for answer in answers for one in answer.get("vulns", ())})
    told = {
        "as_of": datetime.now(UTC).date().isoformat(),
        "source": "OSV (osv.dev), asked for every pin; advisories of PyPA and GitHub under CC BY 4.0",
        "asked_of_every_pin": True,
        "advisories": [_short(_asked(f"vulns/{name}")) for name in names],
    }
    (HERE / "advisories.json").write_text(json.dumps(told, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return check()


def read_licences():
    """Write the licences of the installed packages down."""
    known = licences() if (HERE / "licences.toml").exists() else {}
    apart = [str(path) for path in ROOT.glob(".venv-*/lib/python*/site-packages")]
    installed = {
        d.metadata["Name"].lower().replace("_", "-"): d.metadata
        for d in metadata.distributions(path=[*apart, *sys.path])
    }
    for name, _ in pins():
        about = installed.get(name)
        if about is None:
            continue
        kinds = [
            c.split(" :: ")[-1]
            for c in about.get_all("Classifier", [])
            if c.startswith("License :: ") and c.count("::") > 1
        ]
        short = about.get("License") or ""
        short = short if "\n" not in short and len(short) < 60 else ""
        known[name] = about.get("License-Expression") or ", ".join(kinds) or short or known.get(name, "")
    lines = [f"{json.dumps(name)} = {json.dumps(known.get(name, ''))}" for name in sorted({name for name, _ in pins()})]
    head = "# Licences of the pinned packages, read from them by `python requirements/audit.py licences`; those that are not installed by hand."
    (HERE / "licences.toml").write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return 0


def main(asked):
    """Do one thing; the exit status says whether all is well."""
    if asked == "sbom":
        out = ROOT / "build" / "sbom.json"
        out.parent.mkdir(exist_ok=True)
        out.write_text(json.dumps(sbom(), indent=1) + "\n", encoding="utf-8")
        print(f"build/{out.name}: {len(pins())} components")
        return 0
    doing = {"check": check, "refresh": refresh, "licences": read_licences}.get(asked)
    if doing is None:
        sys.exit("secondsource: name sbom, check, refresh or licences.")
    return doing()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
