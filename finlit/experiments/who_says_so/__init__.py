"""Experiments on claims and their proof."""
