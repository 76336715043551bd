"""Content for printing that no round of a real firm has yet: verified values, findings, the longest texts."""

from dataclasses import fields, is_dataclass, replace
from fractions import Fraction

from reports.content import printable
from reports.content.plan_types import InvestmentSheet, Learning, LearningLine, PlanLine, PlanPhase, StepText, Term
from reports.content.types import AnswerText
from reports.content.verified_types import ChangeLine, Compared, Finding, SinceLast, Verification

# Where a person types, or an author writes at length: these fields take the longest texts.
TYPED = {
    AnswerText: ("text", "verified_text", "verified_reason"),
    Finding: ("text",),
    InvestmentSheet: ("unit", "lacking"),
    StepText: ("text", "measure", "learn"),
}
END = "Hết lời."
LONG = ("Tổ trưởng ghi tay sổ máy " * 12).strip()


def verified(content):
    """Return the content as an advisor verified it, a third of a level lower, with every optional section filled."""
    content = printable(content)  # which a change made here would not reach
    blocks = tuple(_block(block, content) for block in content.blocks)
    overall = replace(content.overall, standing=_lower(content.overall.standing, content))
    said = {"mark": "ĐÃ ĐƯỢC CHUYÊN GIA XÁC NHẬN", "verification": PROVEN, "since_last": _since(content)}
    return replace(_planned(content), overall=overall, blocks=blocks, **said)


def largest(content):
    """Return the content with the longest text wherever a person types."""
    return replace(_grown(verified(content)), firm="W" * 200, place=f"Khu công nghiệp {LONG} {END}")


PROVEN = Verification(
    number="C4IR-2026-000123",
    issued_text="22/11/2026",
    valid_until_text="22/11/2027",
    how_text="Tại nhà máy và trực tuyến",
    items_text="54 / 60 câu",
    is_partial=False,
    advisor="Nguyễn Văn An",
    approver="Trần Thị Bình",
    operator="",
    verify_url="https://assess.example.vn/verify/k3J9xQ2k3J9xQ2k3J9xQ2k3J9xQ2k3J9xQ2k3J9xQ2k/",
    self_line="Doanh nghiệp tự đánh giá: 2,0 · mức 2",
)


def _lower(standing, content):
    if standing.value is None:
        return standing
    value = standing.value - Fraction(1, 3)
    level = int(value)
    said = f"mức {level} · {content.levels[level].name}"
    text = f"{float(value):.1f}".replace(".", ",")
    return replace(
        standing,
        compared=Compared(verified=value, verified_text=text, verified_level=level, verified_level_text=said),
    )


def _block(block, content):
    dimensions = tuple(
        replace(each, standing=_lower(each.standing, content), answers=_checked(each.answers))
        for each in block.dimensions
    )
    found = (
        Finding("strength", f"Điều hay ở {block.standing.node}."),
        Finding("recommendation", f"Nên làm ở {block.standing.node}."),
    )
    return replace(block, standing=_lower(block.standing, content), dimensions=dimensions, findings=found)


def _checked(answers):
    first, *rest = answers
    if first.level is None:
        return answers
    seen = replace(
        first, verified_level=1, verified_text=f"Có sổ {first.item}", verified_reason=f"Xem sổ {first.item} tháng 10."
    )
    return (seen, *rest)


def _planned(content):
    named = [(block, each) for block in content.blocks for each in block.dimensions if each.next_step][:3]
    steps = [
        PlanLine(e.standing.node, e.standing.name, b.standing.name, e.next_step, is_priority=True) for b, e in named
    ]
    _, each = named[0]
    sheet = InvestmentSheet(
        item="O4.1",
        node=each.standing.node,
        name=each.standing.name,
        step=each.next_step,
        unit="giờ dừng máy mỗi tháng",
        today_text="40",
        goal_text="20",
        worth_text="",
        price_text="",
        formula="Hoàn vốn bằng giá chia cho phần giảm mỗi tháng.",
        worked_out="",
        payback_text="",
        lacking="Còn thiếu giá mua.",
    )
    learning = LearningLine("Tổ trưởng", "Ghi lý do dừng máy", 16, "16 giờ", "Tại nhà máy", (each.standing.name,))
    return replace(
        content,
        plan=(PlanPhase("30 ngày đầu", "Những bước không tốn tiền.", tuple(steps)),),
        learning=Learning((learning,), "Tổng cộng khoảng 16 giờ."),
        investments=(sheet,),
        glossary=(Term("mức", "Một bậc trên thang của bộ câu hỏi."),),
        disclaimer="Báo cáo phản ánh hiện trạng tại ngày đánh giá.",
    )


def _since(content):
    whole = ChangeLine("", "", Fraction(1), Fraction(2), "1,0", "2,0", "+1,0", "up")
    standings = [each.standing for block in content.blocks for each in block.dimensions]
    lines = tuple(replace(whole, node=each.node, name=each.name) for each in standings)
    return SinceLast("Lần trước: 12/05/2026", "Cao hơn lần trước một điểm.", whole, lines, ("Đào tạo 5S",))


def _grown(thing):
    if isinstance(thing, tuple):
        return tuple(_grown(each) for each in thing)
    if not is_dataclass(thing):
        return thing
    grown = {each.name: _grown(getattr(thing, each.name)) for each in fields(thing)}
    longer = {name: f"{grown[name]} {LONG} {END}" for name in TYPED.get(type(thing), ()) if grown[name]}
    return replace(thing, **grown | longer)
