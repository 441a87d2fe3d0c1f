"""Simulated campaigns: the world, the engine, its metrics, and the runs that are kept."""
