"""Measures: what Parley's main steps cost, next to the barest loop over the driver that does the same."""
