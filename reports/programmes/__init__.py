"""A programme in figures, for those who head it: the way of its firms, where they stand together, where they stop."""
