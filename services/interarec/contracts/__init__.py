"""Message shapes on the wire: generated protobuf classes, their codec, the topic registry."""
