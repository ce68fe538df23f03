"""A prediction: a value written down before it is computed. The check says whether it is right, and never shows it."""

from helpers.check.compare import same, show
from helpers.check.exercise import Exercise


class Prediction(Exercise):
    """A value that the student foretells: my_guess = ... The right one is never shown.

    question: what was asked, as it is shown beside a wrong guess; like: an example of the kind of value
    because: why the right one is right; within: how far off it may be, and a wrong one that has a hint too
    read, answer, mistakes, symptoms: as in Exercise
    """

    def __init__(self, name, *, question, because, like, within=0, **rest):
        def close(came, expected):
            if isinstance(expected, tuple | str | bool):
                return type(came) is type(expected) and same(came, expected)
            return bool(abs(float(came) - expected) <= within)

        super().__init__(
            name,
            cases=lambda rng: {question: ()},
            ask=lambda value: value,
            same=close,
            like=like,
            **rest,
        )
        self.because = because

    def not_yet(self):
        return f"{self.name}: no guess yet. Put yours in place of the ... above, run that cell, then this one."

    def praise(self, exchanges):
        return f"{self.name}: {show(exchanges[0].attempt.value)} is right. {self.because}"

    def is_same_mistake(self, came, wrong):
        return self.same(came, wrong)  # within as much as the right one

    def show_input(self, exchange):
        return exchange.case

    def explain_value(self, exchange):
        return [("Came", f"{show(exchange.attempt.value)}, and that is not it")]

    def general_hint(self, wrong, exchanges):
        return ""
