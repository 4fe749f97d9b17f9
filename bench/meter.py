"""What a step costs: wall time, and the CPU time of this process and of the server."""

import os
import resource
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

__all__ = ["Cost", "Meter", "peak_memory"]


@dataclass
class Cost:
    """Seconds; ``server`` is None where the system does not tell what another process used (no ``/proc``)."""

    wall: float = 0.0
    client: float = 0.0
    server: float | None = 0.0

    @property
    def cpu(self) -> float:
        """All CPU time that is known."""
        return self.client + (0.0 if self.server is None else self.server)


@dataclass
class Meter:
    """A stopwatch that may be started several times: ``with meter: ...`` adds to ``cost``."""

    server_pid: int
    cost: Cost = field(default_factory=Cost)

    def __enter__(self) -> Self:
        self._start = (time.perf_counter(), client_cpu(), server_cpu(self.server_pid))
        return self

    def __exit__(self, *_: object) -> None:
        wall, client, server = self._start
        now = server_cpu(self.server_pid)
        self.cost.wall += time.perf_counter() - wall
        self.cost.client += client_cpu() - client
        if self.cost.server is not None:
            self.cost.server = None if now is None or server is None else self.cost.server + now - server


def client_cpu() -> float:
    """CPU seconds of this process, all its threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def server_cpu(pid: int) -> float | None:
    """CPU seconds of another process, in user mode and in the kernel; None where there is no ``/proc``."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return None
    # The name in brackets may hold spaces: count from behind it.
    words = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def peak_memory() -> int:
    """The most memory that this process has held at once, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not getrusage: there a process starts with the peak of the one that started it.
        line = next(each for each in status.read_text(encoding="utf-8").splitlines() if each.startswith("VmHWM"))
        return int(line.split()[1]) * 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if os.uname().sysname == "Darwin" else peak * 1024
