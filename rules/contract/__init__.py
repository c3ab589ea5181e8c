"""Routes, schemas, and how the framework is wired."""
