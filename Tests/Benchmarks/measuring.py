"""Running programs with a watch: seconds and peak memory of the process; and what is made of several runs."""

import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass


class BenchmarkError(Exception):
    """What keeps a measurement from being made, in words."""


@dataclass(frozen=True)
class Run:
    """One finished program."""

    seconds: float
    peak_bytes: int
    output: str
    errors: str


def timed(arguments, environment=None, accepted=(0,)):
    """Runs a program to its end.

    The peak is that of its own process: a server that it talks to is not in it.
    """
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(
            arguments, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, env=environment)
        watch = _MemoryWatch(process.pid)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.terminate()
            raise
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        peak = usage.ru_maxrss if sys.platform == "darwin" else watch.end()
        run = Run(
            seconds, peak, output.read().decode(errors="replace"), errors.read().decode(errors="replace"))
    if process.returncode not in accepted:
        raise BenchmarkError(
            f"{' '.join(map(str, arguments))[:300]} ended with {process.returncode}:\n{run.errors[-2000:]}")
    return run


class _MemoryWatch:
    """Reads the peak of a process from Linux as long as it runs.

    What the kernel says at the end (`ru_maxrss`) begins with the memory of whoever started it: here Python's.
    """

    def __init__(self, process):
        self._path = f"/proc/{process}/status"
        self._ended = threading.Event()
        self._peak = 0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self):
        while not self._ended.wait(0.02):
            try:
                with open(self._path, encoding="ascii", errors="replace") as file:
                    lines = [line for line in file if line.startswith("VmHWM:")]
            except OSError:
                return
            self._peak = max([self._peak, *(int(line.split()[1]) * 1024 for line in lines)])

    def end(self):
        """The peak in bytes; 0 where the process was too short to be seen."""
        self._ended.set()
        self._thread.join()
        return self._peak


def rounds(fixed=None, most=5, budget_seconds=60):
    """Numbers of rounds: a fixed number, or until they took the budget; at least one."""
    start = time.perf_counter()
    for number in range(1, (fixed or most) + 1):
        yield number
        if fixed is None and time.perf_counter() - start >= budget_seconds:
            return


def median(values):
    """The middle one."""
    return statistics.median(values)


def percentile(values, percent):
    """The smallest value with at least so many percent of all at or below it."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]
