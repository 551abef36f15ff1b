"""Pages that try to steer the recommender, drawn from seeds, and how often they succeed."""
