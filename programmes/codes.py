"""The two ways to a programme's page: a link with a random token, and a short code for posters.

Neither grants anything: the page behind them hangs on walls, and joining takes a firm's owner who is signed in. So both
are kept as they are, and staff can copy them again at any time. The token is long so that a programme that is not meant
for everybody is not found by trying; codes are short, and wrong ones are counted.
"""

import secrets

# Without 0 O, 1 I L, 2 Z, 5 S, 8 B, U V: letters that a reader in front of a poster takes for one another.
ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
CODE_LENGTH = 6
TOKEN_LENGTH = 32


def new_token() -> str:
    """Return what the invitation link ends with."""
    return secrets.token_urlsafe(24)


def new_code() -> str:
    """Return a code of six characters: 150 million of them."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def read_code(typed: str) -> str:
    """Return a code as it is kept: capitals, without the blanks and hyphens that people put in."""
    return "".join(typed.split()).replace("-", "").upper()


def shown_code(code: str) -> str:
    """Return a code for people's eyes, in two halves."""
    half = CODE_LENGTH // 2
    return f"{code[:half]} {code[half:]}"
