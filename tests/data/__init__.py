"""Helpers that make data for tests."""
