"""What second opinions say of the questions and of the advisors: which are read differently, who reads how.

Counted are questions with an ordered scale to which both gave a place on it. Firms that keep their data to themselves
are not among them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, QuerySet

from accounts.models import User
from assessments.answer_words import number_of
from questionnaires import library
from questionnaires.document import Framework, Item
from questionnaires.models import FrameworkVersion
from questionnaires.words import Language
from reviews.models import SecondRating
from reviews.second.agreement import Agreement, Pair, agreement
from reviews.second.scales import place_of

SUBSTANTIAL = Fraction(3, 5)  # linear kappa: "substantial agreement" from here on (Landis and Koch 1977)
HALF_A_PLACE = Fraction(1, 2)
FRAMEWORK = "opinion__submission__assessment__framework_version__framework"
CONTENT_HASH = "opinion__submission__assessment__framework_version__content_hash"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: what or who, how often both judged, how far they agree; None where that is too seldom."""

    id: str
    name: str
    n: int
    found: Agreement | None

    @property
    def is_read_differently(self) -> bool:
        """Whether two advisors read it differently: little agreement beyond chance, or one is half a place above."""
        if self.found is None:
            return False
        kappa = self.found.kappa_linear
        return (kappa is not None and kappa < SUBSTANTIAL) or abs(self.found.bias) >= HALF_A_PLACE


@dataclass(frozen=True, slots=True)
class Figures:
    """All tables of a framework. In ``people`` and ``pairs`` the bias is that of the person who is named first."""

    framework: Framework
    opinions: int
    overall: Line
    blocks: tuple[Line, ...]
    items: tuple[Line, ...]
    people: tuple[Line, ...]
    pairs: tuple[Line, ...]

    @property
    def read_differently(self) -> tuple[Line, ...]:
        """Return the questions to look at, the worst first."""
        return tuple(line for line in self.items if line.is_read_differently)

    @property
    def told_items(self) -> tuple[Line, ...]:
        """Return the questions that were judged twice often enough to tell, the worst first."""
        return tuple(line for line in self.items if line.found)

    @property
    def untold_items(self) -> tuple[Line, ...]:
        """Return the others, the most often judged first."""
        return tuple(line for line in self.items if not line.found)


@dataclass(frozen=True, slots=True)
class _Rated:
    item: str
    first_by: int | None
    second_by: int | None
    pair: Pair


def frameworks() -> dict[str, int]:
    """Return the ids of frameworks with finished second opinions, and how many judgements those hold, most first."""
    rows = _rows().values(FRAMEWORK).annotate(n=Count("pk")).order_by("-n", FRAMEWORK)
    return {row[FRAMEWORK]: row["n"] for row in rows}


def of_framework(framework_id: str, language: Language) -> Figures:
    """Return how far advisors agree on a framework's questions."""
    newest, items = _versions(framework_id)
    rows = _rows().filter(**{FRAMEWORK: framework_id})
    rated = list(_rated(rows, items))
    questions = {item.id: item for version in items.values() for item in version.values()}
    questions |= {item.id: item for item in newest.items()}
    blocks = {item.id: block.id for block in newest.blocks for node in block.walk() for item in node.items}
    return Figures(
        framework=newest,
        opinions=rows.values("opinion").distinct().count(),
        overall=_line("", "", [each.pair for each in rated]),
        blocks=_by_block(newest, blocks, rated, language),
        items=_by_item(questions, rated, language),
        people=_by_person(rated),
        pairs=_by_pair(rated),
    )


def _rows() -> QuerySet[SecondRating]:
    return SecondRating.objects.filter(
        opinion__finished_at__isnull=False,
        state="answered",
        first_state="answered",
        opinion__submission__assessment__site__organization__restriction__isnull=True,
    )


def _versions(framework_id: str) -> tuple[Framework, dict[str, dict[str, Item]]]:
    """Return the framework as it is now, and the questions of each version, by its hash."""
    rows = sorted(FrameworkVersion.objects.filter(framework=framework_id).defer("document"), key=library.number)
    used = set(_rows().filter(**{FRAMEWORK: framework_id}).values_list(CONTENT_HASH, flat=True))
    items = {hash_: {item.id: item for item in library.get(hash_).items()} for hash_ in used}
    return library.get(rows[-1].content_hash), items


def _rated(rows: QuerySet[SecondRating], items: Mapping[str, Mapping[str, Item]]) -> Iterator[_Rated]:
    columns = ("item", "first_value", "value", "first_by", "opinion__rater", CONTENT_HASH)
    for id_, first_value, value, first_by, second_by, hash_ in rows.values_list(*columns):
        pair = _pair(items[hash_].get(id_), first_value, value)
        if pair is not None:
            yield _Rated(id_, first_by, second_by, pair)


def _pair(item: Item | None, first_value: Any, value: Any) -> Pair | None:
    if item is None:
        return None
    first, second = place_of(item, "answered", first_value), place_of(item, "answered", value)
    return None if first is None or second is None else (first, second)


def _by_block(
    framework: Framework, blocks: Mapping[str, str], rated: Iterable[_Rated], language: Language
) -> tuple[Line, ...]:
    found: dict[str, list[Pair]] = defaultdict(list)
    for each in rated:
        found[blocks.get(each.item, "")].append(each.pair)
    return tuple(_line(block.id, block.name[language], found[block.id]) for block in framework.blocks)


def _by_item(questions: Mapping[str, Item], rated: Iterable[_Rated], language: Language) -> tuple[Line, ...]:
    found: dict[str, list[Pair]] = defaultdict(list)
    for each in rated:
        found[each.item].append(each.pair)
    lines = (_line(number_of(item), item.ask[language], found[id_]) for id_, item in questions.items() if id_ in found)
    return _worst_first(lines)


def _by_person(rated: Iterable[_Rated]) -> tuple[Line, ...]:
    """Return each advisor beside all others; the bias is by how much this one is above them."""
    found: dict[int, list[Pair]] = defaultdict(list)
    for each in rated:
        first, second = each.pair
        if each.first_by and each.second_by:
            found[each.second_by].append((first, second))
            found[each.first_by].append((second, first))
    names = _names(found)
    return _worst_first(_line("", names[person], pairs) for person, pairs in found.items())


def _by_pair(rated: Iterable[_Rated]) -> tuple[Line, ...]:
    """Return each two advisors, whoever was the first; the bias is by how much the one named first is above."""
    found: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for each in rated:
        first, second = each.pair
        if each.first_by and each.second_by:
            is_turned = each.first_by < each.second_by
            who = (each.first_by, each.second_by) if is_turned else (each.second_by, each.first_by)
            found[who].append((second, first) if is_turned else (first, second))
    names = _names({person for who in found for person in who})
    return _worst_first(_line("", f"{names[one]} · {names[other]}", pairs) for (one, other), pairs in found.items())


def _names(people: Iterable[int]) -> dict[int, str]:
    return {person: str(user) for person, user in User.objects.in_bulk(list(people)).items()}


def _line(id_: str, name: str, pairs: list[Pair]) -> Line:
    return Line(id_, name, len(pairs), agreement(pairs))


def _worst_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return the least agreement beyond chance first, then where chance leaves no difference, at the end too few."""
    return tuple(sorted(lines, key=_badness))


def _badness(line: Line) -> tuple[bool, bool, Fraction, Fraction, int]:
    found = line.found
    if found is None:
        return True, True, Fraction(0), Fraction(0), -line.n
    kappa = found.kappa_linear
    return False, kappa is None, kappa or Fraction(0), found.exact, -line.n
