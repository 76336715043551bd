"""Manufacturing sectors: VSIC 2025 divisions 10 to 33 (Decision 36/2025/QD-TTg), in words an owner uses."""

from django.utils.translation import gettext_lazy as _

VERSION = "2025"

CHOICES = [
    ("10", _("Food processing")),
    ("11", _("Beverages")),
    ("12", _("Tobacco")),
    ("13", _("Textiles: spinning, weaving, dyeing")),
    ("14", _("Garments")),
    ("15", _("Leather, bags, footwear")),
    ("16", _("Wood, bamboo and rattan products")),
    ("17", _("Paper and packaging")),
    ("18", _("Printing")),
    ("19", _("Coke and refined petroleum")),
    ("20", _("Chemicals, paints, cosmetics")),
    ("21", _("Medicines and pharmaceutical materials")),
    ("22", _("Plastic and rubber products")),
    ("23", _("Glass, ceramics, cement, stone")),
    ("24", _("Steel and other basic metals")),
    ("25", _("Metal parts, moulds, machining")),
    ("26", _("Electronics and optical products")),
    ("27", _("Electrical equipment")),
    ("28", _("Machinery and equipment")),
    ("29", _("Motor vehicles and their parts")),
    ("30", _("Motorcycles, ships and other vehicles")),
    ("31", _("Beds, wardrobes, tables and chairs")),
    ("32", _("Other goods (toys, jewellery, medical instruments…)")),
    ("33", _("Repair and installation of machines")),
]
