"""Charts of the experiments on living from savings."""
