"""Training on a machine that is lent for minutes: everything that travels, and the stages in the time there is."""
