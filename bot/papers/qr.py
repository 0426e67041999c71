"""An address as a QR code: a picture for the chat, a drawing for the sheet."""

import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from segno import QRCode

PIXELS: Final = 800
"""The picture's side is about this: sharp on a phone, a few kilobytes to send."""
QUIET: Final = 4
"""Modules of white around the code, by the standard: a dark chat would swallow its corners."""


def png(address: str) -> bytes:
    """Return a picture of whole pixels a module, black on opaque white."""
    code = _code(address)
    side, _ = code.symbol_size(border=QUIET)
    out = io.BytesIO()
    code.save(out, kind="png", scale=max(1, PIXELS // int(side)), border=QUIET)
    return out.getvalue()


def svg(address: str) -> str:
    """Return the code alone: the paper around it is its quiet zone."""
    out = io.BytesIO()
    _code(address).save(out, kind="svg", border=0, omitsize=True, xmldecl=False, nl=False)
    return out.getvalue().decode()


def _code(address: str) -> "QRCode":
    """Level M survives a crease or a pin; it is raised where that costs no larger code."""
    import segno  # noqa: PLC0415 - loaded when first used

    return segno.make_qr(address, error="m")
