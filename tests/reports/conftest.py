import pytest


@pytest.fixture(autouse=True)
def private_store(settings, tmp_path):
    """Keep report files of each test apart."""
    place = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "private": place}
    return tmp_path
