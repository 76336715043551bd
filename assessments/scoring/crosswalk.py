"""One set of answers in the terms of other models: a value for each of their dimensions, and never for the whole. Pure.

Other models roll up by lowest fields, gates or weights of their own and ask for other evidence. A mean of mapped items
says where a firm roughly stands in one of their dimensions; a level, band or class would claim more than it knows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from assessments.scoring import points
from assessments.scoring.methods import weighted_mean
from assessments.scoring.types import Answer
from questionnaires.crosswalks import Crosswalk, Target
from questionnaires.document import Framework, Item

LEAST_ANSWERED = 2  # items; fewer say too little about a dimension of another model


@dataclass(frozen=True, slots=True)
class TargetResult:
    """A dimension of another model: its value on that model's scale, None with fewer than two answered items.

    ``answered`` and ``open`` are the items that count for it, ``coverage`` the share answered, None without any item.
    """

    target: Target
    value: Fraction | None
    coverage: Fraction | None
    answered: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ModelProfile:
    """Another model, dimension by dimension."""

    crosswalk: Crosswalk
    targets: tuple[TargetResult, ...]


def profiles(framework: Framework, answers: Mapping[str, Answer]) -> tuple[ModelProfile, ...]:
    """Return the profile by dimension in every model that the framework has a crosswalk to."""
    return tuple(profile(framework, crosswalk, answers) for crosswalk in framework.crosswalks)


def profile(framework: Framework, crosswalk: Crosswalk, answers: Mapping[str, Answer]) -> ModelProfile:
    """Return one model's dimensions, each the mean of the items that are mapped to it.

    The framework is what was asked of this firm: a question that it was not asked is neither answered nor open.
    """
    asked = list(framework.items())
    results = (
        _result(target, [item for item in asked if target.id in item.maps.get(crosswalk.key, ())], answers)
        for target in crosswalk.targets
    )
    return ModelProfile(crosswalk, tuple(results))


def _result(target: Target, items: list[Item], answers: Mapping[str, Answer]) -> TargetResult:
    shares = {item.id: share for item in items if (share := _share(item, answers.get(item.id))) is not None}
    open_ = tuple(item.id for item in items if item.id not in shares and not _is_gone(item, answers.get(item.id)))
    asked = len(shares) + len(open_)
    mean = weighted_mean([(Fraction(1), share) for share in shares.values()])
    is_enough = mean is not None and len(shares) >= LEAST_ANSWERED
    return TargetResult(
        target=target,
        value=target.low + mean * (target.high - target.low) if mean is not None and is_enough else None,
        coverage=Fraction(len(shares), asked) if asked else None,
        answered=tuple(shares),
        open=open_,
    )


def _share(item: Item, answer: Answer | None) -> Fraction | None:
    """Return how far up its own scale an answer lies, 0 to 1; None if it is open or not applicable."""
    if answer is None or answer.state != "answered":
        return None
    raw, reach = points.earned(item, answer.value).raw, points.most(item)
    return None if raw is None or not reach else raw / reach


def _is_gone(item: Item, answer: Answer | None) -> bool:
    """Whether "not applicable" is accepted; where it is only proposed the item stays open."""
    return answer is not None and answer.state == "not_applicable" and bool(item.na_reasons)
