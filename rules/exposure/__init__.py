"""Rules about what leaves the application that should not."""
