"""The letter to support as a draft for a mail program: an .eml that opens ready to be sent.

`X-Unsent: 1` makes Outlook and Thunderbird open it for writing. It names no sender and bears no
date: the program that sends it adds both. An attachment's name that is not plain ASCII stands
twice: as RFC 2231 wants it, and as encoded words, for programs that show no name otherwise.
"""

import mimetypes
from collections.abc import Iterable
from email.encoders import encode_base64
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from typing import Final

from bot.papers.documents import Paper
from flows.names import visible
from flows.package import MAILBOX

FILE: Final = "pismo-v-podderzhku.eml"
_MAIL: Final = compat32.clone(linesep="\r\n", max_line_length=None)
"""The newer policy knows one way to write a name, and takes the other for a mistake to mend."""
_ANY: Final = "application/octet-stream"
_KNOWN: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
_LONGEST_NAME: Final = 120
_WORD: Final = 75
"""Characters of an encoded word (RFC 2047)."""


def draft(subject: str, body: str, papers: Iterable[Paper] = ()) -> Paper:
    """Return the draft; a header is one line, whatever a school is called."""
    letter = MIMEMultipart(policy=_MAIL)
    letter["To"] = MAILBOX
    line = " ".join(visible(subject).split())
    letter["Subject"] = Header(line, "utf-8", header_name="Subject").encode()
    letter["X-Unsent"] = "1"
    letter.attach(MIMEText("\r\n".join(body.splitlines()) + "\r\n", "plain", "utf-8"))
    for one in papers:
        letter.attach(_attached(one))
    return Paper(FILE, letter.as_bytes())


def _attached(paper: Paper) -> MIMEBase:
    kind, _, subkind = _type(paper.name).partition("/")
    part = MIMEBase(kind, subkind)
    part.set_payload(paper.data)
    encode_base64(part)
    name = _name(paper.name)
    plain = name.isascii()
    part.set_param("name", name if plain else Header(name, "utf-8", _WORD).encode())
    filename = name if plain else ("utf-8", "", name)
    part.add_header("Content-Disposition", "attachment", filename=filename)
    return part


def _type(name: str) -> str:
    suffix = name[name.rfind(".") :].lower()
    return _KNOWN.get(suffix) or mimetypes.guess_type(name)[0] or _ANY


def _name(name: str) -> str:
    """A file's name as somebody called it, without what leads elsewhere."""
    line = " ".join(visible(name).split()).replace("/", "_").replace("\\", "_")
    return line[-_LONGEST_NAME:] or "document"
