"""Secrets, passwords and tokens: where they are kept and how they are made."""
