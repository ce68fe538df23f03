"""A setting of Jupyter's server that make lab uses: what a kernel says goes to the browser at once."""

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class AtOnce(ZMQChannelsWebsocketConnection):
    """The server's own connection, without Nagle's algorithm.

    That holds a small message back until the browser has acknowledged the one before it, which takes up to 40 ms. A
    kernel says "busy" before each answer, so the drawing pad would wait so long for every reading.
    """

    def connect(self):
        self.websocket_handler.set_nodelay(True)
        return super().connect()
