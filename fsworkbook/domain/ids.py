"""Keys made by the client: UUIDv7, so that offline work and retries never collide (data.md 6)."""

import os
import threading
import time
import uuid

TICKS = 4096
"""Parts of a millisecond that an id tells apart: the 12 bits after its version (RFC 9562, 6.2, method 3)."""

_order = threading.Lock()
_last = 0


def new_id() -> str:
    """A new UUIDv7 as 36 characters; sorts after every one that this process made before it."""
    ticks = _next_tick()
    random = int.from_bytes(os.urandom(8), "big")
    value = (ticks // TICKS & 0xFFFFFFFFFFFF) << 80
    value |= 0x7 << 76
    value |= ticks % TICKS << 64
    value |= 0b10 << 62
    value |= random & 0x3FFFFFFFFFFFFFFF
    return str(uuid.UUID(int=value))


def _next_tick() -> int:
    global _last
    with _order:
        _last = max(_last + 1, time.time_ns() * TICKS // 1_000_000)
        return _last
