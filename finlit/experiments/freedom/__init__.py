"""Experiments on living from savings."""
