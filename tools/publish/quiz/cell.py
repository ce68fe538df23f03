# @title Set-up: what this quiz says to each answer
import base64
import json
import zlib

from IPython.display import Markdown, display

PACKED = ""


def unpacked(text):
    """For each question the right letter, and what to say to each letter."""
    return json.loads(zlib.decompress(base64.b85decode("".join(text.split()))))


KNOWN, FIRST_TRIES = unpacked(PACKED), {}


def answer(number, letter):
    """Say whether this letter is the right answer to the question of that number, and why, or why not."""
    right, reasons = KNOWN[number - 1]
    given = str(letter).strip(" .)").upper()
    if letter is ...:
        print("No answer yet. Write a letter in place of the ... and run the cell again.")
    elif given not in reasons:
        print(f'{letter!r} is none of the answers. Write "A", "B", "C" or "D", in quotes.')
    else:
        FIRST_TRIES.setdefault(number, given == right)
        said = "is right" if given == right else "is not right"
        so_far = f"{sum(FIRST_TRIES.values())} of {len(FIRST_TRIES)} right at the first try"
        display(Markdown(f"**{given} {said}.** {reasons[given]}\n\n*So far: {so_far}.*"))
