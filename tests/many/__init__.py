"""Several machines: shared files, and three web nodes with two workers as real processes."""
