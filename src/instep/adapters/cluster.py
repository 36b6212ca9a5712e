"""The same work on this computer or on many: batches go out, answers come back in their order.

Dask carries it (``pip install 'instep[cluster]'``) and is asked for only when an address is given.
A worker that is lost costs time, not the answer: its batches are given to another.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Protocol, TypeVar

BATCH = 50
"""People a task: a task costs some 3 ms to hand out, a person 5 ms or more to read."""

PATIENCE = "10s"
"""How long a scheduler may take to answer."""

A = TypeVar("A")
B = TypeVar("B")
G = TypeVar("G")


class NoCluster(Exception):
    """There is no cluster to work with, or it was lost; says what to do, in one line."""


class Workers(Protocol):
    """Whoever does the work: this process, or a cluster."""

    def each(
        self, work: Callable[[Sequence[A], G], B], batches: Sequence[Sequence[A]], given: G
    ) -> Iterator[B]:
        """What the work makes of each batch, in the order of the batches."""
        ...


def batches_of(items: Sequence[A], size: int = BATCH) -> list[Sequence[A]]:
    """The items in their order, so many at a time."""
    return [items[start : start + size] for start in range(0, len(items), size)]


class Here:
    """This process, one batch after another."""

    def each(
        self, work: Callable[[Sequence[A], G], B], batches: Sequence[Sequence[A]], given: G
    ) -> Iterator[B]:
        """What the work makes of each batch."""
        return (work(batch, given) for batch in batches)


class Cluster:
    """A Dask cluster that is already there, by its scheduler's address."""

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            fix = "Run: pip install 'instep[cluster]'"
            raise NoCluster(f"--cluster: Dask is not installed. {fix}") from error
        dask: Any = distributed
        try:
            self._client = dask.Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            fix = "Start one with: dask scheduler. Or leave --cluster out."
            raise NoCluster(f"--cluster: nobody answers at {address}. {fix}") from error

    def __enter__(self) -> "Cluster":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        with suppress(OSError, TimeoutError):
            self._client.close()

    def each(
        self, work: Callable[[Sequence[A], G], B], batches: Sequence[Sequence[A]], given: G
    ) -> Iterator[B]:
        """What the workers make of each batch.

        ``given`` goes with each task: what is scattered beforehand dies with its worker.
        """
        if not self._client.scheduler_info(n_workers=1)["workers"]:
            fix = "Start some with: dask worker ADDRESS"
            raise NoCluster(f"--cluster: the scheduler has no worker. {fix}")
        futures = self._client.map(work, batches, given=given, pure=False, retries=2)
        for future in futures:
            yield self._answer(future)

    def _answer(self, future: Any) -> Any:
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker as error:
            what = "a batch ended every worker it was given to"
            raise NoCluster(f"--cluster: {what}. See their logs.") from error
        except ImportError as error:
            fix = "Install the same Instep there."
            raise NoCluster(f"--cluster: a worker cannot read the work: {error}. {fix}") from error
