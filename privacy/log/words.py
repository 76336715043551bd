"""What an entry says was done, in words. An act or code that this version does not know is shown as it is written."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext, pgettext_lazy

from accounts.models import Consent, Membership, Opening, User
from assessments.models import Event
from c4ir_assess.audit.models import Act, AuditEntry
from evidence.models import Evidence
from privacy.log.things import Known
from privacy.models import DataRequest
from reviews.judged.judgements import Outcome
from reviews.models import Finding

type Facts = Mapping[str, Any]

ACTS: dict[str, Promise] = {
    "agree": pgettext_lazy("act in the audit log", "The firm agreed with what is proposed"),
    "object": pgettext_lazy("act in the audit log", "The firm objected to what is proposed"),
    "answer": pgettext_lazy("act in the audit log", "Objection answered"),
    "plan_visit": pgettext_lazy("act in the audit log", "Visit to the plant planned"),
}
OPENED: dict[str, Promise] = {"audit_log": pgettext_lazy("what was opened", "this log")}
LISTS: dict[str, Promise] = {
    "bench": pgettext_lazy("list in the audit log", "the review queue"),
    "bench/reports": pgettext_lazy("list in the audit log", "reports in one file"),
    "bench/second": pgettext_lazy("list in the audit log", "second opinions"),
    "bench/data-requests": pgettext_lazy("list in the audit log", "requests about data"),
    "bench/audit": pgettext_lazy("list in the audit log", "firms with an audit log"),
    "admin/firms": pgettext_lazy("list in the audit log", "firms in the admin site"),
}
SHARED: dict[str, Promise] = {
    "level": pgettext_lazy("what is shared", "the level, on the page that proves a report"),
    "round": pgettext_lazy("what is shared", "the questions, in an opinion round"),
    "invitation": pgettext_lazy("what is shared", "the firm, by an invitation"),
    "programme": pgettext_lazy("what is shared", "with a programme's staff"),
}
REQUESTS: dict[str, Promise] = {
    "ask": pgettext_lazy("request in the audit log", "asked"),
    "acknowledge": pgettext_lazy("request in the audit log", "confirmed"),
    "finish": pgettext_lazy("request in the audit log", "answered"),
}


def of(entry: AuditEntry, known: Known) -> str:
    """Return what was done."""
    said = _SAY.get(entry.act)
    act = str(Act(entry.act).label) if entry.act in Act.values else entry.act
    more = said(entry.facts, known) if said else ""
    return f"{act}: {more}" if more else act


def _opened(facts: Facts, _known: Known) -> str:
    what = str(facts.get("what", ""))
    return str(OPENED.get(what) or _label(Opening.What, what))


def _listed(facts: Facts, _known: Known) -> str:
    where = str(facts.get("where", ""))
    return f"{LISTS.get(where, where)} ({_rows(facts.get('shown'))})"


def _ordered(facts: Facts, _known: Known) -> str:
    return _rows(facts["wanted"]) if "wanted" in facts else ""


def _exported(facts: Facts, _known: Known) -> str:
    return str(facts.get("file", "")).upper()


def _moved(facts: Facts, _known: Known) -> str:
    act = str(facts.get("by_act", ""))
    return str(ACTS.get(act) or _label(Event.Act, act))


def _judged(facts: Facts, _known: Known) -> str:
    if facts.get("is_reconciled"):
        return pgettext("judged, in the audit log", "second opinion reconciled")
    if "items" in facts:
        return pgettext("judged, in the audit log", "second opinion finished")
    if "contradiction" in facts:
        return pgettext("judged, in the audit log", "answers that rarely go together, %(id)s") % {
            "id": facts["contradiction"]
        }
    outcome = _label(Outcome, str(facts.get("outcome", "")))
    second = pgettext("judged, in the audit log", "second opinion") if facts.get("is_second") else ""
    return ", ".join(filter(None, (str(facts.get("item", "")), outcome, second)))


def _finding(facts: Facts, _known: Known) -> str:
    removed, written = (
        pgettext("finding, in the audit log", "removed"),
        pgettext("finding, in the audit log", "written"),
    )
    kind = _label(Finding.Kind, str(facts.get("kind", "")))
    act = removed if facts.get("is_removed") else written
    return ", ".join(filter(None, (act, str(facts.get("part", "")), kind)))


def _assigned(facts: Facts, known: Known) -> str:
    to = known.person(facts["person"]) if facts.get("person") else pgettext("assigned, in the audit log", "to nobody")
    second = pgettext("judged, in the audit log", "second opinion") if facts.get("is_second") else ""
    return ", ".join(filter(None, (to, second)))


def _conflict(facts: Facts, known: Known) -> str:
    declared = pgettext("interest, in the audit log", "declared")
    lifted = pgettext("interest, in the audit log", "lifted")
    return f"{known.person(facts.get('person'))}, {declared if facts.get('is_declared') else lifted}"


def _role(facts: Facts, known: Known) -> str:
    if "works" in facts:
        works = pgettext("role, in the audit log", "works for the programme")
        role = works if facts["works"] else pgettext("role, in the audit log", "works for the programme no more")
    else:
        role = _role_name(str(facts.get("role", "")))
    closed = pgettext("role, in the audit log", "account closed") if facts.get("is_active") is False else ""
    return ", ".join(filter(None, (known.person(facts.get("person")), role, closed)))


def _role_name(role: str) -> str:
    if not role:
        return pgettext("role, in the audit log", "none any more")
    return _label(Membership.Role, role) if role in Membership.Role.values else _label(User.StaffRole, role)


def _consent(facts: Facts, _known: Known) -> str:
    purpose = str(facts.get("purpose", ""))
    return str(SHARED["programme"]) if purpose == "programme" else _label(Consent.Purpose, purpose)


def _shared(facts: Facts, _known: Known) -> str:
    if facts.get("part"):
        return pgettext("what is shared", "part %(part)s, with a colleague") % {"part": facts["part"]}
    if what := SHARED.get(str(facts.get("what", ""))):
        return str(what)
    days = facts.get("days")
    return ngettext("for %(days)s day", "for %(days)s days", days) % {"days": days} if days else ""


def _file(facts: Facts, _known: Known) -> str:
    if "scan" in facts:
        return f"{pgettext('file, in the audit log', 'virus scan')}, {_label(Evidence.Scan, str(facts['scan']))}"
    if facts.get("what") == "caption":
        return pgettext("file, in the audit log", "its caption")
    if "items" in facts:
        return ", ".join(map(str, facts["items"]))
    item = str(facts.get("item", ""))
    if "is_used" not in facts:
        return item
    used = pgettext("file, in the audit log", "shown beside %(item)s")
    unused = pgettext("file, in the audit log", "no longer shown beside %(item)s")
    return (used if facts["is_used"] else unused) % {"item": item}


def _request(facts: Facts, _known: Known) -> str:
    kind, act = _label(DataRequest.Kind, str(facts.get("kind", ""))), str(facts.get("by_act", ""))
    return f"{kind}, {REQUESTS.get(act, act)}"


def _restricted(facts: Facts, _known: Known) -> str:
    if facts.get("is_restricted"):
        return pgettext("use of data, in the audit log", "restricted")
    return pgettext("use of data, in the audit log", "let again")


def _erased(facts: Facts, known: Known) -> str:
    return known.person(facts["person"]) if facts.get("person") else gettext("the whole firm")


def _rows(ids: object) -> str:
    count = len(ids) if isinstance(ids, list) else 0
    return ngettext("%(count)s row", "%(count)s rows", count) % {"count": count}


def _label(choices: type[TextChoices], value: str) -> str:
    return str(choices(value).label) if value in choices.values else value


_SAY: dict[str, Callable[[Facts, Known], str]] = {
    Act.OPENED: _opened,
    Act.LISTED: _listed,
    Act.ORDERED: _ordered,
    Act.EXPORTED: _exported,
    Act.MOVED: _moved,
    Act.JUDGED: _judged,
    Act.FINDING: _finding,
    Act.ASSIGNED: _assigned,
    Act.CONFLICT: _conflict,
    Act.ROLE: _role,
    Act.AGREED: _consent,
    Act.WITHDRAWN: _consent,
    Act.SHARED: _shared,
    Act.UNSHARED: _shared,
    Act.FILE_ADDED: _file,
    Act.FILE_CHANGED: _file,
    Act.FILE_REMOVED: _file,
    Act.REQUEST: _request,
    Act.RESTRICTED: _restricted,
    Act.ERASED: _erased,
}
