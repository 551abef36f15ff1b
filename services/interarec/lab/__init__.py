"""Experiments, demo data and benchmarks: everything that measures or shows the system and serves nobody."""
