"""Finds the eyes of faces in a picture: a small network, and how it is trained."""
