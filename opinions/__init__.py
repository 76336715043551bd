"""Several people of a plant answer the same key questions; the owner reads where management and shop floor disagree."""
