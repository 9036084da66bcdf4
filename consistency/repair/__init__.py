"""The repair: which single printed figure, changed, would reconcile a contradiction, and the slip that explains it; or
which two would in each other's place."""

from consistency.repair.repairs import Repair, repairs

__all__ = ["Repair", "repairs"]
