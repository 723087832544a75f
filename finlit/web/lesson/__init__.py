"""Lessons and claims on the page: blocks, guesses, experiments, questions, votes."""
