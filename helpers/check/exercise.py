"""An exercise and its answer to what a student wrote: not yet, right, or what is wrong with it and why."""

import inspect
from typing import NamedTuple

import numpy as np

from helpers.check.attempt import Attempt, Refuse, TimeUp, attempt, own_line
from helpers.check.compare import first_difference, is_identical, same, show, where_they_differ
from helpers.check.symptoms import error_hint, general_hint
from helpers.check.untouched import empty_methods, is_untouched

NUMBER = int | float | np.integer | np.floating
SEED = 0  # of the random inputs, so that everybody's are the same


class Verdict(NamedTuple):
    """What a check says. right is None where nothing was attempted yet."""

    right: bool | None
    text: str


class Mistake(NamedTuple):
    hint: str
    read: str
    found: object  # a function: (Exchange) -> bool


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
    seconds: how long one call may take
    report: (what came in the last case) -> a sentence that is added where all is right
    """

    def __init__(
        self, name, *, read, answer, cases, ask=None, same=same, like=None, seconds=10, report=None
    ):
        self.name, self.read, self.answer, self.cases = name, read, answer, cases
        self.ask = ask or (lambda thing, *args: thing(*args))
        self.same, self.like, self.seconds, self.report = same, like, seconds, report
        self.known = []  # the mistakes that it knows

    def __repr__(self):
        return f"check.{self.name}: call it with what you wrote, check.{self.name}(my_{self.name})"

    def __call__(self, thing=...):
        """Print what there is to say of the student's thing. Never raises for what is wrong in it."""
        print(self.judge(thing).text)

    def mistake(self, hint, read=None):
        """Decorates a function that makes this mistake. Whose result is the same as its result gets the hint.

        Where the exercise asks for a value, the function returns the wrong value.
        """

        def keep(wrong):
            self.mistakes({hint: wrong if self.like is None else wrong()}, read)
            return wrong

        return keep

    def mistakes(self, table, read=None):
        """Several of one section. table: hint -> the function that makes this mistake, or the wrong value."""
        for hint, wrong in table.items():
            self.known.append(Mistake(hint, read or self.read, self.finder(wrong)))

    def finder(self, wrong):
        """A function of an Exchange: whether the student's result in it is the one of something wrong."""

        def found(exchange):
            own = attempt(self.ask, wrong, exchange.args, self.seconds)
            if own.error or exchange.attempt.error:
                return bool(own.error) and repr(own.error) == repr(exchange.attempt.error)
            return self.is_same_mistake(exchange.attempt.value, own.value)

        return found

    def is_same_mistake(self, came, wrong):
        return same(came, wrong)

    def symptom(self, hint, read=None):
        """Decorates a function of what came, and then the arguments, that is true where this hint helps."""

        def keep(is_so):
            def found(exchange):
                if exchange.attempt.error or exchange.attempt.value is None:
                    return False
                came = exchange.attempt.value
                own = attempt(
                    lambda came, *args: bool(is_so(came, *args)), came, exchange.args, self.seconds
                )
                return own.error is None and own.value  # where it can't tell, it is not so

            self.known.append(Mistake(hint, read or self.read, found))
            return is_so

        return keep

    def stumble(self, words, hint, read=None, when=lambda *args: True):
        """Who stops with an error that says these words, or a Refuse, gets the hint.

        when: a function of the arguments, for the cases in which it helps
        """

        def found(exchange):
            error = exchange.attempt.error
            return error is not None and words in str(error) and when(*exchange.args)

        self.known.append(Mistake(hint, read or self.read, found))

    def judge(self, thing) -> Verdict:
        """Put every case to the student's thing."""
        if is_untouched(thing):
            return Verdict(None, self.half_done(thing) or self.not_yet())
        if isinstance(self.like, tuple) and isinstance(thing, list):
            thing = tuple(thing)  # square brackets for round ones
        if not self.takes(thing):
            return Verdict(
                False, f"{self.name}: came {show(thing)} ({type(thing).__name__}). {self.wants()}"
            )
        exchanges = list(self.exchanges(thing))
        wrong = next((exchange for exchange in exchanges if not self.is_right(exchange)), None)
        if wrong:
            return Verdict(False, self.explain(thing, wrong, exchanges))
        return Verdict(True, self.praise(exchanges))

    def takes(self, thing):
        if self.like is None:
            return callable(thing)
        if isinstance(self.like, int | float) and not isinstance(self.like, bool):
            return isinstance(thing, NUMBER) and not isinstance(thing, bool)
        return type(thing) is type(self.like)

    def wants(self):
        if isinstance(self.like, NUMBER) and not isinstance(self.like, bool):
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
        except (TypeError, ValueError, IndexError, AttributeError):
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
        best = max(fitting, key=lambda it: sum(map(it.found, exchanges)), default=None)
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
            return "It gives the same for every input."
        _, came, expected = first_difference(done.value, expected) or ("", done.value, expected)
        return general_hint(came, expected, done.printed)


def at_least(came, expected):
    """For an open-ended exercise, whose answer is the mark to reach."""
    return came >= expected


def is_constant(exchanges):
    """The same came in all cases. (Asked where the first is right and another is not.)"""
    first = exchanges[0].attempt
    return all(same(exchange.attempt.value, first.value) for exchange in exchanges)
