"""Rules about client data that reaches an interpreter: SQL, shell, paths, pages, URLs."""
