from pathlib import Path

import pytest

from tests.questionnaires.editing import copied


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path)
