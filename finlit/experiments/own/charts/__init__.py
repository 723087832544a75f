"""Charts of the experiments on a learner's own series."""
