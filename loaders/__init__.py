"""Curated tables and registers in, a checked graph out."""
