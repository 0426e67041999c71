"""Keys of no use elsewhere, and a seal made of one."""

import base64
from typing import Final

from storage import Seal

KEY: Final = bytes(range(32))
OTHER_KEY: Final = bytes(reversed(KEY))
SEAL: Final = Seal([KEY])


def written(key: bytes) -> str:
    """Write a key as it goes into the settings."""
    return base64.b64encode(key).decode()
