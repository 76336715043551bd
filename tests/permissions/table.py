"""Reading the table, trying its lines, and telling what a line should say."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.permissions.world import PEOPLE, World
from tests.undoing import undone_if_written

FILE = Path(__file__).with_name("table.txt")
# Not in the table: pages of django-allauth, each about who asks; the admin site, which has a test of its own.
ELSEWHERE = re.compile(r"(account_|mfa_|admin:|socialaccount_)")
# What a page is told to know whose it is about, in the address and in what is posted; names of things as in a line.
QUERY = {
    "accounts:firm": "site=site",
    "accounts:firm_edit": "site=site",
    "accounts:members": "site=site",
    "accounts:member_role": "site=site",
    "accounts:member_remove": "site=site",
    "accounts:invitation_resend": "site=site",
    "accounts:invitation_revoke": "site=site",
    "evidence:files": "item=S1.1",
    "evidence:begin": "item=S1.1",
    "reviews:assign": "item=review",
    "reviews:declare_conflict": "item=review",
    "reviews:visit": "item=S1.1",
    "reviews:visit_add": "item=S1.1",
    "reviews:visit_begin": "item=S1.1&name=a.pdf&size=7",
    "privacy:openings": "firm=firm",
    "privacy:restrict": "firm=firm",
    "privacy:erase_firm": "firm=firm",
    "privacy:give": "firm=firm",
    "privacy:withdraw": "firm=firm",
    "privacy:export": "firm=firm",
    "programmes:invitation": "firm=firm",
    "programmes:leave": "firm=firm",
    "programmes:start": "firm=firm",
}


# What an argument of an address mostly is, by room and name.
USUAL = {
    ("assessments", "uuid"): "draft",
    ("evidence", "uuid"): "draft",
    ("opinions", "uuid"): "draft",
    ("reports", "uuid"): "result",
    ("reviews", "uuid"): "review",
    ("notices", "uuid"): "notice",
    ("notices", "token"): "unsubscribe_token",
    ("programmes", "uuid"): "programme",
    ("reviews", "file"): "sent_file",
    ("reviews", "upload"): "visit_upload",
    ("", "file"): "file",
    ("", "item"): "S1.1",
    ("", "node"): "S1",
    ("", "framework"): "c4ir-smc",
    ("", "number"): "version",
    ("", "language"): "vi",
    ("reviews", "contradiction"): "trace_stock",
}


@dataclass(frozen=True)
class Line:
    """One address and method, and what each person gets."""

    name: str
    args: tuple[str, ...]
    method: str
    said: tuple[str, ...]

    @property
    def is_the_same_for_all(self) -> bool:
        """Whether it does not matter who asks; a page that nobody gets may yet be somebody's."""
        return set(self.said) in ({"ok"}, {"405"})


def written(name: str, args: tuple[str, ...], method: str, said: tuple[str, ...]) -> str:
    """Return a line of the table."""
    return f"{name:<34}{','.join(args) or '-':<34}{method:<6}{''.join(f'{each:<6}' for each in said)}".rstrip()


def read() -> list[Line]:
    """Return the table."""
    rows = (row.split() for row in FILE.read_text(encoding="utf-8").splitlines() if row and not row.startswith("#"))
    lines = [
        Line(name, () if args == "-" else tuple(args.split(",")), method, tuple(said))
        for name, args, method, *said in rows
    ]
    assert [str(line) for line in lines if len(line.said) != len(PEOPLE)] == [], "a word for each person"
    return lines


def named() -> set[str]:
    """Return the names of all addresses that the table has to have."""
    return {name for name in _named(get_resolver().url_patterns) if not ELSEWHERE.match(name)}


def answer(world: World, line: Line, who: str) -> str:
    """Ask as one person, take back what that wrote, and return in a word what they got."""
    with undone_if_written():
        try:
            return answered(ask(world, line, who))
        except Exception as fault:  # noqa: BLE001 -- told in the line where it happened, whatever it is
            return type(fault).__name__


def ask(world: World, line: Line, who: str, filled: Mapping[str, Any] | None = None) -> Any:
    """Return what one person gets; a form is ``filled`` in with no more than whose it is about unless it is given."""
    address = reverse(line.name, args=[world.things.get(arg, arg) for arg in line.args])
    fields = dict(pair.split("=") for pair in QUERY.get(line.name, "").split("&") if pair)
    told = {name: str(world.things.get(value, value)) for name, value in fields.items()}
    client = world.client(who)
    if line.method == "GET":
        return client.get(address, told)
    return client.post(address, {**told, **(filled or {})}, query_params=told)


def differing(world: World, lines: list[Line], people: tuple[str, ...] = PEOPLE) -> Iterator[str]:
    """Yield what is otherwise than the table says; what is the same for all is asked by two of them."""
    for who in people:
        place = PEOPLE.index(who)
        for line in lines:
            if line.is_the_same_for_all and who not in {PEOPLE[0], PEOPLE[-1]}:
                continue
            found = answer(world, line, who)
            if found != line.said[place]:
                yield f"{line.name} {line.method} as {who}: {found}, the table says {line.said[place]}"


def words(world: World, line: Line, who: str) -> str:
    """Return the text of a page that this person gets."""
    response = ask(world, line, who)
    assert response.status_code == 200, str(line)
    return (response.getvalue() if response.streaming else response.content).decode()


def as_it_is(world: World, name: str) -> list[str]:
    """Return the lines of an address as the product answers now, to be judged by whoever adds them.

    Its arguments are guessed by their names, which fits most addresses; where it does not, ``lacks`` says so.
    """
    kinds = _arguments(name)
    args = tuple(USUAL.get((name.partition(":")[0], kind), USUAL.get(("", kind), f"lacks-{kind}")) for kind in kinds)
    if any(arg.startswith("lacks-") for arg in args):
        return [written(name, args, method, ("?",) * len(PEOPLE)) for method in ("GET", "POST")]
    tried = [Line(name, args, method, ()) for method in ("GET", "POST")]
    return [written(name, args, line.method, tuple(answer(world, line, who) for who in PEOPLE)) for line in tried]


def pages_of_the_admin_site() -> list[str]:
    """Return its lists and forms for a new row, which take no argument."""
    names = _named(get_resolver().url_patterns)
    return [name for name in names if re.fullmatch(r"admin:\w+_(changelist|add)", name)]


def _arguments(name: str) -> list[str]:
    """Return the names of an address's arguments, in their order."""
    space, _, own = name.rpartition(":")
    resolver = get_resolver()
    if space:
        resolver = resolver.namespace_dict[space][1]
    ways: list[Any] = resolver.reverse_dict.getlist(own)
    return list(ways[0][0][0][1])


def answered(response: Any) -> str:
    """Return in a word what somebody got, and close it."""
    _ = response.getvalue() if response.streaming else b""
    for close in response._resource_closers:  # its files; closing it whole would close the database, too
        close()
    if response.status_code in {403, 404, 405}:
        return str(response.status_code)
    to_sign_in = response.status_code == 302 and "/accounts/login/" in response.url
    return "in" if to_sign_in or response.status_code == 401 else "ok"


def _named(patterns: list[Any], before: tuple[str, ...] = ()) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield ":".join([*before, pattern.name or f"unnamed {pattern.pattern}"])
        elif isinstance(pattern, URLResolver):
            inside = (*before, pattern.namespace) if pattern.namespace else before
            yield from _named(pattern.url_patterns, inside)
