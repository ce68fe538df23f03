"""Run what a student wrote: bounded in time, what it prints caught, its errors with the student's own line."""

import contextlib
import copy
import ctypes
import functools
import io
import sys
import threading
import time
import traceback
import warnings
from typing import NamedTuple

LONGEST_PRINT = 10_000  # characters kept of what it prints
PATIENCE = 10  # seconds on the clock for each second of computing that a call may take
GRACE = 5  # seconds until a call that does not stop is named
STUCK = (
    "The time is up, and your code has not stopped yet: it seems to be inside one long call of NumPy, which cannot be "
    "stopped from here. Interrupt the kernel (■) if you don't want to wait for it."
)


class TimeUp(BaseException):
    """Ran too long. Not an Exception, so that `except Exception` in a student's loop does not swallow it."""


class Refuse(Exception):
    """Raised by a check: what the student's code gave can't be judged, and the message says why."""


class Attempt(NamedTuple):
    """What became of one call: either a value or an error."""

    value: object = None
    error: BaseException | None = None
    printed: str = ""
    args: tuple = ()  # as they were after the call

    def describe_error(self):
        if isinstance(self.error, TimeUp):
            return f"it was still running after {self.error} s, and was stopped"
        lines = str(self.error).strip().splitlines()
        return f"{type(self.error).__name__}: {lines[0]}" if lines else type(self.error).__name__


def attempt(call, thing, args, seconds):
    """call(thing, *args) on a copy of args, for that many seconds at most. Ctrl+C still stops the whole check."""
    args, printed = copy.deepcopy(args), FirstPart()
    tell = functools.partial(print, file=sys.stdout)  # that of the notebook
    try:
        with contextlib.redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a warning of overflow says less than the hint will
            value = limited(lambda: call(thing, *args), seconds, tell)
    except KeyboardInterrupt:
        raise
    except TimeUp as late:
        return Attempt(error=TimeUp(f"{seconds:g}").with_traceback(late.__traceback__))
    except BaseException as error:  # SystemExit too: exit() in an answer must not end the notebook
        return Attempt(error=error)
    return Attempt(value, None, printed.getvalue(), args)


class FirstPart(io.StringIO):
    """Keeps the first part of what is written, so that an endless print does not fill the memory."""

    def write(self, text):
        return super().write(text[: max(0, LONGEST_PRINT - self.tell())])


def limited(call, seconds, tell=print):
    """call(), for that many seconds of computing at most, or ten times as many on the clock.

    Other programs that keep the computer busy make a call wait, and waiting is nobody's mistake. Then TimeUp is raised
    in the call, between two lines of Python, on every system. tell: prints what is said meanwhile.

    The exception may strike this thread anywhere, so this function holds nothing that it could leave half done: to
    release a lock is one step.
    """
    frame, thread, running = sys._getframe(), threading.get_ident(), threading.Lock()
    start, clock = time.process_time(), time.monotonic()
    running.acquire()

    def is_over(grace=0):
        computing, waiting = time.process_time() - start, time.monotonic() - clock
        return computing > seconds + grace or waiting > PATIENCE * seconds + grace

    def watch():
        # Again each time, should a bare `except:` have swallowed it; never once the call has come back.
        told = False
        while not running.acquire(timeout=min(seconds / 2, 0.1)) and is_on_stack(frame, thread):
            if is_over() and running.locked():
                raise_in(thread, TimeUp)
            if is_over(GRACE) and not told:
                told = True
                tell(STUCK)

    threading.Thread(target=watch, daemon=True).start()
    try:
        return call()
    finally:
        running.release()


def is_on_stack(frame, thread):
    at = sys._current_frames().get(thread)
    while at is not None and at is not frame:
        at = at.f_back
    return at is frame


def raise_in(thread, error):
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error))


def own_line(error, thing):
    """'line 4: …', the last line of the student's own code on the way to the error; '' where there is none."""
    files = {code.co_filename for code in codes(thing)}
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if frame.filename in files or "ipykernel_" in frame.filename:
            return f"line {frame.lineno}: {frame.line}"
    return ""


def codes(thing):
    """The code of a function, or of the methods of a class or an object."""
    if hasattr(thing, "__code__"):
        return [thing.__code__]
    kind = thing if isinstance(thing, type) else type(thing)
    methods = [part for part in vars(kind).values() if hasattr(part, "__code__")]
    return [method.__code__ for method in methods]
