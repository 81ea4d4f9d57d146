"""The networks of the embedded model: autoencoder, pose encoder, denoiser."""
