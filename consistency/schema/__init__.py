"""Schema: the JSON schemas (draft 2020-12) of the files that people write, for their editors.

`config` is for `consistency.yaml`, `rules` for a rule pack. They refuse what the readers refuse, as far as that can be
seen without the rules themselves. The schemas of what the program prints are in `report`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

NAMES = ("config", "rules")
_ELSEWHERE = "rules.schema.json#"
"""How `config` refers to what it shares with `rules`."""


def text(name: str) -> str:
    """One of the schemas in `NAMES`; it needs no other file."""
    written = (Path(__file__).parent / f"{name}.schema.json").read_text(encoding="utf-8")
    if _ELSEWHERE not in written:
        return written
    # Editors resolve a reference within a file without fail, and one to another file only where they find that.
    pack = json.loads(text("rules").replace('"#/$defs/', '"#/$defs/pack/$defs/'))
    whole: dict[str, Any] = json.loads(written.replace(_ELSEWHERE, "#/$defs/pack"))
    whole["$defs"]["pack"] = {key: value for key, value in pack.items() if key != "$schema"}
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"
