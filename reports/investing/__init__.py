"""The firm's own figures for the larger steps of its plan."""
