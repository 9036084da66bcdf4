"""Form: what the page sends, a text with its format or a file with its name."""

from __future__ import annotations

import re
from email.message import Message

from consistency.server.checking import Question

FORMATS = {"markdown": ("Markdown", ".md"), "html": ("HTML", ".html"), "text": ("Plain text", ".txt")}
"""The formats of a text that is pasted: what each is called, and the suffix that chooses its reader."""

PASTED = "text"
"""The name of a text that has none, before its suffix."""

_MOST_PARTS = 10
_LONGEST_NAME = 120
_NAME = re.compile(r'[;\s]name="([^"\r\n]*)"')
_FILE = re.compile(r'[;\s]filename="([^"\r\n]*)"')


class FormError(ValueError):
    """What was sent is not what the page sends; the message is for a person."""


def question(content_type: str, body: bytes) -> Question:
    """What is to be checked: the file if there is one, else the text. FormError if there is neither."""
    header = Message()
    header["Content-Type"] = content_type
    if header.get_content_type() != "multipart/form-data":
        raise FormError("The form has to be sent as multipart/form-data.")
    boundary = header.get_param("boundary")
    if not isinstance(boundary, str) or not 1 <= len(boundary) <= 70 or not boundary.isascii():
        raise FormError("The form has no boundary.")
    fields, file = _read(body, boundary.encode())
    if file is not None:
        return file
    form = _text(fields.get("format", b"markdown"))
    if form not in FORMATS:
        raise FormError("The format is none of Markdown, HTML and plain text.")
    text = _text(fields.get("text", b"")).replace("\r\n", "\n")
    if not text.strip():
        raise FormError("There is nothing to check. Paste a text, or choose a file.")
    return Question(PASTED + FORMATS[form][1], text)


def _read(body: bytes, boundary: bytes) -> tuple[dict[str, bytes], Question | None]:
    """The fields by name, and the file that was chosen, if it was."""
    fields: dict[str, bytes] = {}
    file = None
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary, _MOST_PARTS + 1)
    if len(pieces) < 2 or len(pieces) > _MOST_PARTS + 1 or not pieces[-1].startswith(b"--"):
        raise FormError("The form is cut off, or has too many parts.")
    for piece in pieces[1:-1]:
        head, blank, content = piece.partition(b"\r\n\r\n")
        told = _text(head)
        name = _NAME.search(told)
        if not blank or name is None:
            raise FormError("A part of the form has no name.")
        if (filename := _FILE.search(told)) is None:
            fields[name[1]] = content
        elif filename[1] or content:
            file = Question(plain_name(filename[1]), content)
    return fields, file


def plain_name(name: str) -> str:
    """A file's name without folders and without what cannot be printed, as a browser has written it in a form."""
    name = name.replace("%22", '"').replace("%0D", " ").replace("%0A", " ")
    name = re.split(r"[/\\]", name)[-1]
    name = "".join(character for character in name if character.isprintable()).strip()
    stem, dot, suffix = name.rpartition(".")
    room = _LONGEST_NAME - len(dot + suffix)
    if len(name) > _LONGEST_NAME and room > 0:
        name = stem[:room] + dot + suffix
    return name[:_LONGEST_NAME].lstrip(".") or PASTED


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise FormError("The form is not UTF-8.") from None
