"""All that touches the world: each part a port, its adapters, and an in-memory twin that passes the same tests."""
