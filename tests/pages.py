"""Articles for the tests of the page, each checked as `check --format html` checks it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from consistency import engine, rulebook
from consistency.findings import Report
from consistency.report import render

AXE = Path(__file__).parent / "axe" / "axe.min.js"
"""The script that looks for violations of the rules for accessible pages."""

PLAIN = """---
title: Some 640 walkers cross the moor
description: Of the 600 walkers, 420 came by train.
---

On **Saturday, 29 April 2024**, a group of 600 walkers crossed the moor. The breakdown includes 420 who came by train and
280 who came by bus.

- a first item
- a second with 40 stones

Of the 300 dogs, 450 were on a leash. The rest ran free in the heather all day long.
"""
TABLE = """# Bathers at three lakes

The lakes were open in June, July and August.

| Lake | June | July | August | Summer |
|---|---:|---:|---:|---:|
| Birch Lake | 410 | 1,120 | 970 | 2,500 |
| Long Water | 720 | 1,644 | 1,206 | 3,570 |
| Old Quarry | 318 | 861 | 421 | 1,600 |
| Total | 1,448 | 3,725 | 2,597 | 7,670 |
"""
SOUND = """# A quiet year

Of the 60 dockers, 40 work the night shift. The remaining 20 work by day.
"""
MANY = "# Thirty towns\n\n" + "\n\n".join(
    f"Of the {90 + number} clerks, {140 + number} work at the desk of the town hall. The others are on the road."
    for number in range(30)
)
HOSTILE = """---
title: "</title><script>alert(1)</script> 5 onload=alert(1)"
description: "' onmouseover='alert(2)' 7 \\" autofocus onfocus=alert(3) x=\\""
---

# <img src=x onerror=alert(4)> 12 &lt;b&gt;bold&lt;/b&gt;

Of the 40 \u2028dockers <script>alert(5)</script>, 60 `</script><script>alert(6)</script>` work {{ 7 * 7 }} {% raw %}.

[Of the 30 sailors](javascript:alert(7)), 50 are asleep <a href="javascript:alert(8)">on 9 ships</a>\u202e and \x07 gone.

| <svg onload=alert(9)> | "><script>alert(10)</script> |
|---|---|
| 1 | 2 |
"""

ARTICLES = {"plain": PLAIN, "table": TABLE, "sound": SOUND, "many": MANY, "hostile": HOSTILE}


@lru_cache(maxsize=1)
def _rules() -> rulebook.Rulebook:
    return rulebook.load()


def checked(**texts: str) -> Report:
    """The report on some texts, by the names of their files without the suffix."""
    named = {f"{name}.md": text for name, text in texts.items()}
    return engine.check([], texts=named, rulebook=_rules(), keep=False, pages=True)


@lru_cache(maxsize=8)
def page(*names: str) -> str:
    """The page of some of the articles."""
    return render("html", checked(**{name: ARTICLES[name] for name in names}))
