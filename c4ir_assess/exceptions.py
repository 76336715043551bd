"""The few things that can go wrong in the domain; views turn them into answers a person understands."""


class DomainError(Exception):
    """Base of everything a verb refuses to do. Nothing was written when it is raised."""


class TransitionNotAllowed(DomainError):
    """The thing is not in a state from which this act is possible (HTTP 409)."""


class NothingAnswered(DomainError):
    """There is not one answer to score (HTTP 409)."""


class StaleVersion(DomainError):
    """Somebody saved this answer in the meantime (HTTP 409)."""


class InvalidAnswer(DomainError):
    """The framework does not allow this answer for this item (HTTP 400)."""


class UnknownItem(DomainError):
    """The framework has no such item or node in this scope (HTTP 404)."""


class LimitExceeded(DomainError):
    """The work asks for more time, memory or pages than one piece of work may; trying again would change nothing."""


class FrameworkRefused(DomainError):
    """A framework document has faults, or differs from the published version of the same number."""


class FirmWithoutOwner(DomainError):
    """The person is a firm's last owner, and it is not said what becomes of the firm (HTTP 422)."""


class ReportChanged(DomainError):
    """What is stored of an issued report is not what its hash was made of: nothing is made of it under that hash."""


class UnreadableReport(DomainError):
    """A report's data is not of a form that this version reads; the message says what is not understood."""


class SigningFault(DomainError):
    """The operator's certificate cannot sign; the message says why and what to do."""
