"""What the firm of the half judged review shows beside its answers: two invented photos and a paper, drawn here."""

import io
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from assessments.models import Submission
from evidence import store
from evidence.models import Evidence

FONT = Path("static") / "fonts" / "Inter_400Regular.ttf"
SIZE = (1400, 900)
PAPER, INK, LINE = "#fdfdfb", "#2b3440", "#9db4b4"
MACHINES = ("Máy dán SMT 1", "Máy dán SMT 2", "Lò hàn", "Máy kiểm AOI", "Trạm đóng gói")
FILES = (
    ("S1.2", "bang-muc-tieu.jpg", Evidence.Kind.PICTURE, "Bảng mục tiêu quý treo ở xưởng"),
    ("O4.1", "phieu-bao-tri.jpg", Evidence.Kind.PICTURE, "Màn hình phiếu bảo trì tháng 10"),
    ("T2.2", "so-do-mang.pdf", Evidence.Kind.PDF, "Sơ đồ mạng xưởng và văn phòng"),
)


def build(*, submission: Submission) -> None:
    """Lay the files beside the answers, as they were before the submission was sent."""
    for item, name, kind, caption in FILES:
        content = _drawn(caption, "PDF" if kind == Evidence.Kind.PDF else "JPEG")
        row = Evidence.objects.create(
            assessment=submission.assessment,
            name=name,
            caption=caption,
            kind=kind,
            stored=store.keep(content),
            size=len(content),
            scan=Evidence.Scan.UNSCANNED,
            added_by=submission.submitted_by,
            added_at=submission.submitted_at - timedelta(hours=2),
        )
        row.uses.create(item=item)


def _drawn(title: str, form: str) -> bytes:
    """Draw a table of machines and days under a title."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    large, small = (ImageFont.truetype(settings.BASE_DIR / FONT, size) for size in (46, 30))
    pen.text((70, 60), title, fill=INK, font=large)
    for row, machine in enumerate(MACHINES):
        top = 190 + row * 125
        pen.rectangle((70, top, SIZE[0] - 70, top + 125), outline=LINE, width=3)
        pen.text((100, top + 42), machine, fill=INK, font=small)
        for day in range(8):
            pen.text((520 + day * 100, top + 42), str((row * 3 + day * 7) % 9), fill=INK, font=small)
    out = io.BytesIO()
    picture.save(out, form, quality=80)
    return out.getvalue()
