"""Jupyter's server sends what a kernel says at once, where make lab starts it."""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler

from helpers.pad.at_once import AtOnce


def test_a_connection_switches_nagles_algorithm_off_and_connects(monkeypatch):
    asked = []
    monkeypatch.setattr(
        KernelWebsocketHandler, "set_nodelay", lambda self, value: asked.append(value)
    )
    monkeypatch.setattr(ZMQChannelsWebsocketConnection, "connect", lambda self: "connected")
    connection = AtOnce.__new__(AtOnce)
    connection.websocket_handler = KernelWebsocketHandler.__new__(KernelWebsocketHandler)
    assert connection.connect() == "connected" and asked == [True]
