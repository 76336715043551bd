"""Django's command line for C4IR Assess."""

import os
import sys


def main() -> None:
    """Run one management command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "c4ir_assess.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 -- after the settings are named

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
