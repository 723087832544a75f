"""Experiments on time and timing."""
