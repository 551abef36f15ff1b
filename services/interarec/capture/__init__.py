"""Takes screenshots and interactions in: checks, seals and stores them, and puts references on the log."""
