"""A server that takes connections and never answers, or none at all."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def silent_server(*, dead: bool = False) -> Iterator[int]:
    """The port: nobody listens there (`dead`), or somebody who never says a word."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        if not dead:
            server.listen(64)
        yield int(server.getsockname()[1])
