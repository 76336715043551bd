"""The files of a result: made once, kept, listed, sent, gathered in a ZIP."""
