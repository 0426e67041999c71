"""The letter to support as a draft for a mail program: an .eml that opens ready to be sent.

`X-Unsent: 1` makes Outlook and Thunderbird open it for writing. It names no sender and bears no
date: the program that sends it adds both.
"""

import mimetypes
from collections.abc import Iterable
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from bot.papers.documents import Paper
from flows.names import visible
from flows.package import MAILBOX

FILE: Final = "pismo-v-podderzhku.eml"
_ANY: Final = "application/octet-stream"
_KNOWN: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
_LONGEST_NAME: Final = 120


def draft(subject: str, body: str, papers: Iterable[Paper] = ()) -> Paper:
    """Return the draft; a header is one line, whatever a school is called."""
    letter = EmailMessage(policy=SMTP)
    letter["To"] = MAILBOX
    letter["Subject"] = " ".join(visible(subject).split())
    letter["X-Unsent"] = "1"
    letter.set_content(body, charset="utf-8", cte="base64")
    for one in papers:
        kind, _, subkind = _type(one.name).partition("/")
        name = _name(one.name)
        letter.add_attachment(one.data, maintype=kind, subtype=subkind, filename=name)
    return Paper(FILE, letter.as_bytes())


def _type(name: str) -> str:
    suffix = name[name.rfind(".") :].lower()
    return _KNOWN.get(suffix) or mimetypes.guess_type(name)[0] or _ANY


def _name(name: str) -> str:
    """A file's name as somebody called it, without what leads elsewhere."""
    line = " ".join(visible(name).split()).replace("/", "_").replace("\\", "_")
    return line[-_LONGEST_NAME:] or "document"
