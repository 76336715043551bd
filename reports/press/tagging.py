"""Finishing touches that make WeasyPrint's tagged PDF a better PDF/UA: header cells, running titles and decoration.

WeasyPrint 70 writes no Scope on header cells, tags the text of page margins as content outside the structure tree, and
a picture without a name, beside which everything that it shows is written, as a figure. The last two are artifacts that
a screen reader skips. All are mended on the finished objects, right before they are written.
"""

from collections.abc import Iterator
from typing import Any

type ByReference = dict[bytes, Any]


def finish(_document: Any, pdf: Any) -> None:
    """Mend a finished document in place."""
    objects: ByReference = {each.reference: each for each in pdf.objects}
    reached = _reached(objects, pdf.catalog["StructTreeRoot"])
    for reference, element in list(_elements(objects)):
        if reference not in reached:
            _make_artifacts(objects, element)
            element.clear()  # not freed: pydyf would count it in the places of the objects after it
        elif element["S"] == "/TH":
            element["A"]["Scope"] = _scope(objects, element)
    _forget(objects, pdf, reached)


def _elements(objects: ByReference) -> Iterator[tuple[bytes, Any]]:
    for reference, each in objects.items():
        if isinstance(each, dict) and each.get("Type") == "/StructElem":
            yield reference, each


def _reached(objects: ByReference, root: bytes) -> set[bytes]:
    """Return the references of everything that the structure tree holds, once pictures without a name are out of it."""
    reached, waiting = set(), [root]
    while waiting:
        reference = waiting.pop()
        if reference not in reached:
            reached.add(reference)
            kids = objects[reference].get("K", [])
            kids[:] = [kid for kid in kids if not _is_decoration(objects, kid)]
            waiting.extend(kid for kid in kids if isinstance(kid, bytes))
    return reached


def _is_decoration(objects: ByReference, kid: object) -> bool:
    element = objects[kid] if isinstance(kid, bytes) else {}
    return isinstance(element, dict) and element.get("S") == "/Figure" and "Alt" not in element


def _make_artifacts(objects: ByReference, element: Any) -> None:
    """Mark what an unreached element stands for as part of the page's frame."""
    marked = {kid for kid in element["K"] if isinstance(kid, int)}
    if not marked:
        return
    stream = objects[objects[element["Pg"]]["Contents"]].stream
    for place, each in enumerate(stream):
        if isinstance(each, dict) and each.get("MCID") in marked:
            stream[place - 1] = "/Artifact"
            stream[place] = "<</Type /Layout>>" if element["S"] == "/Figure" else "<</Type /Pagination>>"


def _scope(objects: ByReference, element: Any) -> str:
    section = objects[objects[element["P"]]["P"]]
    return "/Column" if section["S"] == "/THead" else "/Row"


def _forget(objects: ByReference, pdf: Any, reached: set[bytes]) -> None:
    """Take unreached elements out of the map from marked content to elements; places in it must not move."""
    numbers = objects[objects[pdf.catalog["StructTreeRoot"]]["ParentTree"]]["Nums"]
    for each in numbers:
        if isinstance(each, list):
            each[:] = [reference if reference in reached else "null" for reference in each]
