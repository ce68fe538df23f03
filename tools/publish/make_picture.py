"""Take the picture of fifty digits in README.md out of notebook 00, where the code drew it."""

import base64
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
PICTURE = ROOT / "docs" / "fifty_digits.png"


def main():
    tour = nbformat.read(ROOT / "notebooks" / "00_start_here.ipynb", as_version=4)
    outputs = [output for cell in tour.cells for output in cell.get("outputs", [])]
    [png] = [
        output.data["image/png"]
        for output in outputs
        if "digits that it has never seen" in output.get("data", {}).get("text/plain", "")
    ]
    PICTURE.write_bytes(base64.b64decode(png))
    print(f"{PICTURE.relative_to(ROOT)} is the picture in notebook 00")


if __name__ == "__main__":
    main()
