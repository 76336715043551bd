"""A file that is no framework is refused in one line, in little memory, and nothing is stored."""

import subprocess
import sys
import unicodedata

import pytest
from django.conf import settings
from django.core.management import call_command

from questionnaires.loading import HEAD, load_folder
from questionnaires.models import FrameworkVersion
from questionnaires.validation import MOST_FAULTS
from tests.factories.questionnaires import C4IR_SMC
from tests.questionnaires import bad_files

MOST_MB = 50
GROWTH = """
import pathlib, sys
from tests.questionnaires import bad_files
print(bad_files.growth(pathlib.Path(sys.argv[1])))
"""


@pytest.mark.parametrize("kind", bad_files.KINDS)
@pytest.mark.django_db
def test_bad_file_is_refused_in_one_line_and_nothing_is_stored(tmp_path, capsys, kind):
    bad_files.written(tmp_path, kind)
    with pytest.raises(SystemExit) as end:
        call_command("load_frameworks", str(C4IR_SMC), str(tmp_path))
    output = capsys.readouterr()
    assert end.value.code == 1
    (line,) = output.err.splitlines()
    assert line.startswith(f"{tmp_path}/{HEAD}:")
    assert len(line) < 300
    assert output.out == ""
    assert not FrameworkVersion.objects.exists()


@pytest.mark.parametrize("kind", bad_files.KINDS)
def test_bad_file_costs_little_memory(tmp_path, kind):
    bad_files.written(tmp_path, kind)
    program = [sys.executable, "-c", GROWTH, str(tmp_path)]
    done = subprocess.run(program, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)
    assert 0 <= float(done.stdout) < MOST_MB


def test_file_with_very_many_faults_tells_the_first_ones(tmp_path):
    (tmp_path / HEAD).write_text(
        "blocks:\n" + "- x\n" * 900 + "rules:\n" + "".join(f"  k{n}: x\n" for n in range(900)), encoding="utf-8"
    )
    faults = load_folder(tmp_path).faults
    assert len(faults) == MOST_FAULTS + 1
    assert "the document has more than 500 faults; the others are told once these are mended." in [
        fault.message for fault in faults
    ]


def test_few_decomposed_lines_are_told_one_by_one(everything):
    head = everything / HEAD
    words = head.read_text(encoding="utf-8").replace("Câu hỏi thêm", unicodedata.normalize("NFD", "Câu hỏi thêm"))
    head.write_text(words, encoding="utf-8")
    (fault,) = load_folder(everything).faults
    assert (fault.id, fault.message) == ("x1", "ask.vi is not in Unicode normal form NFC.")


def test_many_items_are_refused_before_they_are_compared(tmp_path):
    items = "\n".join(f"  - {{id: i{n}}}" for n in range(1001))
    (tmp_path / HEAD).write_text(f"framework: x\nblocks:\n- id: b\n  items:\n{items}\n", encoding="utf-8")
    messages = [fault.message for fault in load_folder(tmp_path).faults]
    assert "items must have at most 1000 entries, not 1001." in messages
