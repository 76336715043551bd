"""Verified reports: numbered, sealed, signed, proved by a public page."""
