"""Which files, and what they say: discover, read, parse, ignore comments."""
