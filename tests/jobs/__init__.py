"""Tests of editor.jobs."""
