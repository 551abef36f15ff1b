"""What the gateway and the publisher share: each session's newest recommendations, in Redis or in memory."""
