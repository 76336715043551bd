"""The audit log as administrators read it: chains by firm, their entries in words, whether a chain is whole."""
