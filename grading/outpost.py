"""Runs in the student's process: calls their functions for the tests, and says what of Python was replaced.

The tests themselves, and what they compare with, never come here; examiner.py has them. So whatever a student's code
does to this process, the tests see only the values that it returns. Only canaries are executed here (marking.py).
"""

import contextlib
import functools
import importlib
import io
import json
import sys
import traceback

import numpy as np
import wire

LONGEST = 20_000  # characters that functions may print in one test: printing is slow
BEFORE = {}  # what is watched: {"numpy.allclose": (the object, its code)}


def look_up(name):
    """numpy.allclose -> that object, and its code where it has some; None for what is not there."""
    module, _, attribute = name.rpartition(".")
    try:
        found = getattr(sys.modules[module], attribute)
        return found, getattr(found, "__code__", None)
    except (KeyError, AttributeError):
        return None, None


def remember(names):
    for name in names:
        module = name.rpartition(".")[0]
        try:
            importlib.import_module(module)
        except ImportError:
            continue
        every = [name]
        if name.endswith(".*"):
            every = [f"{module}.{n}" for n, v in vars(sys.modules[module]).items() if callable(v)]
        BEFORE.update({one: look_up(one) for one in every})


def changed(token):
    """The token, and the names of what is no longer what it was. A module that was loaded again is the same."""
    names = []
    for name, (found, code) in BEFORE.items():
        now, its_code = look_up(name)
        same = now is found or (code is not None and its_code is not None)
        if not same or code != its_code:
            names.append(name)
    return f"{token}: {', '.join(names)}" if names else token


class Short(io.TextIOBase):
    """Passes the first LONGEST characters on to out, and takes the rest."""

    def __init__(self, out):
        self.out, self.left = out, LONGEST

    def write(self, text):
        if self.left:
            self.out.write(text[: self.left])
            self.left = max(0, self.left - len(text))
        return len(text)

    def flush(self):
        self.out.flush()


def serve(address, token):
    """Answer what the tests ask, until they are done."""
    from IPython import get_ipython

    link = wire.connect(address)
    link.send({"token": token})
    names, short = get_ipython().user_ns, Short(sys.stdout)
    while True:
        message, buffers = link.receive()
        if message["ask"] == "done":
            return
        kept = []
        try:
            if message["ask"] == "name":
                reply = about(names, message["name"], kept)
            else:
                with contextlib.redirect_stdout(short):
                    reply = call(names[message["name"]], message, buffers, kept, link)
        except KeyboardInterrupt:
            link.send(failure())
            raise
        except BaseException:
            kept, reply = [], failure()
        link.send(reply, kept)


def about(names, name, kept):
    if name not in names:
        return {"missing": True}
    if callable(names[name]):
        return {"callable": True}
    return {"result": wire.pack(names[name], kept)}


def call(function, message, buffers, kept, link):
    offers = {
        "text": io.StringIO,
        "numpy": functools.partial(getattr, np),
        "generator": lambda tree: generator(wire.unpack(tree, buffers)),
        "function": lambda number, name: stub(number, name, link),
    }
    args = [wire.unpack(tree, buffers, offers) for tree in message["args"]]
    kwargs = {key: wire.unpack(tree, buffers, offers) for key, tree in message["kwargs"].items()}
    result = function(*args, **kwargs)
    trees = [*message["args"], *message["kwargs"].values()]
    given = zip([*args, *kwargs.values()], trees, strict=True)
    differs = [k for k, (value, tree) in enumerate(given) if not wire.same(value, tree, buffers)]
    try:
        return {"result": wire.pack(result, kept), "changed": differs}
    except TypeError as error:
        kept.clear()
        raise TypeError(
            f"{message['name']} returned something that tests can't take: {error}"
        ) from None


def generator(state):
    bits = getattr(np.random, state["bit_generator"])()
    bits.state = state
    return np.random.Generator(bits)


def stub(number, name, link):
    """A function that is called over there."""

    def function(*args, **kwargs):
        buffers = []
        packed = [wire.pack(arg, buffers) for arg in args]
        named = {key: wire.pack(arg, buffers) for key, arg in kwargs.items()}
        link.send({"callback": number, "args": packed, "kwargs": named}, buffers)
        reply, received = link.receive()
        if "raise" in reply:
            raise RuntimeError(reply["text"])
        return wire.unpack(reply["result"], received)

    function.__name__ = name
    return function


def failure():
    kind, error, trace = sys.exc_info()
    while trace and trace.tb_frame.f_code.co_filename in (__file__, wire.__file__):
        trace = trace.tb_next
    return {
        "raise": [c.__name__ for c in kind.__mro__],
        "text": str(error),
        "traceback": "".join(traceback.format_exception(kind, error, trace)),
    }


if __name__ == "__main__":
    import outpost  # by its name, as canaries and serve() find it

    settings = json.loads(sys.argv.pop(1))
    sys.path.insert(1, settings["course"])
    outpost.remember(settings["watched"])
    sys.path.remove(settings["course"])

    from ipykernel import kernelapp

    kernelapp.launch_new_instance()
