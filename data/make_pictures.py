"""Make the pictures in data/handwriting/, some as from a drawing program and some like photographs.

    python data/make_pictures.py

No hand has written them: this program draws strokes with Pillow. The first character of a file's name is its digit.
"""

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

FOLDER = Path(__file__).parent / "handwriting"


def arc(x, y, across, down, start, end, steps=40):
    """Points on a part of an ellipse around (x, y). Degrees, clockwise from the right."""
    angles = np.radians(np.linspace(start, end, steps))
    return [(x + across * np.cos(a), y + down * np.sin(a)) for a in angles]


STROKES = {  # of each digit, on paper that is 100 wide and 100 high
    0: [arc(50, 50, 25, 38, -80, 290)],
    1: [[(40, 25), (54, 12), (52, 88)]],
    2: [arc(49, 32, 22, 20, 190, 380) + [(32, 86), (76, 84)]],
    3: [arc(47, 31, 20, 19, 200, 445) + arc(47, 68, 23, 20, -85, 150)],
    4: [[(54, 12), (24, 60), (78, 58)], [(62, 36), (60, 90)]],
    5: [[(70, 14), (36, 14), (33, 46)] + arc(48, 64, 23, 23, -130, 140)],
    6: [[(62, 12), (40, 40), (31, 62)] + arc(50, 67, 19, 20, 180, 540)],
    7: [[(26, 17), (74, 15), (46, 88)]],
    8: [arc(50, 31, 17, 18, 90, 450) + arc(50, 69, 21, 20, -90, 270)],
    9: [arc(48, 35, 19, 20, 0, 360) + [(67, 36), (62, 88)]],
}


def drawn(digit, size=(240, 240), pen=18, slant=0.0, times=2.0, left=20, top=20):
    """How much ink is where: (h, w), 0 to 1."""
    sheet = Image.new("L", size, 0)
    pencil = ImageDraw.Draw(sheet)
    for points in STROKES[digit]:
        line = [(left + times * (x + slant * (50 - y)), top + times * y) for x, y in points]
        pencil.line(line, fill=255, width=pen, joint="curve")
        for x, y in line:
            pencil.ellipse([x - pen / 2, y - pen / 2, x + pen / 2, y + pen / 2], fill=255)
    return np.asarray(sheet.filter(ImageFilter.GaussianBlur(0.8))) / 255


def photographed(ink, rng, shade=0.35):
    """Ink on paper as a camera would see it: light from one side, and noise. (h, w, 3) uint8."""
    rows, columns = np.mgrid[0 : 1 : ink.shape[0] * 1j, 0 : 1 : ink.shape[1] * 1j]
    light = 1 - shade * (0.6 * columns + 0.4 * rows**2)
    blue = np.array([0.75, 0.7, 0.5])  # what a blue pen takes away of red, green, blue
    picture = np.array([222, 216, 204]) * light[..., None] * (1 - ink[..., None] * blue)
    return np.clip(picture + rng.normal(0, 3, picture.shape), 0, 255).astype(np.uint8)


def main():
    FOLDER.mkdir(exist_ok=True)
    rng = np.random.default_rng(0)

    def save(name, picture, **how):
        Image.fromarray(picture).save(FOLDER / name, **how)

    def grey(ink, paper, pen):
        return np.round(paper + (pen - paper) * ink).astype(np.uint8)

    save("0_black_on_white.png", grey(drawn(0), 255, 0))
    save("1_white_on_black.png", grey(drawn(1, slant=0.15), 0, 255))
    opacity = grey(drawn(2, times=1.2, left=100, top=90, pen=12), 0, 255)
    save("2_transparent.png", np.dstack([0 * opacity] * 3 + [opacity]))
    save("3_photo.jpg", photographed(drawn(3, (320, 240), left=80), rng), quality=85)
    turned = np.rot90(photographed(drawn(4, (240, 320), top=60), rng))
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held on its side: turn it clockwise
    save("4_photo_on_its_side.jpg", turned, quality=85, exif=exif)
    save("5_in_a_corner.png", grey(drawn(5, times=0.9, left=2, top=2, pen=9), 235, 40))
    save("6_thin_pen.png", grey(drawn(6, pen=3), 255, 0))
    save("7_slanted.png", grey(drawn(7, slant=0.7, left=30), 255, 0))
    speck = drawn(8, times=1.2, left=20, top=20, pen=12)
    speck[222:232, 215:226] = 1
    save("8_with_a_speck.png", grey(speck, 255, 0))
    save("9_pencil_photo.jpg", photographed(0.4 * drawn(9), rng, shade=0.2), quality=85)


if __name__ == "__main__":
    main()
