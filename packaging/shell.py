"""What the commands share: where the tree is, how to speak to a person, how to run a program."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Stop(Exception):
    """What went wrong and what to do about it, as the person reads it; dev.py prints it and ends."""


def say(sentence: str) -> None:
    """One line to the person, at once."""
    print(sentence, flush=True)


def run(command: Sequence[object], **environment: str) -> int:
    """Run a program in the tree with its output on the terminal; gives its exit code."""
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=ROOT, env=os.environ | environment, check=False).returncode


def capture(command: Sequence[object], **environment: str) -> tuple[int, str]:
    """Run a program in the tree with nothing on the terminal; gives its exit code and all that it printed."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    return done.returncode, done.stdout
