"""A relay between the browser and a server, which counts what a websocket weighs on the wire."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

MORCEAU = 1 << 16
DELAI = 60  # seconds


class Relais:
    """Passes bytes on in both directions; ``octets`` counts those sent to a websocket."""

    def __init__(self, port: int) -> None:
        self.octets = 0
        self._target = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._listening.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._join, args=(client,), daemon=True).start()

    def _join(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            server = socket.create_connection(("localhost", self._target), timeout=DELAI)
            server.settimeout(None)
            request = client.recv(MORCEAU)
            server.sendall(request)
            counted = b"upgrade: websocket" in request.lower()
            back = threading.Thread(target=self._pass, args=(server, client, counted), daemon=True)
            back.start()
            self._pass(client, server, False)
            back.join()
            server.close()

    def _pass(self, source: socket.socket, target: socket.socket, counted: bool) -> None:
        with suppress(OSError):
            while chunk := source.recv(MORCEAU):
                if counted:
                    self.octets += len(chunk)
                target.sendall(chunk)
            target.shutdown(socket.SHUT_WR)


@contextmanager
def relay(port: int) -> Iterator[Relais]:
    """Relay a local port."""
    relais = Relais(port)
    yield relais
    relais.close()
