"""What else tells of a firm or a person, outside their own tables: jobs, the admin's log, sessions, letters."""

import email
import email.policy
import email.utils
import json
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Model

from accounts.models import User
from c4ir_assess.jobs.models import Job

type Ids = Mapping[str, Collection[int]]


def remove_jobs(*, ids: Ids, words: Collection[str]) -> int:
    """Remove jobs about these rows, whose args name a row as ``{"submission": 5}``, or that hold one of the words.

    A word is an address or an id and is found whole: binh@… is not found in thaibinh@….
    """
    found = [
        pk
        for pk, args, error in Job.objects.values_list("pk", "args", "error").iterator()
        if _is_about(args, ids) or _says(f"{json.dumps(args, ensure_ascii=False)} {error}", words)
    ]
    return Job.objects.filter(pk__in=found).delete()[0]


def blank_admin_log(rows: Iterable[Model]) -> None:
    """Keep that an administrator changed something, and forget whose it was."""
    for row in rows:
        entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk))
        entries.update(object_repr="", change_message="")


def end_sessions(person: User) -> None:
    """Sign a person out everywhere."""
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def remove_letters(*, addresses: Collection[str], words: Collection[str]) -> None:
    """Remove letters that lie in the data folder in place of a mail server: those to a person, those about a firm."""
    for path in (settings.DATA_DIR / "mail").glob("*.eml"):
        letter = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        said = f"{letter['subject']} {_body(letter)}"
        to = {address.lower() for _, address in email.utils.getaddresses([str(letter["to"])])}
        if to.intersection(addresses) or _says(said, words):
            path.unlink(missing_ok=True)


def _is_about(args: Mapping[str, Any], ids: Ids) -> bool:
    return any(args.get(name) in pks for name, pks in ids.items() if isinstance(args.get(name), int))


def _says(text: str, words: Collection[str]) -> bool:
    return any(re.search(rf"(?<![\w.+-]){re.escape(word)}(?![\w-])", text) for word in words)


def _body(letter: Any) -> str:
    body = letter.get_body(("plain", "html"))
    return str(body.get_content()) if body else ""
