"""Charts of the experiments on claims and their proof."""
