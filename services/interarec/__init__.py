"""InteraRec: what a shopper sees becomes what the shopper is offered."""
