"""Draw a digit on the first page of build/site/, and take the picture of it that is at the top of README.md.

make site
python -m tools.publish.make_pad_picture        (needs Chromium, and playwright, which requirements-dev.txt lists)
"""

import math
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools.publish.run_notebooks import small

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "drawing_pad.png"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BOWL = [math.radians(angle) for angle in range(-125, 141, 10)]
FIVE = [  # its two strokes, in hundredths of the paper
    [(38, 22), (36, 46), *[(47 + 20 * math.cos(a), 60 + 18 * math.sin(a)) for a in BOWL]],
    [(38, 22), (66, 21)],
]


def main():
    chromium = next(filter(None, map(shutil.which, BROWSERS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900}, device_scale_factor=1.5)
        page.goto((ROOT / "build" / "site" / "index.html").as_uri())
        pad = page.locator("#pad")
        pad.locator("select").select_option("128-64")
        paper = pad.locator("canvas").first
        paper.scroll_into_view_if_needed()
        box = paper.bounding_box()
        for stroke in FIVE:
            points = [
                (box["x"] + x * box["width"] / 100, box["y"] + y * box["height"] / 100)
                for x, y in stroke
            ]
            page.mouse.move(*points[0])
            page.mouse.down()
            for point in points[1:]:
                page.mouse.move(*point, steps=4)
            page.mouse.up()
        page.mouse.move(0, 0)
        pad.get_by_text("It reads a 5,").first.wait_for(timeout=3000)
        PICTURE.write_bytes(small(pad.screenshot()))
        browser.close()
    print(f"{PICTURE.relative_to(ROOT)} is the pad on the first page")


if __name__ == "__main__":
    main()
