"""The content of an answer does not wait for the acknowledgement of its headers."""

import socket

from service.envoi import send_at_once


def test_connections_accepted_afterwards_send_at_once():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert send_at_once() >= 1
        with socket.create_connection(listening.getsockname()) as caller:
            accepted, _ = listening.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
            assert caller.fileno() > 0


def test_sockets_that_listen_to_nobody_are_left_alone():
    with socket.socket() as quiet:
        send_at_once()
        assert not quiet.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
