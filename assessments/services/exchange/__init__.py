"""Questions from files: first what a file would make, then the making, all of it or nothing."""

from assessments.services.exchange.checking import Plan, Planned, plan_import
from assessments.services.exchange.files import drop_stale_files, keep_file
from assessments.services.exchange.writing import apply_import

__all__ = ["Plan", "Planned", "apply_import", "drop_stale_files", "keep_file", "plan_import"]
