"""Experiments on bubbles and crowds."""
