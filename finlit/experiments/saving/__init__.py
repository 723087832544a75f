"""Experiments on saving and household money."""
