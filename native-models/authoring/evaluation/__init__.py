"""Measuring an exported pack on rendered clips with pictures that training never saw."""
