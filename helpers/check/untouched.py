"""Has the student begun?"""

import dis

# What a function does in whose body is nothing but its docstring and ..., in one version of Python or another.
IDLE = {"RESUME", "NOP", "LOAD_CONST", "RETURN_VALUE", "RETURN_CONST"}


def is_untouched(thing):
    """Still ..., or a function (or a class with one) in whose body is nothing but its docstring and ..."""
    if thing is ... or (isinstance(thing, tuple) and any(part is ... for part in thing)):
        return True
    if isinstance(thing, type):
        return bool(empty_methods(thing))
    return hasattr(thing, "__code__") and is_empty(thing)


def empty_methods(kind):
    """The names of a class's methods that are still to write. An empty __init__ alone may be right."""
    methods = {name: part for name, part in vars(kind).items() if hasattr(part, "__code__")}
    empty = [name for name, method in methods.items() if is_empty(method)]
    return [] if empty == ["__init__"] else empty


def is_empty(function):
    code = function.__code__
    does = {instruction.opname for instruction in dis.get_instructions(code)}
    return does <= IDLE and set(code.co_consts) <= {function.__doc__, None, ...}
