"""Answers of plants: given, frozen, scored."""
