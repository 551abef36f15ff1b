"""The gateway: pushes each session's newest recommendation to whoever may see it, and answers for it over HTTP."""
