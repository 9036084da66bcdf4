"""The judge: from claims about figures to verdicts; the only code that compares figures.

agrees        what is computed and what is stated can be equal as the digits stand
rounding      only if round figures were rounded to their last digit that is not zero
contradicts   no reading of the figures saves it
undecided     a bound that is open, parts that need not be all, figures that cannot be compared

claim         what comes in and what goes out
columns       the figures of a run as arrays
terms         the figures of many claims as arrays: one unit, one grain
evaluation    the value of an assertion's tree for all of them
verdicts      == and <= and the rest; `judge` and `verdicts` themselves
restatement   one figure said again, or in another unit
shares        percentages of a few whole things
conversion    the factor between two units
"""

from consistency.judge.claim import Claim, Judgement
from consistency.judge.columns import Columns
from consistency.judge.verdicts import judge, verdicts

__all__ = ["Claim", "Columns", "Judgement", "judge", "verdicts"]
