"""Experiments on a learner's own series."""
