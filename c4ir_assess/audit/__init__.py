"""A log that shows when it was changed: each entry holds the hash of the one before it, one chain an organization.

It stands below every room and knows none of them: who, what and whom is written as numbers and codes, so that a chain
can stay when the firm and the people in it are erased.
"""
