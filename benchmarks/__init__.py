"""Reproducible measurements; ``python -m benchmarks`` runs all and writes ``results/``."""
