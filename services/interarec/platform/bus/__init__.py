"""The log between the services: Kafka, or an in-process log with the same behaviour."""
