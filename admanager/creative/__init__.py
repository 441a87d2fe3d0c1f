"""Ads: design specs, their generators, the solver, drawing, checks and export."""
