"""The invented people who can sign in, and their passwords: drawn once and kept, so that every start tells the same."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from accounts.models import User

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that is easily misread
GROUPS, GROUP = 4, 4


@dataclass(frozen=True, slots=True)
class Person:
    """One account that the demonstration prints."""

    email: str
    name: str
    what: str
    staff_role: str = ""


OWNER = Person("chu.nha.may@demo.example", "Trần Thị Mẫu", "Owner of a firm with a result")
ANSWERING_OWNER = Person("dang.tra.loi@demo.example", "Lê Văn Mẫu", "Owner of a firm in the middle of answering")
RETURNED_OWNER = Person("bo.sung@demo.example", "Đặng Ngọc Mẫu", "Owner of a firm with questions to answer")
PROPOSED_OWNER = Person("cho.y.kien@demo.example", "Bùi Quang Mẫu", "Owner of a firm that reads both results")
VERIFIED_OWNER = Person("da.xac.nhan@demo.example", "Ngô Hạnh Mẫu", "Owner of a firm with a verified report")
ADVISOR = Person("chuyen.gia@demo.example", "Phạm Thu Mẫu", "Advisor", User.StaffRole.ADVISOR)
APPROVER = Person("phe.duyet@demo.example", "Hoàng Minh Mẫu", "Approver", User.StaffRole.APPROVER)
ADMINISTRATOR = Person("quan.tri@demo.example", "Vũ Hải Mẫu", "Administrator", User.StaffRole.ADMINISTRATOR)
PEOPLE = (OWNER, ANSWERING_OWNER, RETURNED_OWNER, PROPOSED_OWNER, VERIFIED_OWNER, ADVISOR, APPROVER, ADMINISTRATOR)


def passwords(file: Path) -> tuple[dict[str, str], bool]:
    """Return each person's password, and whether any was drawn now because the file did not hold it."""
    kept: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    missing = [person.email for person in PEOPLE if person.email not in kept]
    if missing:
        kept |= {email: _draw() for email in missing}
        _write(file, kept)
    return kept, bool(missing)


def _draw() -> str:
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(GROUP)) for _ in range(GROUPS))


def _write(file: Path, kept: dict[str, str]) -> None:
    """Write it whole, readable by the product's own user alone."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump(kept, out, indent=1)
    draft.replace(file)
