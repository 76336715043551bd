"""A quick check's result, to be sent on as a picture or a text."""
