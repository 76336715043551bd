"""When things happened at an invented firm: started, answered, completed and sent on days in the past. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

OPENS, CLOSES = 8, 17  # hours at which people send


@dataclass(frozen=True, slots=True)
class Moments:
    """In the order in which they happened."""

    started: datetime
    completed: datetime
    sent: datetime

    def answered(self, place: int, of: int) -> datetime:
        """Return when the answer at this place of the questionnaire was given."""
        return self.started + (self.completed - self.started) * (place + 1) / (of + 1)


def draw(name: str, now: datetime, days_ago: int) -> Moments:
    """Return the moments of a firm that sent its submission so many days ago; the same for the same name and day."""
    chance = Random(name)  # noqa: S311 -- invented data
    at = now.replace(hour=chance.randrange(OPENS, CLOSES), minute=chance.randrange(60), second=chance.randrange(60))
    sent = at - timedelta(days=days_ago)
    sent = min(sent, now - timedelta(minutes=chance.randrange(5, 55)))
    completed = sent - timedelta(minutes=chance.randrange(10, 90))
    return Moments(completed - timedelta(hours=chance.randrange(3, 140)), completed, sent)
