"""The benchmark suite behind `plek bench`: ratios against a peer measured in the same run, never a time limit."""
