"""Runs the tests, in a process that no student's code enters. What it asks of that code goes through wire.py.

marking.py starts it, in the course's folder, and writes one JSON object a line: {"cell", "source", "owned", "token",
"seconds"}. It answers each with {"error", "printed", "value"}. A name that a test uses and that only the student has
defined becomes a Function, which calls theirs.
"""

import ast
import builtins
import contextlib
import io
import json
import linecache
import os
import socket
import symtable
import sys
import time
import traceback

import numpy as np
import wire

LONGEST_TEXT = 20_000


class NotForStudents(Exception):
    """A test hands over something that can't travel. That is a mistake in the test."""


class Student:
    """The student's process, while one test runs."""

    def __init__(self, server, token, seconds):
        self.server, self.token, self.end = server, token, time.monotonic() + seconds
        self.link = None
        self.lost = ""  # why it doesn't answer any more

    def ask(self, message, buffers=(), functions=()):
        """-> the reply and its buffers; meanwhile it may call the functions that were handed over."""
        if self.lost:
            raise wire.Lost(self.lost)
        try:
            self.link = self.link or self.accept()
            self.link.send(message, buffers)
            while True:
                reply, received = self.link.receive()
                if not isinstance(reply, dict):
                    raise wire.Lost("that is no answer")
                if "callback" not in reply:
                    return reply, received
                self.link.send(*called_back(reply, received, functions))
        except (wire.Lost, OSError) as error:
            self.lost = str(error)
            raise wire.Lost(self.lost) from None

    def accept(self):
        while True:
            left = self.end - time.monotonic()
            if left <= 0:
                raise wire.Lost("the time is over")
            self.server.settimeout(left)
            connection, _ = self.server.accept()
            link, hello = wire.Link(connection, self.end), None
            with contextlib.suppress(wire.Lost):
                hello, _ = link.receive()
            if hello == {"token": self.token}:
                return link
            link.close()
            if hello == {"gone": self.token}:
                raise wire.Lost("the student's process did not answer")

    def done(self):
        with contextlib.suppress(wire.Lost, OSError):
            if not self.lost:
                self.link = self.link or self.accept()
                self.link.send({"ask": "done"})
        if self.link:
            self.link.close()


def called_back(reply, received, functions):
    buffers = []
    try:
        function = functions[reply["callback"]]
        args = [wire.unpack(tree, received) for tree in reply["args"]]
        kwargs = {key: wire.unpack(tree, received) for key, tree in reply["kwargs"].items()}
        return {"result": wire.pack(function(*args, **kwargs), buffers)}, buffers
    except Exception as error:
        return {"raise": [], "text": f"{type(error).__name__}: {error}"}, []


class Function:
    """A function of the student's."""

    def __init__(self, student, name):
        self.student, self.__name__ = student, name

    def __call__(self, *args, **kwargs):
        buffers, functions = [], []
        try:
            packed = [wire.pack(arg, buffers, functions) for arg in args]
            named = {key: wire.pack(arg, buffers, functions) for key, arg in kwargs.items()}
        except TypeError as error:
            raise NotForStudents(f"{self.__name__} is given {error}") from None
        message = {"ask": "call", "name": self.__name__, "args": packed, "kwargs": named}
        reply, received = self.student.ask(message, buffers, functions)
        if "raise" in reply:
            raise as_here(reply)
        given = [*args, *kwargs.values()]
        for place in reply.get("changed", []):
            if isinstance(place, int) and 0 <= place < len(given):
                spoil(given[place])
        return opened(self.student, reply, received)


def opened(student, reply, received):
    try:
        return wire.unpack(reply["result"], received)
    except Exception as error:
        student.lost = f"what was returned can't be read: {error}"
        raise wire.Lost(student.lost) from None


def spoil(value):
    """What the student's code has changed is changed here too, but not into what that code has chosen.

    Otherwise a function could write into its arguments what a test compares it with later.
    """
    if isinstance(value, np.ndarray) and value.flags.writeable:
        kind = value.dtype.kind
        if kind in "iu":
            value[...] = np.iinfo(value.dtype).max
        elif kind == "b":
            value[...] = ~value
        elif kind in "fc":
            value[...] = np.nan
    elif isinstance(value, (list, dict, set)):
        value.clear()
    elif isinstance(value, tuple):
        for item in value:
            spoil(item)


def as_here(reply):
    """The student's exception, as one of Python's own."""
    names = reply["raise"] if isinstance(reply["raise"], list) else []
    kinds = [getattr(builtins, name, None) for name in names if isinstance(name, str)]
    kind = next((k for k in kinds if isinstance(k, type) and issubclass(k, Exception)), None)
    try:
        error = (kind or RuntimeError)(str(reply.get("text"))[:LONGEST_TEXT])
    except TypeError:  # some, like UnicodeDecodeError, want more
        error = RuntimeError(str(reply.get("text"))[:LONGEST_TEXT])
    error.of_student = str(reply.get("traceback"))[:LONGEST_TEXT]
    return error


def wanted(source, owned, namespace):
    """The names that a test takes from the student: what an answer defines, and what nobody else does."""
    top = symtable.symtable(source, "<test>", "exec")
    tables, loaded = [top], set()
    for table in tables:
        tables += table.get_children()
        for symbol in table.get_symbols():
            if symbol.is_referenced() and (table is top or symbol.is_global()):
                loaded.add(symbol.get_name())
    bound = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    known = bound | {s.get_name() for s in top.get_symbols() if s.is_namespace()} | {*namespace}
    return sorted((loaded & set(owned)) | {n for n in loaded - known if not hasattr(builtins, n)})


def run(request, namespace, server):
    """Run one cell. -> {"error": [name, text, traceback] or None, "printed": text, "value": text or None}."""
    file, source = f"<{request['cell']}>", request["source"]
    linecache.cache[file] = len(source), None, source.splitlines(keepends=True), file
    student = Student(server, request["token"], request["seconds"]) if request["token"] else None
    printed, value, error, before = io.StringIO(), None, None, dict(namespace)
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            tree = ast.parse(source, file)
            taken = wanted(source, request["owned"], namespace) if student else []
            for name in taken:
                namespace.pop(name, None)
                reply, received = student.ask({"ask": "name", "name": name})
                if "callable" in reply:
                    namespace[name] = Function(student, name)
                elif "result" in reply:
                    namespace[name] = opened(student, reply, received)
            last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, file, "exec"), namespace)
            if last:
                value = eval(compile(ast.Expression(last.value), file, "eval"), namespace)
            if student and student.lost:
                raise wire.Lost(student.lost)
        except BaseException as caught:
            error = described(caught)
        if student:
            student.done()
    for name in [name for name, value in namespace.items() if isinstance(value, Function)]:
        del namespace[name]
    namespace.update({name: before[name] for name in set(before) - set(namespace)})
    text = None if value is None else repr(value)[:LONGEST_TEXT]
    return {"error": error, "printed": printed.getvalue()[:LONGEST_TEXT], "value": text}


def described(error):
    trace = error.__traceback__
    while trace and trace.tb_frame.f_code.co_filename == __file__:
        trace = trace.tb_next
    lines = traceback.format_exception(type(error), error, only_cells(trace), chain=False)
    if hasattr(error, "of_student"):
        lines = [error.of_student, "\nIn the test:\n", *lines]
    return [type(error).__name__, str(error)[:LONGEST_TEXT], "".join(lines)]


def only_cells(trace):
    """Without the frames of this file at the end of it."""
    last = trace
    while last and last.tb_next:
        if last.tb_next.tb_frame.f_code.co_filename == __file__:
            last.tb_next = None
        last = last.tb_next
    return trace


def listen(address):
    """-> a socket, and the address to reach it at."""
    if not address:
        server = socket.create_server(("127.0.0.1", 0))
        return server, server.getsockname()[1]
    server = socket.socket(socket.AF_UNIX)
    server.bind(address)
    os.chmod(address, 0o777)  # the student's process may be another user's
    server.listen()
    return server, address


if __name__ == "__main__":
    sys.path.pop(0)  # this folder, which tests don't mean
    talk, namespace = sys.stdout, {"__name__": "__main__"}
    server, address = listen(sys.argv[1])
    print(json.dumps(address), file=talk, flush=True)
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line), namespace, server)), file=talk, flush=True)
