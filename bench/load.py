"""Drive one address over kept-alive connections for a bounded time, from loopback to loopback."""

import http.client
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Call:
    """One request, as one signed-in person makes it."""

    path: str
    headers: dict[str, str]
    method: str = "GET"
    body: str = ""


@dataclass
class Outcome:
    """Seconds of each answer, and what was wrong."""

    seconds: list[float] = field(default_factory=list)
    bytes: int = 0
    queries: int | None = None
    errors: list[str] = field(default_factory=list)

    def percentile_ms(self, percent: int) -> float:
        return round(statistics.quantiles(self.seconds, n=100)[percent - 1] * 1000, 1)


def ask(connection: http.client.HTTPConnection, call: Call) -> http.client.HTTPResponse:
    """Make `call` and read its answer; the body's length is left in `answer.size`."""
    connection.request(call.method, call.path, body=call.body or None, headers=call.headers)
    answer = connection.getresponse()
    answer.size = len(answer.read())  # type: ignore[attr-defined]
    return answer


def probe(port: int, call: Call) -> Outcome:
    """Make `call` twice (the first warms the cache) and tell bytes and queries of the second."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    ask(connection, call)
    answer = ask(connection, Call(call.path, {**call.headers, "X-Count-Queries": "1"}, call.method, call.body))
    outcome = Outcome(bytes=answer.size, queries=int(answer.headers.get("X-Queries", 0)))  # type: ignore[attr-defined]
    if answer.status != 200:
        outcome.errors.append(f"{call.path} answered {answer.status}")
    connection.close()
    return outcome


def drive(port: int, calls: Sequence[Call], *, connections: int, seconds: float) -> tuple[Outcome, float]:
    """Make `calls` in turn over `connections` at once for `seconds`; return the outcome and requests a second."""
    outcome, lock = Outcome(), threading.Lock()
    stop = time.monotonic() + seconds

    def one(first: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        n, own = first, []
        while time.monotonic() < stop:
            began = time.perf_counter()
            answer = ask(connection, calls[n % len(calls)])
            own.append(time.perf_counter() - began)
            n += connections
            if answer.status != 200:
                outcome.errors.append(f"{calls[0].path} answered {answer.status}")
                break
        with lock:
            outcome.seconds.extend(own)
        connection.close()

    began = time.monotonic()
    threads = [threading.Thread(target=one, args=(n,)) for n in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcome, len(outcome.seconds) / (time.monotonic() - began)
