"""What validation says about a document, in the language of the person who reads it.

Validation speaks English, to authors of YAML on a terminal. Here its sentences are known by their form; one that is not
known is shown as it is.
"""

import re
from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

# Forms of sentences, the more special ones first; what they name is kept.
FORMS: tuple[tuple[str, Promise], ...] = (
    ("is missing", _("is missing")),
    ("is missing, while other nodes beside it have one", _("is missing, while others beside it have one")),
    ("is empty", _("is empty")),
    (r"has (?P<a>\d+) characters, the limit is (?P<b>\d+)", _("has %(a)s characters, the limit is %(b)s")),
    ("is not in Unicode normal form NFC", _("has accents in a form that cannot be kept; type it again")),
    ("holds a line break or a control character", _("holds a line break or a hidden character")),
    ("begins or ends with a blank", _("begins or ends with a blank")),
    ("has no Vietnamese letter", _("has no Vietnamese letter; was it translated?")),
    ("has Vietnamese letters", _("has Vietnamese letters in the English text")),
    ("must be text, not (?P<a>.+)", _("must be text, not %(a)s")),
    (
        r"must be a (?:whole )?number from (?P<a>\S+) to (?P<b>\S+), not (?P<c>.+)",
        _("must be a number from %(a)s to %(b)s, not %(c)s"),
    ),
    (
        r"must be a number above (?P<a>\S+) and at most (?P<b>\S+), not (?P<c>.+)",
        _("must be a number above %(a)s and at most %(b)s, not %(c)s"),
    ),
    ("must be true or false, not (?P<a>.+)", _("must say yes or no, not %(a)s")),
    ("must be one of (?P<a>.+), not (?P<b>.+)", _("must be one of %(a)s, not %(b)s")),
    (
        r"must be an id of at most (?P<a>\d+) letters, digits, points, hyphens and underscores, not (?P<b>.+)",
        _("must be an id of at most %(a)s letters, digits, points, hyphens and underscores, not %(b)s"),
    ),
    ("must be an id of (?P<a>.+), not (?P<b>.+)", _("must be an id of letters, digits and hyphens, not %(b)s")),
    ("must be a condition such as .+, not (?P<a>.+)", _("must be a condition such as >=3 or <=1, not %(a)s")),
    ("must be a version such as 1.0.0, not (?P<a>.+)", _("must be a version number such as 1.0.0, not %(a)s")),
    ("must be empty or a web address, not (?P<a>.+)", _("must be empty or a web address, not %(a)s")),
    ("must be profile. and a fact, .+, not (?P<a>.+)", _("must be a fact such as profile.industry, not %(a)s")),
    (r"must have (?P<a>\d+) entries, not (?P<b>\d+)", _("must have %(a)s entries, not %(b)s")),
    (r"must have at least (?P<a>\d+) entries, not (?P<b>\d+)", _("must have at least %(a)s entries, not %(b)s")),
    (r"must have at most (?P<a>\d+) entries, not (?P<b>\d+)", _("must have at most %(a)s entries, not %(b)s")),
    (
        r"must have (?P<a>\d+) bounds, one for each level above the lowest, not (?P<b>\d+)",
        _("must have %(a)s bounds, one for each level above the lowest, not %(b)s"),
    ),
    (
        r"must be (?P<a>\d+), one more than the bounds, not (?P<b>\d+)",
        _("must be %(a)s, one more than the bounds, not %(b)s"),
    ),
    (
        r"must be \[low, high\], but (?P<a>\S+) is more than (?P<b>\S+)",
        _("must be a low and a high number, but %(a)s is more than %(b)s"),
    ),
    (
        r"must rise from its low to its high end, not from (?P<a>\S+) to (?P<b>\S+)",
        _("must rise from its low to its high end, not from %(a)s to %(b)s"),
    ),
    (
        r"must rise: it is not above (?P<a>\S+), where the level before begins",
        _("must be above %(a)s, where the level before begins"),
    ),
    (r"must rise: (?P<a>\S+) is not above (?P<b>\S+)", _("must rise: %(a)s is not above %(b)s")),
    (
        r"names the unknown (?P<a>.+?) (?P<b>\S+); did you mean (?P<c>.+)",
        _("names %(b)s, which does not exist; did you mean %(c)s?"),
    ),
    (r"names the unknown (?P<a>.+) (?P<b>\S+)", _("names %(b)s, which does not exist")),
    (r"is used twice: (?P<a>.+) (?P<b>\S+) is there already", _("is used twice: %(b)s is there already")),
    (r"may not be (?P<a>\S+), which has a meaning of its own", _("may not be %(a)s, a word with a meaning of its own")),
    (r"may not be (?P<a>\S+), which is a special answer", _("may not be %(a)s, which stands for a special answer")),
    (
        "has no key item, so that the quick check would ask nothing about (?P<a>.+)",
        _("has no question of the quick check, which would then ask nothing about %(a)s"),
    ),
    (r"names (?P<a>\S+), the node that is capped", _("names %(a)s, the part that is held down itself")),
    (r"goes round in a circle back to (?P<a>\S+)", _("goes round in a circle back to %(a)s")),
    ("has no condition", _("has no condition")),
    (r"asks for a level of (?P<a>\S+), which has none", _("asks for a level of %(a)s, which has no levels")),
    (
        r"asks for level (?P<a>\S+) of (?P<b>\S+), whose ladder ends at (?P<c>\d+)",
        _("asks for level %(a)s of %(b)s, whose ladder ends at %(c)s"),
    ),
    ("differs from the model of the first target", _("differs from the first row of this model")),
    ("needs either points or a tick", _("needs either points or a tick")),
    ("needs either items or nodes below it", _("needs questions, or dimensions in it, but not both")),
    ("needs either from or above", _("needs a bound of one kind: from or above")),
    ("needs either options or options_by", _("needs options: one list, or one for each value of the profile")),
    (
        r"lie too deep: at most (?P<a>\d+) nodes lie above each other",
        _("lies too deep: at most %(a)s parts lie above each other"),
    ),
    (r"has no effect, as the node above takes (?P<a>.+)", _("has no effect, as the part above takes %(a)s")),
    ("has no effect, as the node above is no gate", _("has no effect, as the part above is no gate")),
    (r"means nothing to (?P<a>\S+)", _("means nothing to the method %(a)s")),
    (r"is identity, which takes one part, not (?P<a>\d+)", _("is identity, which takes one part, not %(a)s")),
    ("needs a gate of its own, as the node above is one", _("needs a gate as its method, as the part above has")),
    ("needs a rung, as the node above is a gate", _("needs a rung, as the part above is a gate")),
    (
        r"is about (?P<a>\d+) parts; at most (?P<b>\d+) can be read",
        _("is about %(a)s parts; at most %(b)s can be read"),
    ),
    (r"has no row for (?P<a>.+)", _("has no row for %(a)s")),
    (r"must be 0 or 1 for the lowest level, not (?P<a>\S+)", _("must be 0 or 1 for the lowest level, not %(a)s")),
    ("must be 0 for the lowest level", _("must be 0 for the lowest level")),
    (
        r"must be (?P<a>\d+), one more than the level before, not (?P<b>\S+)",
        _("must be %(a)s, one more than the level before, not %(b)s"),
    ),
    (
        r"is another kind of bound than the others of this list, which have (?P<a>\S+)",
        _("is another kind of bound than the others, which have “%(a)s”"),
    ),
    (
        "has no meaning for the lowest level, which is reached by every value",
        _("stays empty for the lowest level, which every value reaches"),
    ),
    (
        "is never reached: what lies above it is in other variants",
        _("is never reached: what lies above it is in other variants"),
    ),
    ("is a ladder, whose descriptors stand at the item itself", _("is a ladder, whose levels belong to one question")),
    (r"belongs to a ladder, while the answer is (?P<a>\S+)", _("belongs to a ladder, while the answer is %(a)s")),
    ("belongs to a ladder from 0 to 5", _("belongs to a ladder from 0 to 5")),
    (
        "needs a node whose every level begins near its number, on the value",
        _("needs a part whose levels begin near their number, by value and not by share"),
    ),
    ("must be false, as own words earn no points", _("must say no, as own words earn no points")),
    ("must be 0 for an option that stands alone", _("must be 0 for an option that stands alone")),
    (r"must name one fact of the profile, not (?P<a>\d+)", _("must name one fact of the profile, not %(a)s")),
    ("must be a list of values of the profile", _("must be a list of values of the profile")),
    (
        r"must name an item that is asked before this one, which (?P<a>\S+) is not",
        _("must name a question that is asked before this one, which %(a)s is not"),
    ),
    (
        r"depends on (?P<a>\S+), which is itself asked only under a condition",
        _("depends on %(a)s, which is itself asked only under a condition"),
    ),
    (r"says the same as level (?P<a>\d+)", _("says the same as level %(a)s")),
    ("is not known here; did you mean (?P<a>.+)", _("is not known here; did you mean %(a)s?")),
    ("is not known here", _("is not known here")),
    ("must be a list, not (?P<a>.+)", _("must be a list, not %(a)s")),
    ("must be a mapping.*, not (?P<a>.+)", _("must have parts of its own, not %(a)s")),
    ("may not begin with (?P<a>.+), as facts of the firm do", _("may not begin with %(a)s, as facts of the firm do")),
    ("is never used, as the answer stays open", _("is never used, as the answer stays open")),
    ("is missing, while the answer does not stay open", _("is missing, while the answer does not stay open")),
    ("follows (?P<a>.+), which items does not list", _("follows %(a)s, which its questions do not list")),
    (
        "is the name of a column already: (?P<a>.+) has a part of that name",
        _("is taken: %(a)s has a part of that name"),
    ),
    (
        "depends on (?P<a>.+), which the quick check does not ask",
        _("depends on %(a)s, which the quick check does not ask"),
    ),
    (
        "depends on (?P<a>.+), which no variant asks together with this item",
        _("depends on %(a)s, which no variant asks together with this question"),
    ),
    (
        "is missing, while an item that counts has this answer",
        _("is missing, while a question that counts in the result has this answer"),
    ),
    ("gives no range, as the whole has no value", _("gives no range, as the whole has no value")),
    (
        "names no fact of a firm's profile; known are (?P<a>.+)",
        _("names no fact of a firm's profile; known are %(a)s"),
    ),
    ("is no value of (?P<a>.+), which is one of (?P<b>.+)", _("is no value of %(a)s, which is one of %(b)s")),
    ("must be above low, which is (?P<a>.+)", _("must be above the lowest value, which is %(a)s")),
    (
        r"has (?P<a>\d+) decimals, an answer at most (?P<b>\d+)",
        _("has %(a)s decimals, while an answer has at most %(b)s"),
    ),
    (
        "leaves a bin empty: answers go from (?P<a>.+) to (?P<b>.+)",
        _("leaves a bin empty: answers go from %(a)s to %(b)s"),
    ),
    (
        "has nothing to scale, as the most that can be earned is 0; give points, or out_of",
        _("has nothing to scale, as no points can be earned; give points, or a denominator"),
    ),
    (
        'must be a whole number such as "(?P<a>.+)", not "(?P<b>.+)"',
        _("must be a whole number such as %(a)s, not %(b)s"),
    ),
    ("has no effect without nodes below", _("has no effect without parts below")),
    ("has no effect, as each list has its own", _("has no effect, as each list has its own")),
    ("has no effect, as the answer earns no points", _("has no effect, as the answer earns no points")),
    (
        "needs an answer worth from 0 to 1, and this one earns up to (?P<a>.+)",
        _("needs an answer worth from 0 to 1, and this one earns up to %(a)s"),
    ),
    ("begins at 1", _("begins at 1")),
    ("ask nothing", _("ask nothing")),
    (
        "never has a value, as nothing in it counts; say .+",
        _("never has a value, as nothing in it counts; its method is “none”"),
    ),
    (
        "never has a value, while the node above is shown only when all nodes below it are",
        _("never has a value, while the part above is shown only when all parts below it are"),
    ),
    (
        "earns nothing whatever is answered; give it points, or say .+",
        _("earns nothing whatever is answered; give it points, or take it out of the result"),
    ),
    ("has the value 0 whatever is answered", _("has the value 0 whatever is answered")),
    (
        "is out of reach: no part gets beyond (?P<a>.+)",
        _("is out of reach: no part gets beyond %(a)s"),
    ),
    (
        r"is out of reach: (?P<a>\d+) nodes right below the whole have a level",
        _("is out of reach: %(a)s parts right below the whole have a level"),
    ),
    (
        "is out of reach: (?P<a>.+) gets? no further than (?P<b>.+)",
        _("is out of reach: the highest value is %(b)s"),
    ),
    (
        "must not be above (?P<a>.+), the least value of the parts",
        _("must not be above %(a)s, the least value of the parts"),
    ),
    (
        "must not be below (?P<a>.+), the largest value of the parts",
        _("must not be below %(a)s, the largest value of the parts"),
    ),
    (
        r"gets no further than (?P<a>\S+), while level (?P<b>.+) of the whole begins (?P<c>from|above) (?P<d>\S+); .+",
        _("gets no further than %(a)s, while level %(b)s of the whole begins at %(d)s; give it own levels, or none"),
    ),
    ("names the whole, which has no level", _("names the whole, which has no level")),
    ("names (?P<a>.+), which has no level", _("names %(a)s, which has no level")),
    (
        "is about more combinations of levels than anybody can read; put nodes between",
        _("is about more combinations of levels than anybody can read; put parts between"),
    ),
    ("never is the first row that holds", _("is never the first row that holds")),
    (
        "may not be none: the node above looks its level up in a table",
        _("may not be “none”: the part above looks its level up in a table"),
    ),
    (
        "must be a ladder without a scale: the node above looks its level up in a table",
        _("must be a ladder without a scale: the part above looks its level up in a table"),
    ),
    ("leave a gap: level (?P<a>.+) belongs to no class", _("leave a gap: level %(a)s belongs to no class")),
    ("must be above 0, where the lowest level begins", _("must be above 0, where the lowest level begins")),
    (
        r"has more than (?P<a>\d+) faults; the others are told once these are mended",
        _("has more than %(a)s faults; the others are told once these are mended"),
    ),
    (r"has (?P<a>\d+) (?P<b>\w+), the limit is (?P<c>\d+)", _("has %(a)s parts of a kind, the limit is %(c)s")),
)
PATTERNS = tuple((re.compile(form), sentence) for form, sentence in FORMS)
OF_VARIANT = re.compile("(?P<said>.+), in the variant (?P<variants>.+)")


def translated(predicate: str) -> str:
    """Return a sentence of validation in the reader's language, in English where its form is not known."""
    if match := OF_VARIANT.fullmatch(predicate):
        told = {"said": translated(match["said"]), "variants": match["variants"]}
        return gettext("%(said)s (in the variant %(variants)s)") % told
    return next(_told(predicate), predicate)


def _told(predicate: str) -> Iterator[str]:
    for pattern, sentence in PATTERNS:
        if match := pattern.fullmatch(predicate):
            yield str(sentence) % match.groupdict()
