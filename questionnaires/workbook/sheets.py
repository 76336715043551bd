"""All sheets of a framework's workbook, in their order. Pure."""

from questionnaires.words import Text
from questionnaires.workbook.head_sheets import CLASSES, HEAD, LEVELS, NODES, TABLES, VARIANTS
from questionnaires.workbook.question_sheets import ITEMS, LADDERS, OPTIONS, REASONS, SHARED, STEPS
from questionnaires.workbook.rule_sheets import (
    CAPS,
    CONTRADICTIONS,
    CROSSWALKS,
    DRAFT_RULES,
    DRAFTS,
    GLOSSARY,
    OTHER,
    REQUIRES,
    TROUBLES,
)

__all__ = [
    "CAPS",
    "CLASSES",
    "CONTRADICTIONS",
    "CROSSWALKS",
    "DRAFTS",
    "DRAFT_RULES",
    "GLOSSARY",
    "HEAD",
    "HOW_TO",
    "ITEMS",
    "LADDERS",
    "LEVELS",
    "NODES",
    "OPTIONS",
    "OTHER",
    "REASONS",
    "REQUIRES",
    "SHARED",
    "SHEETS",
    "STEPS",
    "TABLES",
    "TROUBLES",
    "VARIANTS",
]

HOW_TO = Text("Hướng dẫn", "How to")
SHEETS = (
    HEAD,
    LEVELS,
    VARIANTS,
    CLASSES,
    NODES,
    TABLES,
    ITEMS,
    LADDERS,
    SHARED,
    OPTIONS,
    STEPS,
    REASONS,
    CAPS,
    REQUIRES,
    TROUBLES,
    CONTRADICTIONS,
    GLOSSARY,
    CROSSWALKS,
    DRAFTS,
    DRAFT_RULES,
    OTHER,
)
