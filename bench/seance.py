"""One reader without a browser: a session over Streamlit's own websocket and messages.

What a browser asks for is asked for: the page, the settings of the host, then the websocket, with
compression, and at each run the list of the messages already held. Scripts and layers, which a
browser fetches once and a proxy can serve, are left out.
"""

import asyncio
import time
from typing import Self
from urllib.parse import urlencode

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

HOTE = "127.0.0.1"  # never another machine
DELAI = 90.0  # seconds for one answer; beyond, it is a fault
TAILLE_MAX = 200_000_000
PAGES = ("/", "/_stcore/health", "/_stcore/host-config")
TERMINE = (
    ForwardMsg.FINISHED_SUCCESSFULLY,
    ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
    ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


class Faute(RuntimeError):
    """The server answered something that a reader must not be given."""


class Seance:
    """A reader of the page of coverage: opens a link, then asks for other views.

    ``runs``: how many times the script was run for it; ``octets``: what it received.
    """

    def __init__(self, port: int) -> None:
        self.runs = 0
        self.octets = 0
        self._port = port
        self._held: set[str] = set()
        self._websocket: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._websocket is not None:
            await self._websocket.close()

    async def open(self, params: dict[str, str]) -> float:
        """Open a link; return the seconds until the whole first page is there."""
        start = time.perf_counter()
        async with asyncio.timeout(DELAI):
            for path in PAGES:
                await self._get(path)
            self._websocket = await connect(
                f"ws://{HOTE}:{self._port}/_stcore/stream",
                origin=f"http://{HOTE}:{self._port}",
                subprotocols=["streamlit"],
                max_size=TAILLE_MAX,
                ping_interval=None,
            )
            await self._run(params)
        return time.perf_counter() - start

    async def change(self, params: dict[str, str]) -> float:
        """Ask for another view; return the seconds until the whole of it is there."""
        start = time.perf_counter()
        async with asyncio.timeout(DELAI):
            await self._run(params)
        return time.perf_counter() - start

    async def _get(self, path: str) -> None:
        reader, writer = await asyncio.open_connection(HOTE, self._port)
        request = f"GET {path} HTTP/1.1\r\nHost: {HOTE}:{self._port}\r\nConnection: close\r\n\r\n"
        writer.write(request.encode("ascii"))
        answer = await reader.read()
        writer.close()
        self.octets += len(answer)
        if not answer.startswith(b"HTTP/1.1 200"):
            raise Faute(f"{path}: {answer[:40]!r}")

    async def _run(self, params: dict[str, str]) -> None:
        assert self._websocket is not None, "open() comes first"
        asked = BackMsg()
        asked.rerun_script.query_string = urlencode(params)
        asked.rerun_script.cached_message_hashes.extend(self._held)
        await self._websocket.send(asked.SerializeToString())
        while not self._is_last(await self._receive()):
            pass

    async def _receive(self) -> ForwardMsg:
        assert self._websocket is not None
        content = await self._websocket.recv(decode=False)
        self.octets += len(content)
        message = ForwardMsg()
        message.ParseFromString(content)
        return message

    def _is_last(self, message: ForwardMsg) -> bool:
        """Keep what a browser keeps, refuse what a reader must not see; tell the end of a run."""
        kind = message.WhichOneof("type")
        if kind == "ref_hash" and message.ref_hash not in self._held:
            raise Faute("the server names a message that was never received")
        if message.metadata.cacheable and kind != "ref_hash":
            self._held.add(message.hash)
        if kind == "delta":
            self._check(message)
        if kind != "script_finished" or message.script_finished not in TERMINE:
            return False
        self.runs += 1
        if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
            raise Faute("the script did not compile")
        return True

    def _check(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise Faute(f"exception on screen: {element.exception.message[:200]}")
        if kind == "alert" and element.alert.format == Alert.ERROR:
            raise Faute(f"error on screen: {element.alert.body[:200]}")
