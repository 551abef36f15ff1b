"""From a behavioural summary to constraints: ask a model or read the text, then check everything."""
