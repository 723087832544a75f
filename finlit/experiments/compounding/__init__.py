"""Experiments on compounding."""
