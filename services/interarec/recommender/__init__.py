"""Constraints and interactions in, slates out: the service that decides what a shopper is offered."""
