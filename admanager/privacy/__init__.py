"""What is personal in the project, and what may be done with it."""
