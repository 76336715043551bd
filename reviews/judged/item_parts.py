"""Small parts of the page of one question: a level, a file beside the answer, what stands in the fields."""

from dataclasses import dataclass

from evidence.models import Evidence


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of a ladder: its words; whether the firm chose it; whether it lies right beside that."""

    level: int
    text: str
    is_own: bool
    is_near: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as it lies beside the answer."""

    evidence: Evidence
    url: str
    may_open: bool

    @property
    def is_picture(self) -> bool:
        """Whether it is shown in place as a picture."""
        return self.may_open and self.evidence.kind == Evidence.Kind.PICTURE

    @property
    def is_pdf(self) -> bool:
        """Whether it is shown in place as a PDF."""
        return self.may_open and self.evidence.kind == Evidence.Kind.PDF


@dataclass(frozen=True, slots=True)
class Fields:
    """What stands in the fields: what was just posted, else what is stored, else nothing but the usual ground."""

    outcome: str = ""
    ground: str = ""
    reason: str = ""
    note: str = ""
    question: str = ""
