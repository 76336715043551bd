"""Formats of dates and numbers where Django's own are wrong for the reader."""
