"""An exercise and its answer to what a student wrote: not yet, right, or what is wrong with it and why."""

import functools
import inspect
from typing import NamedTuple

import numpy as np
from threadpoolctl import ThreadpoolController

from helpers.check import progress
from helpers.check.attempt import Attempt, Refuse, TimeUp, attempt, own_line
from helpers.check.compare import (
    as_kind_of,
    first_difference,
    is_identical,
    is_one_number,
    same,
    show,
    where_they_differ,
)
from helpers.check.symptoms import error_hint, general_hint
from helpers.check.untouched import empty_methods, is_untouched

SEED = 0  # of the random inputs, so that everybody's are the same


class Verdict(NamedTuple):
    """What a check says. right is None where nothing was attempted yet."""

    right: bool | None
    text: str


class Mistake(NamedTuple):
    """One thing that goes wrong, and what helps.

    found: (Exchange) -> bool. wrong: the function that makes this mistake, or the wrong value; None for a symptom or a
    stumble, which are told by what came.
    """

    hint: str
    read: str
    found: object
    wrong: object = None


class AnyOf(tuple):
    """Several wrong functions, values, symptoms or stumbles with one hint: AnyOf([one, other])."""


class Exchange(NamedTuple):
    """One case: the student's call, and the right answer to it."""

    case: str
    args: tuple
    attempt: Attempt
    expected: object


class Exercise:
    """What is asked of a student's function (or class), and what the usual mistakes look like.

    name: the one it has in helpers.check
    read: the section to read again, such as "notebook 03, “Softmax”"
    answer: the right function
    cases: a function of a random generator that returns {what the input is: tuple of arguments}
    ask: how to put a case to the student's thing; it is called with the same arguments unless said otherwise
    same: (came, expected) -> bool
    like: where a value is asked for and no function, an example of its kind, such as (0.0, 0.0)
    methods: where a class is asked for, what it has to have, such as ("forward", "backward")
    seconds: of computing that one call may take
    report: (what came in the last case) -> a sentence that is added where all is right

    Three tables say what goes wrong. Each maps a hint to what it is for, or a section to such a table, where another
    section than `read` helps; AnyOf([…]) holds several things with the same hint.
    mistakes: hint -> a function that makes this mistake, or the wrong value. Whose result is the same gets the hint.
    symptoms: hint -> (what came, *arguments) -> bool. Gets the hint where it is true.
    stumbles: hint -> words, or (words, when). Who stops with an error that says these words gets the hint, in the cases
    where when(*arguments) is true. The words should belong to this cause alone.
    Of several that fit, the one that fits most cases is given; of equals the first, mistakes before symptoms.
    """

    def __init__(
        self,
        name,
        *,
        read,
        answer,
        cases,
        ask=None,
        same=same,
        like=None,
        methods=(),
        seconds=10,
        report=None,
        mistakes=None,
        symptoms=None,
        stumbles=None,
    ):
        self.name, self.read, self.answer, self.cases = name, read, answer, cases
        self.ask = ask or (lambda thing, *args: thing(*args))
        self.same, self.like, self.methods = same, like, methods
        self.seconds, self.report = seconds, report
        self.known = [
            *(Mistake(hint, at, self.makes(it), it) for hint, at, it in self.rows(mistakes)),
            *(Mistake(hint, at, self.shows(it)) for hint, at, it in self.rows(symptoms)),
            *(Mistake(hint, at, self.stops_with(it)) for hint, at, it in self.rows(stumbles)),
        ]

    def __repr__(self):
        return f"check.{self.name}: call it with what you wrote, check.{self.name}(my_{self.name})"

    def __call__(self, thing=...):
        """Print what there is to say of the student's thing. Never raises for what is wrong in it."""
        try:
            verdict = self.judge(thing)
        except Exception as error:  # whatever a strange object does when it is compared or shown
            verdict = Verdict(
                False,
                f"{self.name}: what came can't be judged ({type(error).__name__}: {error}). "
                "Give plain numbers and NumPy arrays.",
            )
        print(verdict.text)
        progress.note(self.name, verdict)

    def rows(self, table):
        """(hint, section, thing) for each thing in a table of mistakes, symptoms or stumbles."""
        for key, value in (table or {}).items():
            if isinstance(value, dict):
                yield from ((hint, key, it) for hint, _, it in self.rows(value))
            else:
                things = value if isinstance(value, AnyOf) else [value]
                yield from ((key, self.read, thing) for thing in things)

    def makes(self, wrong):
        """A function of an Exchange: whether the student's result in it is the one of something wrong."""

        def found(exchange):
            own = attempt(self.ask, wrong, exchange.args, self.seconds)
            if own.error or exchange.attempt.error:
                return bool(own.error) and repr(own.error) == repr(exchange.attempt.error)
            return self.is_same_mistake(exchange.attempt.value, own.value)

        return found

    def is_same_mistake(self, came, wrong):
        return same(came, wrong)

    def shows(self, is_so):
        """A function of an Exchange: whether what came in it has this symptom."""

        def found(exchange):
            came, error = exchange.attempt.value, exchange.attempt.error
            if error or came is None:
                return False
            told = attempt(
                lambda came, *args: bool(is_so(came, *args)), came, exchange.args, self.seconds
            )
            return told.error is None and told.value  # where it can't tell, it is not so

        return found

    def stops_with(self, it):
        """A function of an Exchange: whether it ended in an error that says these words, or in such a Refuse."""
        words, when = it if isinstance(it, tuple) else (it, lambda *args: True)

        def found(exchange):
            error = exchange.attempt.error
            return error is not None and words in str(error) and when(*exchange.args)

        return found

    def judge(self, thing) -> Verdict:
        """Put every case to the student's thing. Meanwhile NumPy warns and computes as it does when nobody set it."""
        with pools().limit(limits=1), np.errstate(all="warn", under="ignore"):
            return self.verdict(thing)

    def verdict(self, thing):
        if is_untouched(thing):
            return Verdict(None, self.half_done(thing) or self.not_yet())
        thing = as_kind_of(self.like, thing)
        if not self.takes(thing):
            return Verdict(
                False, f"{self.name}: came {show(thing)} ({type(thing).__name__}). {self.wants()}"
            )
        if missing := [name for name in self.methods if not callable(getattr(thing, name, None))]:
            return Verdict(False, self.lacks(thing, missing))
        exchanges = list(self.exchanges(thing))
        wrong = next((exchange for exchange in exchanges if not self.is_right(exchange)), None)
        if wrong:
            return Verdict(False, self.explain(thing, wrong, exchanges))
        return Verdict(True, self.praise(exchanges))

    def takes(self, thing):
        if self.methods:
            return isinstance(thing, type)
        if self.like is None:
            return callable(thing)
        if is_one_number(self.like):
            return is_one_number(thing)
        return type(thing) is type(self.like)

    def wants(self):
        if is_one_number(self.like):
            return f"It asks for one number, such as {self.like!r}, without quotes or brackets."
        if self.like is not None:
            return f"It asks for something like {self.like!r}."
        call = f"check.{self.name}(my_{self.name})"
        return f"Hand over the function or class itself, without ( ) behind its name: {call}."

    def not_yet(self):
        return f"{self.name}: not attempted yet. Write it in place of the ... above, run that cell, then this one."

    def half_done(self, thing):
        """For a class of which some methods are written; '' for anything else."""
        if not isinstance(thing, type):
            return ""
        missing = empty_methods(thing)
        written = {name for name, part in vars(thing).items() if callable(part)} - {*missing}
        if all(name.startswith("__") for name in written):
            return ""
        where = " and in ".join(missing)
        return (
            f"{self.name}: there is still a ... in {where}. Write it, run that cell, then this one."
        )

    def lacks(self, kind, missing):
        """For a class without all the methods that are asked for."""
        written = [name for name, part in vars(kind).items() if callable(part)]
        has = f"It has {' and '.join(written)}." if written else "It has none of its own."
        return f"{self.name} has no method {' and '.join(missing)}. {has} Is the name spelt right?"

    def praise(self, exchanges):
        text = (
            f"{self.name} is right. Tested on {'; '.join(exchange.case for exchange in exchanges)}."
        )
        return f"{text}\n{self.report(exchanges[-1].attempt.value)}" if self.report else text

    def exchanges(self, thing):
        """Each case as it is put to the student; after one that ran out of time, no more."""
        for case, args in self.cases(np.random.default_rng(SEED)).items():
            expected = attempt(lambda answer, *args: answer(*args), self.answer, args, 600).value
            exchange = Exchange(case, args, attempt(self.ask, thing, args, self.seconds), expected)
            yield exchange
            if isinstance(exchange.attempt.error, TimeUp):
                return

    def fits(self, value, exchange):
        try:
            return bool(self.same(value, exchange.expected))
        except Exception:
            return False  # of a kind that can't even be compared

    def is_right(self, exchange):
        done = exchange.attempt
        if done.error or not self.fits(done.value, exchange):
            return False
        return is_identical(done.args, exchange.args)  # and what was handed in is as it was

    def explain(self, thing, wrong, exchanges):
        """The first case that is wrong, what came, and the hint that fits it, and most of the others."""
        done = wrong.attempt
        lines, known = [("Input", self.show_input(wrong))], None
        if not done.error and self.fits(done.value, wrong):
            lines.append(("Came", "the right answer, but what was handed in is changed"))
        else:
            lines += self.explain_error(thing, done) if done.error else self.explain_value(wrong)
            known = self.known_mistake(wrong, exchanges)
        hint, read = known or (self.general_hint(wrong, exchanges), self.read)
        lines += [("Hint", hint)] if hint else []
        lines.append(("Read", read))
        return "\n".join([f"{self.name} is not right yet.", *(f"  {a:<9} {b}" for a, b in lines)])

    def show_input(self, exchange):
        names = list(inspect.signature(self.answer).parameters)
        given = zip(names, exchange.args, strict=False)
        return f"{exchange.case}: " + ", ".join(f"{name} = {show(value)}" for name, value in given)

    def explain_error(self, thing, done):
        if isinstance(done.error, Refuse):
            return [("Came", str(done.error))]
        line = own_line(done.error, thing)
        return [("Error", done.describe_error()), *([("In your", line)] if line else [])]

    def explain_value(self, exchange):
        came, expected = exchange.attempt.value, exchange.expected
        where, came, expected = first_difference(came, expected) or ("", came, expected)
        mark = "at least " if self.same is at_least else ""
        lines = [("Expected", mark + show(expected)), ("Came", show(came))]
        if where:
            lines.insert(0, ("At", f"result{where}"))
        differ = where_they_differ(came, expected)
        return [*lines, ("Where", differ)] if differ else lines

    def known_mistake(self, wrong, exchanges):
        """(hint, section) of the known mistake that is found in the wrong case and in most of all, or None."""
        fitting = [mistake for mistake in self.known if mistake.found(wrong)]
        best = max(fitting, key=lambda it: sum(map(bool, map(it.found, exchanges))), default=None)
        return best and (best.hint, best.read)

    def general_hint(self, wrong, exchanges):
        done, expected = wrong.attempt, wrong.expected
        if isinstance(done.error, TimeUp):
            return (
                "Is it an endless loop? Look at what ends it, and whether that can ever come true. "
                "Or is it only slow?"
            )
        if done.error:
            return error_hint(done.error)
        if self.fits(done.value, wrong):
            return (
                "It writes into its input. Make a new array: Z = Z - 1 makes one, Z -= 1 does not."
            )
        if wrong is not exchanges[0] and is_constant(exchanges):
            return "It gives the same for every input. Compute it from the arguments."
        _, came, expected = first_difference(done.value, expected) or ("", done.value, expected)
        return general_hint(came, expected, done.printed)


@functools.cache
def pools():
    """The threads of NumPy's matrix products; several at once only wait for each other beside busy programs."""
    return ThreadpoolController()  # looks through all loaded libraries, so once is enough


def at_least(came, expected):
    """For an open-ended exercise, whose answer is the mark to reach."""
    return came >= expected


def is_constant(exchanges):
    """The same came in all cases. (Asked where the first is right and another is not.)"""
    first = exchanges[0].attempt
    return all(same(exchange.attempt.value, first.value) for exchange in exchanges)
