"""Questions in Moodle's GIFT format, https://docs.moodle.org/en/GIFT_format. Moodle shuffles the options itself."""

import re

from tools.publish.quiz.html import html, inline


def escaped(text):
    """Text in which nothing is GIFT's: its marks and backslashes escaped, on one line."""
    return re.sub(r"([\\~=#{}:])", r"\\\1", text).replace("\n", r"\n")


def gift(quiz):
    """A quiz (title, questions) as the text of a .gift file. A blank line ends a question."""
    blocks = [f"$CATEGORY: {quiz.title.replace('/', ' ')}"]
    for question in quiz.questions:
        lines = [f"::{question.name}::[html]{escaped(html(question.text))}{{"]
        for option in question.shown:
            mark, text = "=" if option.right else "~", escaped(inline(option.text))
            lines.append(f"{mark}{text}#{escaped(html(option.reason))}")
        blocks.append("\n".join([*lines, "}"]))
    return "\n\n".join(blocks) + "\n"
