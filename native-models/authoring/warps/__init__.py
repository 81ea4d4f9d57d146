"""Cache renders of training clips, made by the product's own rasteriser."""
