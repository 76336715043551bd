"""Sessions in memory: a request takes a query less, and what it writes into a session of the world is forgotten."""

import copy
from typing import Any, ClassVar

from django.contrib.sessions.backends.base import SessionBase


class SessionStore(SessionBase):
    """A session. The ``frozen`` ones stay as they are, whoever signs out."""

    kept: ClassVar[dict[str, dict[str, Any]]] = {}
    frozen: ClassVar[set[str]] = set()

    @classmethod
    def freeze(cls) -> None:
        """Let all sessions there are stay as they are."""
        cls.frozen.update(cls.kept)

    def exists(self, session_key: str) -> bool:
        return session_key in self.kept

    def create(self) -> None:
        self._session_key = self._get_new_session_key()
        self.modified = True
        self.save()

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 -- Django's signature
        if self.session_key is None:
            self.create()
        elif self.session_key not in self.frozen:
            self.kept[self.session_key] = copy.deepcopy(self._get_session(no_load=must_create))

    def load(self) -> dict[str, Any]:
        return copy.deepcopy(self.kept.get(self.session_key or "", {}))

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key or ""
        if key not in self.frozen:
            self.kept.pop(key, None)
