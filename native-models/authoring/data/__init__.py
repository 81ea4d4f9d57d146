"""Training data: free pictures, procedural textures, rendered clips."""
