"""Reading a drawn picture back."""

from xml.etree import ElementTree as ET

SVG = "{http://www.w3.org/2000/svg}"


def parsed(svg):
    """Return the root of a picture; raises if it is not well-formed."""
    return ET.fromstring(svg)  # noqa: S314 -- drawn by ourselves; being well-formed is what is tested


def all_of(root, name):
    """Return all elements of a kind, in drawing order."""
    return list(root.iter(f"{SVG}{name}"))


def texts(root):
    """Return what is written, line by line."""
    return [node.text for node in all_of(root, "text")]
