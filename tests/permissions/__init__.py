"""Every address of the product, for every kind of person, by every method: the table, and what it is tried on."""
