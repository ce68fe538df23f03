"""Has the student begun?"""

import dis

from helpers.check.attempt import codes


def is_untouched(thing):
    """Still ..., or a function (or a class with one) in whose body is nothing but its docstring and ..."""
    if thing is ... or (isinstance(thing, tuple) and any(part is ... for part in thing)):
        return True
    if isinstance(thing, type):
        return bool(empty_methods(thing))
    return hasattr(thing, "__code__") and is_empty(thing.__code__)


def empty_methods(kind):
    """The names of a class's methods that are still to write."""
    return [code.co_name for code in codes(kind) if is_empty(code)]


def is_empty(code):
    does = {instruction.opname for instruction in dis.get_instructions(code)}
    idle = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST", "CACHE", "POP_TOP"}
    doc = code.co_consts[:1] if code.co_consts and isinstance(code.co_consts[0], str) else ()
    return does <= idle and set(code.co_consts) - set(doc) <= {None, ...}
