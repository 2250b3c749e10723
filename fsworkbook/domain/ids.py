"""Keys made by the client: UUIDv7, so that offline work and retries never collide (data.md 6)."""

import os
import time
import uuid


def new_id() -> str:
    """A new UUIDv7 as 36 characters; later ids sort after earlier ones, to the millisecond."""
    milliseconds = time.time_ns() // 1_000_000
    random = int.from_bytes(os.urandom(10), "big")
    value = (milliseconds & 0xFFFFFFFFFFFF) << 80
    value |= 0x7 << 76
    value |= (random >> 68 & 0xFFF) << 64
    value |= 0b10 << 62
    value |= random & 0x3FFFFFFFFFFFFFFF
    return str(uuid.UUID(int=value))
