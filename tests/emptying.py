"""How the tables are emptied after a test that really commits.

Django truncates them all and makes content types and permissions anew, which takes longer than most such tests do. Here
the rows go, and those two stay: they say what models there are, and no test changes that.
"""

from django.core.management.color import no_style
from django.db import connection, transaction
from django.test import TransactionTestCase

OF_THE_MODELS = {"django_content_type", "auth_permission"}


def instead_of_truncating() -> None:
    """Let Django's tests that commit empty the tables this way."""
    TransactionTestCase._fixture_teardown = lambda _: empty()


def empty() -> None:
    every = connection.introspection.django_table_names(only_existing=True, include_views=False)
    tables = [table for table in every if table not in OF_THE_MODELS]
    if connection.vendor == "postgresql":
        _delete_all(tables)
    else:
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables))


def _delete_all(tables: list[str]) -> None:
    """Wait, as truncating does, for whoever still writes; keys need no look where everything goes."""
    names = [connection.ops.quote_name(table) for table in tables]
    deletes = [f"DELETE FROM {name}" for name in names]  # noqa: S608 -- names of our own tables
    lock = f"LOCK TABLE {', '.join(names)} IN ACCESS EXCLUSIVE MODE"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("; ".join([lock, "SET LOCAL session_replication_role = replica", *deletes]))
