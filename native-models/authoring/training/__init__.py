"""Training stages; each is one command with a wall-clock budget and continues from its checkpoint."""
