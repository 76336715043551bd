"""What a verified report says beyond a self-assessment, and what changed since last time. Ready texts. Pure."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

type ChangeWay = Literal["up", "down", "same", "new"]


@dataclass(frozen=True, slots=True)
class Verification:
    """By whom and how a result was verified. Only an issued report has it; a self-assessment never does.

    ``verify_url`` leads to the page that proves the report. ``is_partial``: too little is verified to lead with it.
    """

    number: str
    issued_text: str
    valid_until_text: str
    how_text: str
    items_text: str
    is_partial: bool
    advisor: str
    approver: str
    operator: str
    verify_url: str
    self_line: str  # the self value beside the verified one, named: "Doanh nghiệp tự đánh giá: 1,7"
    # Of all the rest of the content, empty while it is worked out; and whether the printed file will be signed.
    content_hash: str = ""
    is_signed: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """What else is known of where a node stands: verified by an advisor, aimed at, usual in the sector."""

    verified: Fraction | None = None
    verified_text: str = ""
    verified_level_text: str = ""
    verified_level: int | None = None
    verified_band_text: str = ""
    target: Fraction | None = None
    target_text: str = ""
    sector_low: Fraction | None = None
    sector_median: Fraction | None = None
    sector_high: Fraction | None = None
    sector_text: str = ""


NOTHING_TO_COMPARE = Compared()


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A node then and now; ``change_text`` says the difference with its sign."""

    node: str
    name: str
    before: Fraction | None
    now: Fraction | None
    before_text: str
    now_text: str
    change_text: str
    way: ChangeWay


@dataclass(frozen=True, slots=True)
class SinceLast:
    """What changed since an earlier round; ``support`` names what help came between the two."""

    before_text: str  # "Lần trước: 12/05/2026"
    sentence: str
    overall: ChangeLine
    lines: tuple[ChangeLine, ...]
    support: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What an advisor wrote about a block."""

    kind: Literal["strength", "gap", "recommendation"]
    text: str
