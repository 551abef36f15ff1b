"""Objects by key: S3, a folder, or memory."""
