"""Visiting a plant: what is looked at there, on paper and on a tablet that may lose its line."""
