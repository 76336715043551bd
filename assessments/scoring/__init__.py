"""The scoring engine: pure and exact. Standard library only."""
