"""Frameworks: what is asked, how it is scored and what to do next, as published data."""
