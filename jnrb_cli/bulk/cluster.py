"""A Dask cluster as a team: its client speaks `concurrent.futures`, so nothing else is different."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from ..errors import ClusterError, UsageError
from .team import Team

# How long a scheduler may take to answer.
PATIENCE_S = 10


@contextlib.contextmanager
def open_cluster(address: str) -> Iterator[Team]:
    """The workers of the scheduler at an address; raises ClusterError where it does not answer."""
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("--dask needs Dask: pip install 'jnrb-cli[dask]'") from None
    try:
        client = Client(address, timeout=PATIENCE_S, set_as_default=False)
    except (TimeoutError, OSError, ValueError) as error:
        raise ClusterError(f"no Dask scheduler answers at {address}: {error}") from error
    with contextlib.closing(client):
        yield Team(lambda: client.get_executor(pure=False), lambda: sum(client.ncores().values()))
