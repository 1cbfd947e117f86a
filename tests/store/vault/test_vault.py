"""The vault: who may open it, what is written down, and what nobody can find in its files."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from secondsource.store.errors import CaseBusy
from secondsource.store.vault import (
    Key,
    NoEntry,
    NotAHolder,
    NotOpened,
    NoVault,
    Sealed,
    Tampered,
    Vault,
    VaultThere,
    sealing,
)
from secondsource.store.vault.errors import (
    BadName,
    HolderThere,
    KeyApart,
    KeyFileThere,
    LastHolder,
    NotTheSame,
    ShutOut,
    WeakPassphrase,
)
from secondsource.store.vault.log import Done
from secondsource.store.vault.schema import HEAD, bunch, entries, holders, metadata, openings
from secondsource.store.vault.vault import TABLES
from tests.postgres import Server

from .conftest import ANA, AT, KIM, OTHER, WORDS

WHO = Sealed(name="Ri Chol-su Qwyx", contact="chol@qwyx.example", note="Speaks Qwyxish.", concerns=("c0ffee",))


def planted(folder: Path) -> list[str]:
    """The files under a folder in which a planted word stands, as it is or in the commonest disguises."""
    words = [
        form for word in ("qwyx", "Qwyx", "Chol-su", "c0ffee") for form in (word.encode(), word.encode("utf-16-le"))
    ]
    return [p.name for p in sorted(folder.rglob("*")) if p.is_file() and any(w in p.read_bytes() for w in words)]


def test_its_tables_are_those_of_its_newest_revision(vault: Vault) -> None:
    config = Config()
    config.set_main_option("script_location", str(TABLES.scripts))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]
    with vault.reading() as connection:
        for table in metadata.sorted_tables:
            assert list(connection.execute(select(table)).keys()) == table.c.keys()


def test_what_is_sealed_is_opened_by_its_people_and_stands_in_no_file(both: Vault) -> None:
    handle = both.put(ANA, WHO, AT)
    assert handle == "source:1" and both.count() == 1
    assert both.open(KIM, 1, AT) == WHO == both.open(ANA, 1, AT)
    assert "Qwyx" not in repr(WHO) and WORDS not in repr(ANA)
    assert planted(both.folder) == []
    both.close()
    assert planted(both.folder) == []
    assert stat.S_IMODE((both.folder / "vault.db").stat().st_mode) == 0o600


def test_short_and_long_entries_look_alike(vault: Vault) -> None:
    vault.put(ANA, Sealed(name="A"), AT)
    vault.put(ANA, Sealed(name="B", note="b" * 3000), AT)
    vault.put(ANA, WHO, AT)
    vault.erase(ANA, 3, AT)
    with vault.reading() as connection:
        sizes = [len(row.sealed) for row in connection.execute(select(entries))]
    assert all(4096 < size < 4096 + 700 for size in sizes), "age adds a stanza of random length"
    assert vault.log()[-1].opening.act is Done.CHANGED, "the log does not tell an erased entry from one put anew"
    assert vault.open(ANA, 3, AT) == Sealed(erased=True)


def test_each_opening_is_written_down_before_it_is_shown(both: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    both.put(ANA, WHO, AT)
    both.open(KIM, 1, AT)
    last = both.log()[-1].opening
    assert (last.who, last.act, last.object) == ("Kim Min-ji", Done.OPENED, "source:1")
    monkeypatch.setattr("secondsource.store.vault.vault.log.write", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        both.open(KIM, 1, AT)


def test_a_folder_that_may_only_be_read_opens_nothing(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    from secondsource.store.errors import ReadOnly

    vault.put(ANA, WHO, AT)
    monkeypatch.setattr("secondsource.store.beside.os.access", lambda *_: False)
    with pytest.raises(ReadOnly, match="stays closed"):
        vault.open(ANA, 1, AT)


def test_a_wrong_passphrase_opens_nothing_and_is_written_down(vault: Vault) -> None:
    vault.put(ANA, WHO, AT)
    for key, error in ((Key(name="Ana", passphrase=OTHER), NotOpened), (KIM, NotAHolder)):
        with pytest.raises(error):
            vault.open(key, 1, AT)
    assert [(item.opening.who, item.opening.act) for item in vault.log()[-2:]] == [
        ("Ana", Done.REFUSED),
        ("", Done.REFUSED),
    ]
    with pytest.raises(NoEntry):
        vault.open(ANA, 2, AT)


def test_who_waits_opens_nothing_and_is_let_in_by_fingerprint_alone(vault: Vault) -> None:
    vault.put(ANA, WHO, AT)
    said = vault.join(KIM, AT)
    with pytest.raises(ShutOut):
        vault.open(KIM, 1, AT)
    with pytest.raises(NotTheSame):
        vault.admit(ANA, KIM.name, "0000-0000-0000-0000-0000", AT)
    with pytest.raises(HolderThere):
        vault.admit(ANA, "Ana", said, AT)
    vault.admit(ANA, "kim min-ji", said.upper(), AT)
    assert vault.open(KIM, 1, AT) == WHO
    with pytest.raises(HolderThere):
        vault.join(KIM, AT)


def test_who_is_taken_out_opens_nothing_that_is_sealed_now(
    both: Vault, tmp_path_factory: pytest.TempPathFactory
) -> None:
    both.put(ANA, WHO, AT)
    assert both.open(KIM, 1, AT) == WHO
    both.close()
    backup = Path(shutil.copytree(both.folder, tmp_path_factory.mktemp("backup") / "copy"))
    with both.reading() as connection:
        before = connection.execute(select(entries.c.sealed)).scalar_one()
    both.remove(ANA, KIM.name, AT)
    with pytest.raises(ShutOut):
        both.open(KIM, 1, AT)
    assert both.open(ANA, 1, AT) == WHO
    both.close()
    for file in both.folder.iterdir():
        assert before[-200:] not in file.read_bytes(), f"what was sealed before is still in {file.name}"
    old = Vault(backup)
    assert old.open(KIM, 1, AT) == WHO, "what a copy from before holds stays open to them; the guide says so"
    old.close()
    with pytest.raises(LastHolder):
        both.remove(ANA, "Ana", AT)


def test_while_another_program_reads_it_says_that_the_earlier_bytes_are_still_there(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secondsource.store.sqlite.WAIT", 0.1)
    vault.put(ANA, WHO, AT)
    vault.close()
    other = Vault(vault.folder)
    with other.reading() as connection:
        connection.execute(select(entries)).all()
        with pytest.raises(CaseBusy, match="It is done"):
            vault.rotate(ANA, AT)
    other.close()
    assert vault.open(ANA, 1, AT) == WHO and vault.log()[-2].opening.act is Done.ROTATED
    vault.rotate(ANA, AT)


def test_a_new_key_seals_everything_anew(both: Vault) -> None:
    for n in range(3):
        both.put(ANA, Sealed(name=f"Somebody {n}"), AT)
    with both.reading() as connection:
        before = [r.sealed for r in connection.execute(select(entries))], connection.execute(select(bunch)).one()
    both.rotate(KIM, AT)
    with both.reading() as connection:
        after = [r.sealed for r in connection.execute(select(entries))], connection.execute(select(bunch)).one()
    assert not set(before[0]) & set(after[0]) and before[1].public != after[1].public and after[1].number == 2
    assert both.check(ANA, AT) == [] == both.check(KIM, AT)


def test_somebody_who_writes_in_the_tables_is_not_sealed_for(both: Vault) -> None:
    """Whoever holds the server adds a key of theirs to the list of people, and waits for the next change of keys."""
    both.put(ANA, WHO, AT)
    mine = sealing.new_own()
    row = {"key": "eve", "name": "Eve", "public": mine.public, "state": "in", "at": AT, "locked": b""}
    with both.writing() as connection:
        connection.execute(holders.insert().values(**row))
    assert any("list of people" in said for said in both.check(ANA, AT))
    both.rotate(ANA, AT)
    with both.reading() as connection, pytest.raises(NotOpened):
        sealing.unsealed(connection.execute(select(bunch.c.sealed)).scalar_one(), mine.private)


@pytest.mark.parametrize("empty", [True, False])
def test_a_key_put_in_the_place_of_the_vaults_own_is_found_before_anything_is_sealed_with_it(
    both: Vault, empty: bool
) -> None:
    both.rotate(KIM, AT)
    both.check(ANA, AT)
    if not empty:
        both.put(ANA, WHO, AT)
    eve = sealing.new_own()
    with both.writing() as connection:
        people = {row.name: row.public for row in connection.execute(select(holders))}
        false = sealing.new_bunch({**people, "Eve": eve.public})
        from secondsource.model.codec import encode

        wrapped = sealing.sealed(encode(false), false.people.values())
        connection.execute(update(bunch).values(public=false.public, sealed=wrapped))
    for act in (lambda: both.put(ANA, WHO, AT), lambda: both.rotate(ANA, AT), lambda: both.check(ANA, AT)):
        with pytest.raises(Tampered):
            act()


def test_entries_taken_out_or_a_log_that_was_changed_are_found(vault: Vault) -> None:
    vault.put(ANA, WHO, AT)
    vault.put(ANA, WHO, AT)
    assert vault.verify() == []
    with vault.writing() as connection:
        connection.execute(delete(entries).where(entries.c.number == 1))
    assert any("lacks source:1" in said for said in vault.verify())
    with pytest.raises(DBAPIError), vault.writing() as connection:
        connection.execute(delete(openings))
    with vault.writing() as connection:
        connection.execute(text("DROP TRIGGER openings_no_update"))
        connection.execute(
            update(openings).where(openings.c.seq == 2).values(body='{"who":"Ana","at":"x","act":"put"}')
        )
    assert any("was changed" in said for said in vault.verify())


def test_a_damaged_entry_is_named_and_nothing_more_is_sealed_over_it(vault: Vault) -> None:
    vault.put(ANA, WHO, AT)
    with vault.writing() as connection:
        connection.execute(update(entries).values(sealed=b"age-encryption.org/v1\nnonsense"))
    assert any("source:1 is damaged" in said for said in vault.check(ANA, AT))
    with pytest.raises(Tampered):
        vault.put(ANA, WHO, AT)


def test_a_key_can_be_kept_apart_from_the_case(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> None:
    stick = tmp_path_factory.mktemp("stick") / "kim.age"
    kim = Key(name=KIM.name, passphrase=OTHER, file=stick)
    vault.admit(ANA, KIM.name, vault.join(kim, AT), AT)
    vault.put(ANA, WHO, AT)
    assert stat.S_IMODE(stick.stat().st_mode) == 0o600
    with pytest.raises(KeyApart):
        vault.open(KIM, 1, AT)
    assert vault.open(kim, 1, AT) == WHO
    vault.rotate(ANA, AT)
    assert vault.open(kim, 1, AT) == WHO
    vault.passphrase(kim, "quiet rivers of the north", AT)
    with pytest.raises(NotOpened):
        vault.open(kim, 1, AT)
    assert vault.open(Key(name=KIM.name, passphrase="quiet rivers of the north", file=stick), 1, AT) == WHO
    for file in (stick, vault.folder / "new.age"):
        with pytest.raises(KeyFileThere):
            vault.join(Key(name="Park", passphrase=WORDS, file=file), AT)


def test_what_cannot_be_begun_is_said(vault: Vault, tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(VaultThere):
        vault.begin(KIM, AT)
    other = Vault(tmp_path_factory.mktemp("other"))
    with pytest.raises(WeakPassphrase, match="passphrase has at least"):
        other.begin(Key(name="Ana", passphrase="short"), AT)
    with pytest.raises(BadName):
        other.begin(Key(name="\n", passphrase=WORDS), AT)
    assert not other.there()
    with pytest.raises(NoVault):
        other.put(ANA, WHO, AT)
    other.close()


def test_another_passphrase_opens_it_and_the_earlier_one_does_not(vault: Vault) -> None:
    vault.put(ANA, WHO, AT)
    vault.passphrase(ANA, OTHER, AT)
    assert vault.open(Key(name="ana", passphrase=OTHER), 1, AT) == WHO
    with pytest.raises(NotOpened):
        vault.open(ANA, 1, AT)


def test_on_a_server_it_is_the_same_and_nothing_stands_in_clear(
    tmp_path: Path, postgres: Server, postgres_url: str
) -> None:
    (tmp_path / "case.toml").write_text(
        f'id = "a"\ncreated = "{AT}"\nsubject = "dprk_labour"\ndatabase = "{postgres_url}"\n'
    )
    vault = Vault(tmp_path)
    assert not vault.there()
    vault.begin(ANA, AT)
    vault.admit(ANA, KIM.name, vault.join(KIM, AT), AT)
    vault.put(ANA, WHO, AT)
    vault.remove(ANA, KIM.name, AT)
    assert vault.open(ANA, 1, AT) == WHO and vault.check(ANA, AT) == []
    with pytest.raises(ShutOut):
        vault.open(KIM, 1, AT)
    with pytest.raises(DBAPIError), vault.writing() as connection:
        connection.execute(delete(openings))
    vault.close()
    assert not (tmp_path / "vault.db").exists() and planted(tmp_path) == []
    for table in ("holders", "entries", "bunch", "openings"):
        told = repr(postgres.ask(f"SELECT t::text FROM vault.{table} t", postgres_url))
        assert "Qwyx" not in told and b"Qwyx".hex() not in told


def test_the_scrypt_of_age_is_what_stands_between(tmp_path: Path) -> None:
    """In a process of its own, where nothing is made quick: the files are age's, and no private key is in them."""
    said = (
        "import sys; from pathlib import Path; from secondsource.store.vault import Key, Vault\n"
        "v = Vault(Path(sys.argv[1])); k = Key(name='Ana', passphrase=sys.argv[2])\n"
        "v.begin(k, '2026'); v.close()"
    )
    subprocess.run([sys.executable, "-c", said, str(tmp_path), WORDS], check=True, timeout=120)
    data = (tmp_path / "vault.db").read_bytes()
    assert b"-> scrypt" in data and b"-> X25519" in data and b"AGE-SECRET-KEY" not in data and planted(tmp_path) == []


def test_it_goes_to_a_server_with_its_case_and_back(tmp_path: Path, postgres_url: str) -> None:
    from secondsource.store import Case
    from secondsource.store.moving import move, remove_old

    folder = tmp_path / "case"
    Case.create(folder, now=AT).close()
    here = Vault(folder)
    here.begin(ANA, AT)
    here.put(ANA, WHO, AT)
    here.close()
    for place in (postgres_url, "case.db"):
        move(folder, now=AT, database=place)
        remove_old(folder)
        there = Vault(folder)
        assert there.open(ANA, 1, AT) == WHO and there.check(ANA, AT) == [], place
        there.close()
        assert (folder / "vault.db").exists() == (place == "case.db") and planted(folder) == []
