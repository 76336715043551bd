"""Other answers tried on a result by the engine; nothing of it is stored."""
