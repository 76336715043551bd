"""Making the workbook of an assessment from what is stored of it."""

from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext

from assessments import asked
from assessments.models import Assessment, Scope
from assessments.paper.guide import Cover
from assessments.paper.marks import marks_of
from assessments.paper.writing import Paper, write
from questionnaires.document import Framework, Item
from questionnaires.words import Language

LONGEST_FIRM = 60


def questions(assessment: Assessment) -> dict[str, Item]:
    """Return all questions that this firm may come to be asked, in order: paper cannot hide one."""
    framework = asked.of_firm(assessment)
    return {item.id: item for item in framework.items(quick=assessment.scope == Scope.QUICK)}


def make(assessment: Assessment, language: Language, *, is_filled: bool) -> bytes:
    """Return the workbook; answers that wait to be confirmed are not filled in, so that a mark on paper says yes."""
    framework = asked.of_firm(assessment)
    stored = {each.item: each for each in assessment.responses.all()}
    with translation.override(language):
        paper = Paper(
            framework=framework,
            items=questions(assessment).keys(),
            recorded={item: each for item, each in stored.items() if each.is_confirmed},
            versions={item: each.version for item, each in stored.items()},
            marks=marks_of(assessment),
            cover=_cover(assessment, framework, language),
            day=timezone.localdate(),
            is_filled=is_filled,
        )
        return write(paper, language)


def name(assessment: Assessment, language: Language) -> str:
    """Return ``phieu-cau-hoi-co-khi-an-mau-2026-11-22.xlsx``, plain letters for any system."""
    firm = assessment.site.organization.name if assessment.site else ""
    plain = slugify(firm.replace("đ", "d").replace("Đ", "D"))[:LONGEST_FIRM].strip("-")
    kind = "questionnaire" if language == "en" else "phieu-cau-hoi"
    return "-".join(part for part in (kind, plain, timezone.localdate().isoformat()) if part) + ".xlsx"


def _cover(assessment: Assessment, framework: Framework, language: Language) -> Cover:
    site = assessment.site
    place = f"{site.organization.name} · {site.name}" if site else gettext("Quick check by private link")
    return Cover(framework.title[language], f"{framework.id} {framework.version}", place)
