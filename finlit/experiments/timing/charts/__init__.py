"""Charts of the experiments on time and timing."""
