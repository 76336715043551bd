"""``manage.py load_frameworks``: what it prints, and that it loads all or nothing."""

import shutil

import pytest
from django.core.management import call_command

from questionnaires.models import FrameworkVersion
from tests.factories.questionnaires import C4IR_SMC
from tests.questionnaires.editing import copied, edit

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


LIBRARY = [
    "c4ir-smc 0.9.1: published",
    "cmmm 1.0.0: published",
    "dbi-1970 1.0.0: published",
    "eu-dmat 1.0.0: published",
    "impuls 1.0.0: published",
    "lighthouse-os 0.1.0: stored as a draft: awaiting the official document",
    "qd-1567-sme 1.0.0: published",
    "vipa 0.1.0: stored as a draft: awaiting the official document",
]


def load(*folders):
    call_command("load_frameworks", *map(str, folders))


def refused(capsys, *folders):
    """Return the lines on stderr of a run that must end with exit code 1 and print nothing else."""
    with pytest.raises(SystemExit) as end:
        load(*folders)
    output = capsys.readouterr()
    assert end.value.code == 1
    assert output.out == ""
    return output.err.splitlines()


def second(folder):
    """Make another framework of the same content."""
    other = folder.parent / "other"
    shutil.copytree(folder, other)
    edit(other, "framework.yaml", "framework: c4ir-smc", "framework: other")
    return other


def test_library_is_loaded_by_default(capsys):
    load()
    assert capsys.readouterr().out == "".join(f"{line}\n" for line in LIBRARY)
    published = FrameworkVersion.objects.filter(status=FrameworkVersion.Status.PUBLISHED)
    assert [f"{row.framework} {row.version}: published" for row in published.order_by("framework")] == [
        line for line in LIBRARY if line.endswith("published")
    ]


def test_loading_twice_changes_nothing(capsys):
    load()
    before = list(FrameworkVersion.objects.order_by("pk").values())
    capsys.readouterr()
    load()
    assert capsys.readouterr().out == "".join(f"{line}\n".replace("published", "unchanged") for line in LIBRARY)
    assert list(FrameworkVersion.objects.order_by("pk").values()) == before


def test_several_folders_are_loaded(folder, capsys):
    load(folder, second(folder))
    assert capsys.readouterr().out == "c4ir-smc 0.9.1: published\nother 0.9.1: published\n"


def test_fault_is_one_line_and_nothing_is_loaded(folder, capsys):
    edit(folder, "framework.yaml", "  weight: 10\n", "  weight: 0\n")
    assert refused(capsys, folder) == [
        f'{folder}/framework.yaml:121 G weight must be a number above 0 and at most 1000, not "0".'
    ]
    assert not FrameworkVersion.objects.exists()


def test_fault_in_one_framework_keeps_the_others_out(folder, capsys):
    other = second(folder)
    edit(other, "glossary.yaml", "- id: agv\n", "- id: ai\n")
    (line,) = refused(capsys, folder, other)
    assert line.startswith(f"{other}/glossary.yaml:")
    assert not FrameworkVersion.objects.exists()


def test_changed_content_under_the_same_version_is_refused(folder, capsys):
    load(C4IR_SMC)
    edit(folder, "S.yaml", "en: Leadership and strategy", "en: Leading and strategy")
    capsys.readouterr()
    assert refused(capsys, folder) == [
        "c4ir-smc@0.9.1 is published with other content; a change needs a new version number. It differs in:",
        'S1.name.en: "Leadership and strategy" → "Leading and strategy"',
    ]


def test_refused_version_keeps_the_others_out(folder, capsys):
    load(C4IR_SMC)
    other = second(folder)
    edit(folder, "S.yaml", "en: Leadership and strategy", "en: Leading and strategy")
    capsys.readouterr()
    refused(capsys, other, folder)
    assert [row.framework for row in FrameworkVersion.objects.all()] == ["c4ir-smc"]


def test_folder_that_does_not_exist_is_refused(tmp_path, capsys):
    assert refused(capsys, tmp_path / "none") == [
        f"{tmp_path}/none/framework.yaml:0 - the file cannot be read: No such file or directory."
    ]


def test_copy_of_the_library_is_the_same_content(tmp_path, capsys):
    load(C4IR_SMC)
    load(copied(tmp_path))
    assert capsys.readouterr().out.splitlines() == ["c4ir-smc 0.9.1: published", "c4ir-smc 0.9.1: unchanged"]
