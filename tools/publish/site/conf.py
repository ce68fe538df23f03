"""Sphinx's settings for the site. tools/publish/make_site.py copies this beside the pages that it prepares."""

from docutils import nodes
from latex2mathml.converter import convert
from myst_nb.core.render import NbElementRenderer

from tools.publish import api_pages

project = "Really understand a neural network"
language = "en"
extensions = ["myst_nb", "sphinx.ext.autodoc"]
exclude_patterns = ["pad.html"]

nb_execution_mode = "off"
nb_merge_streams = True
nb_code_prompt_show = "Show the code"
nb_code_prompt_hide = "Hide the code"
myst_enable_extensions = ["attrs_inline", "dollarmath"]
myst_heading_anchors = 4
myst_html_meta = {
    "description": "A course in which you build, in NumPy, a network that reads handwriting."
}
autodoc_typehints = "none"
add_module_names = False
toc_object_entries_show_parents = "hide"

html_theme = "sphinx_book_theme"
html_title = project
html_context = {"default_mode": "auto"}
html_favicon = "_static/favicon.svg"
html_static_path = ["_static"]
html_css_files = ["course.css"]
html_js_files = [("course.js", {"defer": "defer"})]
html_extra_path = ["extra"]
html_copy_source = False
html_show_sourcelink = False
html_show_copyright = False
html_show_sphinx = False
html_use_index = False
html_domain_indices = False
html_math_renderer = "mathml"
html_theme_options = {
    "home_page_in_toc": True,
    "show_toc_level": 2,
    "navbar_persistent": [],  # the search field is in the sidebar
    "footer_content_items": [],
    "use_download_button": False,
    "use_fullscreen_button": False,
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
}


def inline_formula(writer, node):
    writer.body.append(convert(node.astext()))
    raise nodes.SkipNode


def block_formula(writer, node):
    writer.body.append(f'<div class="formula">{convert(node.astext(), display="block")}</div>')
    raise nodes.SkipNode


def render_image(renderer, data, original=NbElementRenderer.render_image):
    """myst-nb takes a picture's alternative from the cell; here each picture of a cell has its own."""
    [image] = original(renderer, data)
    image["alt"] = data.output_metadata.get("image/png", {}).get("alt", "")
    return [image]


NbElementRenderer.render_image = render_image


def setup(app):
    app.add_html_math_renderer("mathml", (inline_formula, None), (block_formula, None))
    app.connect("autodoc-process-docstring", api_pages.tidy)
