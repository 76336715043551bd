"""Programmes: a support programme that firms join and leave, who runs it, and which staff works for it."""
