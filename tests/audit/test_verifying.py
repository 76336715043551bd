"""Whatever is done to a chain behind the models' back is found, at any position."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F, QuerySet

from c4ir_assess.audit import heads, verifying
from c4ir_assess.audit.models import START, AuditChain, AuditEntry
from c4ir_assess.audit.sealing import digest
from tests.audit.conftest import FIRM, behind_the_back
from tests.undoing import undone

CHANGES = {
    "at": F("at") + timedelta(microseconds=1),
    "actor": 7,
    "act": "listed",
    "subject": None,
    "facts": {"what": "report", "count": -1},
    "previous": "f" * 64,
    "hash": "e" * 64,
}


@pytest.fixture(autouse=True)
def data_dir(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def numbers(chain, *known):
    """Return the entries at which something is wrong."""
    return {fault.number for fault in verifying.verify(AuditChain.objects.get(pk=chain.pk), known)}


@pytest.mark.soak(8, 1000)
def test_a_change_at_any_position_is_found(campaign, chain_of):
    chain = chain_of(campaign.n)
    assert numbers(chain) == set()

    for number in range(1, campaign.n + 1):
        column = campaign.random.choice(sorted(CHANGES))
        with undone():
            behind_the_back(chain, number).update(**{column: CHANGES[column]})
            assert number in numbers(chain), column


@pytest.mark.parametrize("column", CHANGES)
def test_a_change_of_any_column_is_found(column, chain_of):
    chain = chain_of(3)
    behind_the_back(chain, 2).update(**{column: CHANGES[column]})

    assert 2 in numbers(chain)


@pytest.mark.soak(6, 200)
def test_two_entries_that_changed_places_are_found(campaign, chain_of):
    chain = chain_of(campaign.n)
    for first in range(1, campaign.n):
        second = campaign.random.randint(first + 1, campaign.n)
        with undone():
            behind_the_back(chain, first).update(number=0)
            behind_the_back(chain, second).update(number=first)
            behind_the_back(chain, 0).update(number=second)
            assert {first, second} <= numbers(chain)


@pytest.mark.soak(6, 200)
def test_an_entry_that_is_missing_is_found(campaign, chain_of):
    chain = chain_of(campaign.n)
    for number in range(1, campaign.n + 1):
        with undone():
            behind_the_back(chain, number)._raw_delete("default")
            assert number in numbers(chain)


def cut(chain, last):
    """Remove the tail, and have the chain's row agree with it: nothing in the database tells of it any more."""
    QuerySet(AuditEntry).filter(chain=chain, number__gt=last)._raw_delete("default")
    kept = AuditEntry.objects.filter(chain=chain, number=last).first()
    AuditChain.objects.filter(pk=chain.pk).update(length=last, head=kept.hash if kept else START)


def test_a_tail_that_was_cut_off_is_found_by_the_row_of_the_chain(chain_of):
    chain = chain_of(5)
    QuerySet(AuditEntry).filter(chain=chain, number__gt=3)._raw_delete("default")

    assert numbers(chain) == {4}


@pytest.mark.parametrize("last", [0, 1, 4])
def test_a_tail_that_was_cut_off_with_the_row_is_found_by_the_exported_heads(last, chain_of):
    chain = chain_of(5)
    known = heads.read(heads.write())[FIRM]
    cut(chain, last)

    assert numbers(chain) == set()
    assert numbers(chain, *known) == {5}


def test_a_chain_written_anew_from_some_entry_on_is_found_by_the_exported_heads(chain_of):
    chain = chain_of(5)
    known = heads.read(heads.write())[FIRM]
    before = AuditEntry.objects.get(chain=chain, number=2).hash
    for entry in AuditEntry.objects.filter(chain=chain, number__gt=2).order_by("number"):
        entry.actor, entry.previous = 7, before
        before = digest(entry, FIRM)
        behind_the_back(chain, entry.number).update(actor=7, previous=entry.previous, hash=before)
    AuditChain.objects.filter(pk=chain.pk).update(head=before)

    assert numbers(chain) == set()
    assert numbers(chain, *known) == {5}


def test_an_entry_put_in_behind_the_end_is_found(chain_of):
    chain = chain_of(2)
    last = AuditEntry.objects.get(chain=chain, number=2)
    last.pk, last.number, last.previous, last._state.adding = None, 3, last.hash, True
    last.hash = digest(last, FIRM)
    last.save()

    assert numbers(chain) == {3}


def test_a_chain_that_grew_since_the_heads_were_exported_is_whole(chain_of):
    chain_of(2)
    known = heads.read(heads.write())[FIRM]

    assert numbers(chain_of(3), *known) == set()


def test_the_command_says_that_all_is_whole(chain_of, capsys):
    chain_of(3)
    heads.write()
    call_command("verify_audit")

    assert capsys.readouterr().out == "the audit log is whole: 1 chains, 3 entries\n"


def test_the_command_names_what_is_wrong_and_fails(chain_of, capsys):
    behind_the_back(chain_of(3), 2).update(actor=7)

    with pytest.raises(CommandError, match="was changed: 1 faults in 1 chains"):
        call_command("verify_audit", "--chain", str(FIRM))
    assert f"{FIRM} entry 2: its content is not what its hash was made of" in capsys.readouterr().out


def test_the_command_finds_that_a_whole_chain_is_gone(chain_of, capsys):
    chain = chain_of(2)
    heads.write()
    QuerySet(AuditEntry).filter(chain=chain)._raw_delete("default")
    chain.delete()

    with pytest.raises(CommandError):
        call_command("verify_audit")
    assert f"{FIRM} entry 1: the whole chain is missing" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"day": "x", "chains": {"a": 1}}'])
def test_a_file_that_holds_no_heads_is_refused(text, tmp_path, db):
    (tmp_path / "heads.json").write_text(text)

    with pytest.raises(CommandError):
        call_command("verify_audit", "--heads", str(tmp_path / "heads.json"))


def test_a_chain_that_is_not_there_is_refused(db):
    with pytest.raises(CommandError, match="no chain"):
        call_command("verify_audit", "--chain", str(FIRM))


def test_an_export_holds_all_that_the_hashes_are_made_of(chain_of, capsys):
    chain_of(3)
    call_command("export_audit", "--chain", str(FIRM))
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [(line["number"], line["facts"]["count"]) for line in lines] == [(1, 0), (2, 1), (3, 2)]
    assert [line["previous"] for line in lines] == [START, *[line["hash"] for line in lines[:2]]]
