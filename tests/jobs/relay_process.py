"""``manage.py relay`` at the pace of the tests."""

from django.core.management import execute_from_command_line

from tests.jobs import pace

if __name__ == "__main__":
    pace.set_by_environment()
    execute_from_command_line(["manage.py", "relay"])
