"""Markdown of the bank as HTML for a learning platform: formulas between \\( and \\), code without colours."""

import re
from html import escape

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath


class Renderer(IPythonRenderer):
    """nbconvert's, with the marks of formulas that Moodle's and Canvas's MathJax look for."""

    def inline_math(self, body):
        return rf"\({escape(body, quote=False)}\)"

    def block_math(self, body):
        return rf"\[{escape(body.strip(), quote=False)}\]"

    def block_code(self, code, info=None):
        return f"<pre>{escape(code.rstrip(), quote=False)}</pre>\n"


def html(markdown):
    """Paragraphs."""
    return MarkdownWithMath(renderer=Renderer(escape=True)).render(markdown).strip()


def inline(markdown):
    """One line, without the paragraph around it."""
    return re.sub(r"^<p>(.*)</p>$", r"\1", html(markdown), flags=re.S)
