"""The repair: which single printed figure, changed, would reconcile a contradiction, and the slip that explains it."""

from consistency.repair.repairs import Repair, repair, repairs, solve
from consistency.repair.slip import slip

__all__ = ["Repair", "repair", "repairs", "slip", "solve"]
