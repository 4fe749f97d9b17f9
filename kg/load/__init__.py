"""Dossiers and other sources to records, a plan, and a load."""

from kg.load.run import check, load, plan, plan_drop, write

__all__ = ["check", "load", "plan", "plan_drop", "write"]
