"""Photos and papers that a firm shows beside its answers: taken in, kept, scanned, shown to those who may see them."""
