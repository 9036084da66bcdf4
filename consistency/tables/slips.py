"""Slips of the pen: whether one printed number, mistyped, explains a gap."""

from __future__ import annotations


def slip(printed: float, right: float, unit: float) -> str:
    """What kind of slip makes `printed` out of `right`, both counted in `unit`; empty when none does.

    "sign": the sign was lost; "digit": one digit is another; "transposed": two neighbours changed places;
    "dropped", "doubled": a digit is missing or one too many; "scale": zeros came or went.
    """
    if right == -printed:
        return "sign"
    if not right or not printed:
        return "digit" if 0 < abs(printed - right) < 9.5 * unit else ""
    if (right < 0) != (printed < 0):
        return ""
    here, there = str(round(abs(printed) / unit)), str(round(abs(right) / unit))
    if here == there:
        return ""
    if len(here) == len(there):
        first = 0
        while here[first] == there[first]:
            first += 1
        if here[first + 1 :] == there[first + 1 :]:
            return "digit"
        swapped = here[first + 1 : first + 2] + here[first]
        return "transposed" if swapped + here[first + 2 :] == there[first:] else ""
    longer, shorter = (here, there) if len(here) > len(there) else (there, here)
    if len(longer) - len(shorter) > 1:
        scaled = longer.rstrip("0") == shorter.rstrip("0") and len(longer) - len(shorter) in (2, 3, 6)
        return "scale" if scaled else ""
    first = 0
    while first < len(shorter) and longer[first] == shorter[first]:
        first += 1
    if longer[first + 1 :] != shorter[first:]:
        return ""
    return "dropped" if longer is there else "doubled"
