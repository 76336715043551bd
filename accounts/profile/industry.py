"""The industry by which Decision 1567/QD-BKHCN lists digital tools, from a plant's VSIC division. Pure.

The decision has 25 industries, VSIC 24 divisions of manufacturing, and the two were not made for each other. A wrong
industry would give a firm another one's list of tools, and so a wrong score. A division is therefore mapped only where
one industry covers the larger part of it and no other industry of the decision has a share in it. Left out:

- 10: food, or seafood, which the decision lists apart;
- 17: paper, or packaging of paper;
- 22: plastics, rubber, or packaging of plastic;
- 30: motorcycles are few among ships, trains and aircraft;
- 32: medical devices are few among toys, jewellery and others;
- the others: no industry of the decision covers the larger part of them.

Division 24 holds other metals too; iron and steel are the larger part, and the decision has no industry for the rest.
"""

_BY_DIVISION = {
    "11": "food_and_drink",
    "14": "garment",
    "21": "pharma",
    "24": "steel",
    "29": "automotive",
}


def industry(vsic_division: str) -> str | None:
    """Return the id of the decision's industry for a division such as "24", None where it is not certain."""
    return _BY_DIVISION.get(vsic_division)
