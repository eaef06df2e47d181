"""A Dask cluster as a team: its client speaks `concurrent.futures`, so nothing else is different."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator

from ..errors import ClusterError, UsageError
from .team import Team

# How long a scheduler may take to answer.
PATIENCE_S = 5


@contextlib.contextmanager
def open_cluster(address: str) -> Iterator[Team]:
    """The workers of the scheduler at an address; raises ClusterError where it does not answer."""
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("--dask needs Dask: pip install 'jnrb-cli[dask]'") from None
    for name in tuple(logging.root.manager.loggerDict):
        if name.startswith("distributed"):  # what becomes of a worker is its scheduler's to tell, not ours
            logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=PATIENCE_S, set_as_default=False)
    except (TimeoutError, OSError, ValueError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address}: {error}") from error
    with contextlib.closing(client):
        try:
            client.wait_for_workers(1, timeout=PATIENCE_S)
        except OSError as error:  # a TimeoutError is one
            raise ClusterError(f"the Dask scheduler at {address} has no workers") from error
        team = Team(
            lambda: client.get_executor(pure=False),
            lambda: sum(client.ncores().values()),
            # Dask's takes no more; the client's end drops its work.
            lambda executor: executor.shutdown(wait=False),
        )
        try:
            yield team
        finally:
            team.stop()
