"""How fast extraction is and that its time is linear in the text: python tests/benchmarks/bench_extraction.py [FILE...]

Without files it reads a text of its own, in four sizes; that text is dense, a figure in every 66 characters. The ratio is
against a plain search for the words and numbers of the same text, run beside it on the same machine.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

from consistency.document import Block, Document, compose
from consistency.extraction import extract
from consistency.readers import read

STORY = (
    "The council said on 3 May 2024 that about 12,000 of the town's 45,300 homes had been flooded, nearly a quarter of them "
    "for the second time since 2019. Repairs would cost between $1.2 million and $1.5 million, it added, up 8.5 percent on "
    "the estimate of last autumn. Nobody was hurt, and the water has since fallen by two metres. Residents gathered in the "
    "market hall in the evening, where the mayor thanked the volunteers and read out the names of the streets that would "
    "stay closed until the engineers had looked at their drains."
)


def story(copies: int) -> Document:
    source = "\n\n".join([STORY] * copies)
    step = len(STORY) + 2
    return compose("story.txt", source, [Block("paragraph", i * step, i * step + len(STORY)) for i in range(copies)])


_SCAN = re.compile(r"\w+")


def measure(name: str, documents: list[Document]) -> None:
    start = time.perf_counter()
    figures = sum(len(extract(document)) for document in documents)
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    for document in documents:
        for _ in _SCAN.finditer(document.text):
            pass
    scan = time.perf_counter() - start
    size = sum(len(document.source) for document in documents) / 1e6
    each = 1e6 * seconds / max(1, figures)
    print(
        f"{name:<16} {size:8.2f} MB {figures:8} figures {size / seconds:6.2f} MB/s {each:6.1f} us each, "
        f"{seconds / scan:5.1f} times a plain scan"
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure("files", [read(path, Path(path).read_bytes()) for path in sys.argv[1:]])
    else:
        extract(story(1))  # the first call compiles the expressions
        for copies in (250, 500, 1000, 2000):
            measure(f"{copies} paragraphs", [story(copies)])
