"""Answers leave at once.

Streamlit listens on a socket whose protocol it does not name: asyncio then leaves Nagle's
algorithm on, and the content of an answer waits 40 ms for the acknowledgement of its headers on
every connection that is kept open. A connection has the setting of the socket that accepts it.
"""

import os
import socket
import stat

DESCRIPTEURS = 1024
INTERNET = (socket.AF_INET, socket.AF_INET6)


def send_at_once() -> int:
    """Set TCP_NODELAY on the sockets that this process listens on; return how many there are."""
    found = 0
    for descriptor in range(3, DESCRIPTEURS):
        try:
            is_socket = stat.S_ISSOCK(os.fstat(descriptor).st_mode)
        except OSError:
            continue
        if is_socket:
            with socket.socket(fileno=os.dup(descriptor)) as one:
                found += _set(one)
    return found


def _set(one: socket.socket) -> bool:
    if one.family not in INTERNET or one.type != socket.SOCK_STREAM:
        return False
    if not one.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
        return False
    one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return True
