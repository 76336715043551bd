"""Browsers inside other apps, such as Zalo's: they keep their own cookies, so what is begun there is not found later.

Everything works in them; pages only say how to open the same thing in the phone's own browser.
"""

import re

KNOWN = re.compile(
    r"Zalo|FBAN|FBAV|FB_IAB|Instagram|MicroMessenger|BytedanceWebview|musical_ly|TikTok|\bLine/|; wv\)"
    r"|(?:iPhone|iPad|iPod)(?!.*Safari/).*AppleWebKit",
    re.IGNORECASE,
)
LONGEST_READ = 500


def is_in_app(user_agent: str) -> bool:
    """Whether a browser says that it lives inside another app."""
    return KNOWN.search(user_agent[:LONGEST_READ]) is not None
