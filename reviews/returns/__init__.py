"""Questions that go back to the firm."""
