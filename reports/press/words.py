"""The fixed words of the printed report: headings, labels and the lines of forms. Lazy: each language gets its own."""

from types import MappingProxyType

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

WORDS = MappingProxyType(
    {
        # The three parts of a report, over the headings of their pages.
        "results": pgettext_lazy("part of a report", "Results"),
        "plan": pgettext_lazy("part of a report", "Plan"),
        "basis": pgettext_lazy("part of a report", "Basis"),
        # Cover.
        "demonstration": _("Demonstration copy"),
        "across": _("DEMONSTRATION"),
        "verified_title": _("Report on smart manufacturing"),
        "number": pgettext_lazy("of a report", "Number"),
        "issued": pgettext_lazy("of a report", "Issued on"),
        "valid_until": pgettext_lazy("of a report", "Valid until"),
        "how": pgettext_lazy("of a report", "How it was verified"),
        "items": pgettext_lazy("of a report", "Questions verified"),
        "advisor": pgettext_lazy("of a report", "Advisor"),
        "approver": pgettext_lazy("of a report", "Approved by"),
        "operator": pgettext_lazy("of a report", "Issued by"),
        "hash": pgettext_lazy("of a report", "Code of its content"),
        "check": _("Scan the code or open the address to see whether this report is genuine and still valid:"),
        "signed": _("This PDF is digitally signed; a PDF program shows whether it was changed after that."),
        "code": _("QR code: the page that proves this report"),
        # Summary.
        "summary": _("Summary"),
        "parts": _("The parts"),
        "part": _("Part"),
        "level": _("Level"),
        "points": _("Points"),
        "range": _("Range while open"),
        "self_value": pgettext_lazy("column", "Self-assessed"),
        "first": pgettext_lazy("heading", "What to do first"),
        "contents": pgettext_lazy("heading", "In this report"),
        # Since last time.
        "since": pgettext_lazy("heading", "Since last time"),
        "before": pgettext_lazy("column", "Last time"),
        "change": pgettext_lazy("column", "Change"),
        "whole": _("Overall result"),
        "support": _("Help between the two:"),
        # Strips and parts.
        "strips_about": _("Each strip runs from 0 to 5; the circle is where the answers put the plant."),
        "strips_checked": _(
            "Each strip runs from 0 to 5; the diamond is where the advisor puts the plant, the circle where it puts "
            "itself."
        ),
        "by_part": pgettext_lazy("heading", "Part by part"),
        "strengths": _("Strengths"),
        "gaps": pgettext_lazy("heading", "Gaps"),
        "next": _("Next step"),
        "next_of_part": _("First in this part:"),
        "dimension": pgettext_lazy("column", "Dimension"),
        "findings": _("What the advisor found"),
        "strength": pgettext_lazy("finding", "Strength"),
        "gap": pgettext_lazy("finding", "Gap"),
        "recommendation": pgettext_lazy("finding", "Recommendation"),
        # Priorities.
        "troubles": _("What troubles the plant most:"),
        "takes": _("Takes"),
        "leads": _("Who leads"),
        "learn": _("What to learn"),
        "measure": _("Figure to watch"),
        "why": _("Why this first"),
        "no_step_yet": _("Too few questions are answered so far to say what to do first."),
        "no_step": _("No step is left to name: every answered question is at the highest level."),
        # Twelve months and people.
        "roadmap": pgettext_lazy("heading", "Twelve months"),
        "step": pgettext_lazy("column", "Step"),
        "cost": pgettext_lazy("column", "Cost and time"),
        "done": pgettext_lazy("column", "What shows it is done"),
        "priority": _("Priority"),
        "people": pgettext_lazy("heading", "People: who learns what"),
        "people_about": _("What these steps ask people to learn, and how long it takes."),
        "who": pgettext_lazy("column", "Who"),
        "what": pgettext_lazy("column", "Learns what"),
        "for_steps": pgettext_lazy("column", "For these steps"),
        "hours": pgettext_lazy("column", "Hours"),
        "where": pgettext_lazy("column", "Where"),
        # A sheet to talk about an investment with a bank.
        "investment": pgettext_lazy("heading", "Investment sheet"),
        "investment_about": _(
            "All figures on this sheet are the firm's own. Empty lines are there to be filled in by hand."
        ),
        "figures": pgettext_lazy("heading", "The firm's own figures"),
        "unit": _("Figure and its unit"),
        "today": pgettext_lazy("figure", "Today"),
        "goal": pgettext_lazy("figure", "Goal"),
        "worth": _("Worth of one unit"),
        "price": _("Price offered to the firm"),
        "payback": pgettext_lazy("heading", "Payback"),
        "capital": pgettext_lazy("heading", "Capital and loan"),
        "capital_total": _("Capital needed in all"),
        "capital_own": _("Of it the firm's own"),
        "loan": _("Loan asked for"),
        "loan_years": _("For how long, and interest"),
        "security": _("Security"),
        "bank": _("Bank or fund, person to talk to"),
        "decided": _("Decided by, on"),
        # Basis.
        "crosswalks": _("In the terms of other criteria"),
        "crosswalks_about": _(
            "Indicative: worked out from the same answers, dimension by dimension. It is not an official result of any "
            "of these sets of criteria, and no overall level is derived. Beside each value stand the questions that it "
            "was taken from."
        ),
        "method": _("Method and limits"),
        "levels": _("The levels"),
        "from_points": _("From points"),
        "visitor": _("What a visitor sees"),
        "answers": _("Appendix: all answers"),
        "no": pgettext_lazy("number of a question", "No."),
        "question": _("Question"),
        "answer": _("Answer"),
        "verified": pgettext_lazy("column", "Verified"),
        "glossary": pgettext_lazy("heading", "Words in this report"),
        "disclaimer": pgettext_lazy("heading", "What this report is not"),
    }
)


def in_this_language() -> dict[str, str]:
    """Return all words in the language that is switched on."""
    return {key: str(word) for key, word in WORDS.items()}
