"""How well can the site be used? axe-core over every page, and Lighthouse, as on a phone, for some of them.

    python -m tools.measure.site [FOLDER]        (or make accessibility; default: build/site, which make site writes)

Needs Chromium, playwright (requirements-dev.txt), and npm, which brings axe-core and Lighthouse into build/node. Ends
with exit code 1 where axe finds a violation that is more than minor, or Lighthouse gives less than 95 of 100.
"""

import functools
import http.server
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
NODE = ROOT / "build" / "node"
PACKAGES = ["axe-core@4", "lighthouse@12.2.3"]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SCREENS = {"desktop": (1280, 900), "phone": (360, 740)}
ENOUGH = 95
RUN_AXE = """async (source) => {
  if (!window.axe) (0, eval)(source);
  const { violations } = await axe.run({ rules: { "target-size": { enabled: true } } });
  return violations.map(({ id, impact, nodes }) => [id, impact, nodes.length, nodes[0].html.slice(0, 160)]);
}"""


def axe(browser, site):
    """Each violation on each page as (page, look, id, impact, how often, the first place)."""
    source = (NODE / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    for scheme in "light", "dark":
        for screen, (width, height) in SCREENS.items():
            size = {"width": width, "height": height}
            context = browser.new_context(viewport=size, color_scheme=scheme)
            page = context.new_page()
            for name in names:
                page.goto((site / name).as_uri())
                page.evaluate("document.fonts.ready")
                for found in page.evaluate(RUN_AXE, source):
                    yield name, f"{scheme}, {screen}", *found
            context.close()
    print(f"axe: {len(names)} pages, light and dark, desktop and phone")


def lighthouse(chromium, site, name):
    """The scores of one page on a phone, from 0 to 100, from a server of this machine."""
    handler = functools.partial(Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        command = [
            NODE / "node_modules" / ".bin" / "lighthouse",
            f"http://127.0.0.1:{server.server_port}/{name}",
            "--quiet",
            "--output=json",
            "--only-categories=accessibility,best-practices,performance,seo",
            "--chrome-flags=--headless=new --no-sandbox",
        ]
        env = os.environ | {"CHROME_PATH": chromium}
        done = subprocess.run(command, capture_output=True, text=True, env=env)
        server.shutdown()
    if done.returncode:
        sys.exit(f"Lighthouse failed on {name}:\n{done.stderr}")
    report = json.loads(done.stdout)
    for audit in report["audits"].values():
        if audit["score"] == 0 and audit["id"] in wanted(report):
            print(f"  Lighthouse, {name}: {audit['title']}")
    return {key: round(100 * it["score"]) for key, it in report["categories"].items()}


def wanted(report):
    """The audits that count for what must be good."""
    parts = [report["categories"][key] for key in ("accessibility", "best-practices")]
    return {audit["id"] for part in parts for audit in part["auditRefs"] if audit["weight"]}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def main(arguments):
    site = Path(arguments[0] if arguments else ROOT / "build" / "site").resolve()
    if not (site / "index.html").exists():
        sys.exit(f"{site} is not the site: make site writes it.")
    chromium = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not chromium or not shutil.which("npm"):
        sys.exit("This needs Chromium or Chrome, and npm.")
    NODE.mkdir(parents=True, exist_ok=True)
    install = ["npm", "install", "--no-save", "--ignore-scripts", "--silent", "--prefix", NODE]
    subprocess.run([*install, *PACKAGES], check=True)
    bad = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, look, rule, impact, times, place in axe(browser, site):
            bad += impact != "minor"
            print(f"{impact}: {rule}, {times} times on {name} ({look}), as in {place}")
        browser.close()
    pages = ["index.html", *(p.relative_to(site).as_posix() for p in lessons(site))]
    for name in pages:
        scores = lighthouse(chromium, site, name)
        bad += min(scores["accessibility"], scores["best-practices"]) < ENOUGH
        print(f"Lighthouse, {name}:", ", ".join(f"{key} {score}" for key, score in scores.items()))
    sys.exit(bad > 0)


def lessons(site):
    """The longest lesson of formulas and, where it is there, the one with the pad."""
    return [path for n in ("05", "13") for path in sorted(site.glob(f"notebooks/{n}_*.html"))]


if __name__ == "__main__":
    main(sys.argv[1:])
