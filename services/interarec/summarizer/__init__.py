"""From screenshots to behavioural summaries: cut into batches, read by an engine, each batch ending exactly once."""
