import pytest

from c4ir_assess.jobs.models import Job
from tests.jobs.processes import Rig


@pytest.fixture
def rig(transactional_db, tmp_path, request):
    """Processes of one test; a full campaign runs at production's own pace."""
    with Rig(tmp_path, quicker=1.0 if request.config.getoption("--soak") else 4.0) as made:
        yield made


@pytest.fixture(scope="module")
def shared_processes(django_db_setup, django_db_blocker, tmp_path_factory):
    with Rig(tmp_path_factory.mktemp("shared")) as made:
        made.relay()
        made.worker(processes=2)
        yield made
    with django_db_blocker.unblock():  # a canary sent after the last test's clean-up would meet the next module
        Job.objects.all().delete()


@pytest.fixture
def shared(shared_processes, transactional_db):
    """One relay and one worker for the tests of a module that leave both alive."""
    return shared_processes
