"""The queue of reviews: who sees which, in what order, and with whom each one is."""
