"""What the words mean: pure values and rules, no I/O, no clock, no randomness of its own.

Everything else may import this package; it imports nothing of ours.
"""
