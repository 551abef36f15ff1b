"""Reading a summary without a model: labels, amounts, colours and brands in text. Pure functions."""
