"""The `interarec` command: one verb a file, each thin over the service or engine that does the work."""
