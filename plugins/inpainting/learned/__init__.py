"""A small network that fills a hole with what is likely there: light, tones and edges go on."""
