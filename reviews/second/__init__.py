"""Second opinions: another advisor judges a submission blind, both compare, and what that says of the questions."""
