"""Invented firms and people that make a fresh installation look alive. Every firm has "Mẫu" (sample) in its name."""
