"""Turn a figure's saved words into sentences: first its title, which says what it shows, then the numbers.

What helpers.plots writes beside a figure names every artist on a line of its own, so that nbval can compare it. Who
hears it wants less, and in sentences. sentences() takes what a notebook has saved as a picture's alternative.
"""

import itertools
import re

VALUES = re.compile(
    r'(?P<kind>[^":]+?)(?: "(?P<label>.*)")?: (?P<shape>\d+(?: × \d+)*) values'
    r"(?:, x (?P<start>\S+) (?P<end>\S+))?; first, last, smallest, largest (?P<ends>.+)"
)
UNHEARD = ("strokes", "their ", "colours", "arrows ", "legend: ", "contours", "filled contours")
MOST = 20  # words of a picture that are read out
SAME = 3  # panels of one kind that are read out one by one


def sentences(words):
    """The text of helpers.plots.figure_text.alternative, of a figure or a film, as sentences in one line.

    Other words, such as the drawing pad's, are sentences already.
    """
    first, _, rest = words.partition("\n")
    if first.startswith("Film: "):
        return _clean(_film(first.removeprefix("Film: "), rest))
    return _clean(_figure(words) if first.startswith("Figure") else words)


def _film(span, rest):
    number = re.match(r" +(\d+) frames? in all\n", rest)
    # each frame that is described begins with its name: "epoch 500. Figure: …"
    last = re.split(r"^(?=\S.*\. Figure\b)", rest[number.end() :], flags=re.M)[-1]
    name, _, figure = last.partition(". Figure")
    title, *numbers = _figure(f"Figure{figure}").split("\n")
    numbers = [line.removeprefix(f"“{name}”: ") for line in numbers]
    return "\n".join([title, f"A film of {number[1]} frames, {span}. The last, {name}:", *numbers])


def _figure(words):
    """Lines: the title, and then what is said of each panel."""
    lines = words.splitlines()
    title, own = lines[0].removeprefix("Figure").lstrip(": "), []
    panels = []
    for line in lines[1:]:
        if line.startswith("    "):
            (panels[-1][1] if panels else own).append(line.strip())
        elif line.startswith("  "):
            name = line.strip()
            panels.append(("" if name == "(no title)" else name, []))
        elif panels:  # a title of two lines
            panels[-1] = (f"{panels[-1][0]} {line.strip()}", panels[-1][1])
        else:
            title += f" {line.strip()}"
    if not title and len(panels) == 1:
        title, panels = panels[0][0], [("", panels[0][1])]
    said = [_ended(title or f"A figure of {len(panels)} panels")]
    said += [_sentence(text) for text in [_texts(own, [])] if text]
    for _, group in itertools.groupby(panels, _kinds):
        said += _panels(list(group))
    return "\n".join(said)


def _kinds(panel):
    """What is drawn in a panel, apart from its numbers."""
    return tuple(found["kind"] for found in map(VALUES.fullmatch, panel[1]) if found)


def _panels(group):
    """Few panels one by one; many of one kind together, with the ends of all their values."""
    if len(group) <= SAME or not _kinds(group[0]):
        return [text for text in map(_panel, group) if text]
    if _is_scale(group[0][1]):
        return []
    every = [VALUES.fullmatch(line) for _, lines in group for line in lines]
    ends = [end for found in every if found for end in found["ends"].split()[2:]]
    finite = sorted((end for end in ends if end not in ("nan", "inf", "-inf")), key=float)
    names = [name for name, _ in group if name]
    which = f", from “{names[0]}” to “{names[-1]}”" if len(names) == len(group) else ""
    values = f", with values from {finite[0]} to {finite[-1]}" if finite else ""
    return [f"{len(group)} panels{which}: in each {_what(group[0][1])}{values}."]


def _what(lines):
    found = list(filter(None, map(VALUES.fullmatch, lines)))
    heard = [f for f in found if not f["kind"].startswith(UNHEARD)] or found
    if heard[0]["kind"].endswith("image"):
        return f"an image of {heard[0]['shape']} pixels"
    kinds = [f["kind"] for f in heard]
    return ", ".join(f"{kinds.count(kind)} × {kind}" for kind in dict.fromkeys(kinds))


def _panel(panel):
    name, lines = panel
    if not any(map(VALUES.fullmatch, lines)):  # a diagram: its axes mean nothing
        said = [_texts(lines, [])]
    elif _is_scale(lines):
        label = next((_label(line) for line in lines if re.match("[xy]: [^,]*,", line)), "")
        low, high = next(VALUES.fullmatch(k)["ends"].split()[2:] for k in lines if "256" in k)
        said = [f"The colours run from {low} to {high}" + (f" ({label})" if label else "")]
    else:
        across, up = (
            _label(next((k for k in lines if k.startswith(a)), a)) for a in ("x: ", "y: ")
        )
        axes = [f"from left to right, {across}"] * bool(across) + [f"upwards, {up}"] * bool(up)
        found = [f for f in map(VALUES.fullmatch, lines) if f]
        artists = _artists(found)
        labels = [f["label"] for f in found if f["label"]]
        said = ["; ".join(axes), *_few(artists, "; "), _texts(lines, labels)]
    said = [_sentence(part) for part in said if part]
    return (f"“{name}”: " if name and said else _ended(name)) + " ".join(said)


def _is_scale(lines):
    """Whether the panel is the strip beside an image that says which colour is which value."""
    return any(line.startswith("colours: 256 × 1 ") for line in lines)


def _label(line):
    """An axis in words, without its range; the words at its ticks are listed."""
    text = re.sub(r"(?:(?:^|, )(?:from \S+ to \S+|log))+$", "", line[3:])
    before, *ticks = text.split(" | ")
    if not ticks:
        return text
    # the ticks may have commas of their own; then nothing says where the axis's name ends
    name, _, first = before.rpartition(", ") if ", " not in "".join(ticks) else ("", "", before)
    ticks = [first, *ticks]
    listed = ", ".join(ticks) if len(ticks) <= MOST else f"{ticks[0]} to {ticks[-1]}"
    return f"{name}: {listed}" if name else listed


def _artists(found):
    """What the lines, points, bars and images show. Of lines without a name, many are a scale or a frame: counted."""
    unnamed = [f for f in found if f["kind"] == "line" and not f["label"]]
    said = []
    for k, artist in enumerate(found):
        after = found[k + 1] if k + 1 < len(found) else None
        if (artist in unnamed and len(unnamed) > SAME) or artist["kind"].startswith(UNHEARD):
            continue
        if after and after["kind"] == "their colours":
            low, high = after["ends"].split()[2:]
            said.append(
                f"{artist['shape']} points “{artist['label']}”, values from {low} to {high}"
            )
        else:
            said.append(_artist(artist))
    if len(unnamed) > SAME:
        said.append(f"{len(unnamed)} lines without a name")
    return said


def _artist(found):
    """A line, bars or points with their ends and extremes; an image with its size and range."""
    kind, ends = found["kind"], found["ends"].split()
    name = f"{kind} “{found['label']}”" if found["label"] else kind
    if len(ends) != 4:
        return name
    first, last, low, high = ends
    if kind.endswith("image"):
        return f"{name} of {found['shape']} pixels, values from {low} to {high}"
    if kind.startswith("bars"):
        return f"{name.replace('bars', found['shape'] + ' bars', 1)}, from {low} to {high}"
    if found["shape"] == "1":
        return f"{name.replace('line', 'point', 1)} at {found['start']}, height {first}"
    if kind == "points":
        return f"{found['shape']} {name}, heights from {low} to {high}"
    if low == high:
        return f"{name} level at {low}"
    extremes = [f"lowest {low}"] * (low not in (first, last))
    extremes += [f"highest {high}"] * (high not in (first, last))
    course = f"{name} from {first} at {found['start']} to {last} at {found['end']}"
    return ", ".join([course, *extremes])


def _texts(lines, labels):
    """What is written in the picture, unless it is a name that was given already or there is very much of it."""
    [written] = [k.removeprefix("texts: ") for k in lines if k.startswith("texts: ")] or [""]
    parts = [part for part in written.split(" | ") if part and part not in labels]
    return "written in it: " + "".join(_few(parts, ", ")) if parts else ""


def _few(parts, between):
    """At most MOST of them, joined, and how many there are beyond."""
    if len(parts) > MOST:
        parts = [*parts[:MOST], f"and {len(parts) - MOST} more"]
    return [between.join(parts)] if parts else []


def _sentence(text):
    return _ended(text[:1].upper() + text[1:])


def _ended(text):
    return text + ("" if not text or text[-1] in ".?!:…" else ".")


def _clean(text):
    """One line, without the dollars of formulas; numbers written out, with a minus that is read as one."""
    text = re.sub(r"\$([^$]*)\$", r"\1", " ".join(text.split()))
    text = re.sub(r"(?<!\S)-?\d(?:\.\d+)?e[+-]\d+(?=[\s,;.]|$)", _written_out, text)
    return re.sub(r"(?<![\w\d])-(?=\d)", "−", text)


def _written_out(number):
    """2.828e+05 as 282,800, and 5.156e-05 as 0.00005156."""
    digits = f"{float(number[0]):,.12f}"
    return digits.rstrip("0").rstrip(".")
