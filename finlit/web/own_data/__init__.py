"""Pages for a learner's own ticker or file."""
