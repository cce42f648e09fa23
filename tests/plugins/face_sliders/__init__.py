"""Tests of the face sliders."""
