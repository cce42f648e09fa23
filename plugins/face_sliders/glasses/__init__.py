"""Takes glasses off a face: a small network, the glasses it learns from, and what it does."""
