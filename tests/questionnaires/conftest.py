from pathlib import Path

import pytest

from tests.questionnaires.editing import EVERYTHING, copied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)


@pytest.fixture
def everything(tmp_path: Path) -> Path:
    """A framework that has every part once."""
    return copied(tmp_path, EVERYTHING)
