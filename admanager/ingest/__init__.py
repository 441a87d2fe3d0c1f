"""Bringing files into a project: dialects, types, readers, staging, loading and undoing."""
