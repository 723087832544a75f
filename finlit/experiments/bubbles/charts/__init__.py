"""Charts of the experiments on bubbles and crowds."""
