"""The demo: people that the program generates itself, the whole loop run on them, and the self-test."""
