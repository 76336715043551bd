"""The pages of answering. Each view: access, form, verb, redirect."""
