"""Why a file is not taken: one sentence a reason, in the reader's language, that says what to do instead."""

from typing import NoReturn

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from c4ir_assess.exceptions import DomainError

ACCEPTED = _("photos (JPG, PNG, WebP), PDF, Excel (.xlsx) and Word (.docx)")

SENTENCES: dict[str, Promise] = {
    "empty": _("This file is empty: there is nothing in it. Please choose another one."),
    "type": _("This type of file is not taken. What can be sent: {accepted}."),
    "mismatch": _("What is in this file is not what its name says. Please save it again with its own program."),
    "damaged": _("This file cannot be read; it seems to be damaged or cut off. Please choose it again."),
    "password": _("This file is protected by a password. Please save it without one and choose it again."),
    "macros": _("This file holds macros. Please save it without macros (.xlsx or .docx) and choose it again."),
    "old_office": _("This is an old Excel or Word file. Please save it as .xlsx, .docx or PDF and choose it again."),
    "heic": _("This HEIC photo cannot be opened here. Please save it as JPG, or take the photo with this page."),
    "two_in_one": _("Another file is hidden in this one, so it is not taken. Please save it again and choose that."),
    "too_large": _("This file is larger than {file_limit}. Please choose a smaller one, or take a photo of it."),
    "too_large_at_once": _("That is more than can be sent at once. Please send the files one by one."),
    "too_many_pixels": _("This picture is too large: at most {megapixels} megapixels. Please make it smaller."),
    "unpacks_too_large": _("This file becomes far too large when it is opened, so it is not taken."),
    "name_path": _("The file's name holds a folder (/ or \\). Please rename the file and choose it again."),
    "name_hidden": _("The file's name holds characters that cannot be seen. Please rename it and choose it again."),
    "name_long": _("The file's name is longer than 150 characters. Please shorten it and choose it again."),
    "caption_long": _("The caption is longer than 120 characters. Please shorten it."),
    "nothing": _("No file was chosen. Please take a photo or choose a file first."),
    "question": _("Please choose the question that this file is for."),
    "too_many_files": _("This assessment holds {most_files} files already. Please remove one that is not needed."),
    "full": _("All files of this assessment together may have {total_limit}. Please remove one that is not needed."),
    "altered": _("The file did not arrive as it was sent. Please choose it again."),
}


class Refused(DomainError):  # noqa: N818 -- named like the domain's exceptions
    """A file, or what was said of it, is not taken (HTTP 422); nothing of it is kept. ``reason`` names the sentence."""

    def __init__(self, reason: str) -> None:
        """Keep why."""
        super().__init__(reason)
        self.reason = reason

    @property
    def sentence(self) -> str:
        """Return the sentence in the reader's language."""
        return str(SENTENCES[self.reason]).format(
            accepted=ACCEPTED,
            file_limit=in_megabytes(settings.EVIDENCE_FILE_BYTES),
            total_limit=in_megabytes(settings.EVIDENCE_TOTAL_BYTES),
            most_files=settings.EVIDENCE_FILES,
            megapixels=settings.EVIDENCE_MEGAPIXELS,
        )


def refuse(reason: str) -> NoReturn:
    """Take nothing, and say why."""
    raise Refused(reason)


def in_megabytes(size: int) -> str:
    """Return a limit as people know it."""
    return f"{size // 1024 // 1024}\u00a0MB"
