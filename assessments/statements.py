"""The rows that every save reads and writes, by one statement of SQL each.

Each tap on an answer runs them, and Django would build the same queries anew each time, which takes longer than the
database takes to answer. The columns are those of the models: a new field needs no word here.
"""

import json

from django.db import connection

from assessments.models import Assessment, Response, ResponseChange

# In the model's order. SQLite keeps times as text, so when an answer was given is read once it is asked for.
_READ = [each.attname for each in Response._meta.concrete_fields if each.name != "answered_at"]  # noqa: SLF001 -- Django's own documented interface


def stored(assessment: Assessment, item: str) -> Response | None:
    """Return the answer stored for an item; asked under the lock, nobody changes it meanwhile."""
    sql = f"SELECT {', '.join(_READ)} FROM assessments_response WHERE assessment_id = %s AND item = %s"  # noqa: S608 -- the model's columns
    with connection.cursor() as cursor:
        cursor.execute(sql, [assessment.pk, item])
        row = cursor.fetchone()
    if row is None:
        return None
    found = Response.from_db(connection.alias, _READ, row)
    found.value = found.value and json.loads(found.value)
    return found


def write(row: Response | ResponseChange, *, instead_of: tuple[str, ...] = ()) -> None:
    """Insert a row; one that holds the same in the columns ``instead_of`` is overwritten."""
    model = row._meta  # noqa: SLF001 -- the same
    fields = [each for each in model.concrete_fields if not each.primary_key]
    values = {each.attname: each.get_db_prep_save(getattr(row, each.attname), connection) for each in fields}
    sql = f"INSERT INTO {model.db_table} ({', '.join(values)}) VALUES ({', '.join(['%s'] * len(values))})"  # noqa: S608 -- the model's columns
    if instead_of:
        changes = ", ".join(f"{name} = excluded.{name}" for name in values if name not in instead_of)
        sql += f" ON CONFLICT ({', '.join(instead_of)}) DO UPDATE SET {changes}"
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} RETURNING id", list(values.values()))
        row.pk = cursor.fetchone()[0]
