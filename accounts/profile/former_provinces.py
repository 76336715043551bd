"""The 29 provinces merged into others on 1 July 2025 (Resolution 202/2025/QH15): people still search by their names."""

from accounts.search import search_key

NAMES = {
    "08": ("Hà Giang",),
    "15": ("Yên Bái",),
    "19": ("Bắc Kạn",),
    "24": ("Bắc Giang",),
    "25": ("Vĩnh Phúc", "Hòa Bình"),
    "31": ("Hải Dương",),
    "33": ("Thái Bình",),
    "37": ("Hà Nam", "Nam Định"),
    "44": ("Quảng Bình",),
    "48": ("Quảng Nam",),
    "51": ("Kon Tum",),
    "52": ("Bình Định",),
    "56": ("Ninh Thuận",),
    "66": ("Phú Yên",),
    "68": ("Đắk Nông", "Bình Thuận"),
    "75": ("Bình Phước",),
    "79": ("Bình Dương", "Bà Rịa - Vũng Tàu"),
    "80": ("Long An",),
    "82": ("Tiền Giang",),
    "86": ("Bến Tre", "Trà Vinh"),
    "91": ("Kiên Giang",),
    "92": ("Sóc Trăng", "Hậu Giang"),
    "96": ("Bạc Liêu",),
}


def province_of(text: str) -> str:
    """Return the code of today's province for the name of a former one, however it is typed; empty for other text.

    Of a name with two parts each is a name, too: "Vũng Tàu".
    """
    return _BY_KEY.get(_key(text), "")


def _key(name: str) -> str:
    return search_key(name.replace("-", " "))


_BY_KEY = {_key(part): code for code, names in NAMES.items() for name in names for part in (name, *name.split(" - "))}
