"""A quiz as a QTI 1.2 package, laid out as Canvas exports its own: a zip with a manifest, the questions, and settings.

Each option has a feedback of its own. One question is one point; it is a practice quiz that may be tried again.
"""

import io
import zipfile
from xml.etree import ElementTree

from tools.publish.quiz.html import html, inline

PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
QUESTIONS = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
SETTINGS = "http://canvas.instructure.com/xsd/cccv1p0"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # no date of its own: the same bytes every time


def add(parent, tag, text=None, **attributes):
    """A child of an element, with this text."""
    child = ElementTree.SubElement(parent, tag, attributes)
    child.text = text
    return child


def text_of(parent, content):
    """<material> with HTML, as QTI wants it around every text."""
    add(add(parent, "material"), "mattext", content, texttype="text/html")


def fields(parent, values):
    """<qtimetadata> with a label and an entry for each value."""
    metadata = add(parent, "qtimetadata")
    for label, entry in values.items():
        field = add(metadata, "qtimetadatafield")
        add(field, "fieldlabel", label)
        add(field, "fieldentry", entry)


def add_item(section, question, prefix):
    """One question: its text and options, which of them is worth 100, and the feedback of each."""
    name = f"{prefix}_{question.name}"
    options = {
        f"{name}_{letter}": option for letter, option in zip("abcd", question.shown, strict=True)
    }
    item = add(section, "item", ident=name, title=question.name)
    described = {
        "question_type": "multiple_choice_question",
        "points_possible": "1",
        "original_answer_ids": ",".join(options),
        "assessment_question_identifierref": f"{name}_ref",
    }
    fields(add(item, "itemmetadata"), described)

    presentation = add(item, "presentation")
    text_of(presentation, html(question.text))
    response = add(presentation, "response_lid", ident="response1", rcardinality="Single")
    choices = add(response, "render_choice")
    for ident, option in options.items():
        text_of(add(choices, "response_label", ident=ident), inline(option.text))

    processing = add(item, "resprocessing")
    score = {"maxvalue": "100", "minvalue": "0", "varname": "SCORE", "vartype": "Decimal"}
    add(add(processing, "outcomes"), "decvar", **score)
    for ident in options:
        shown = {"feedbacktype": "Response", "linkrefid": f"{ident}_fb"}
        add(condition(processing, ident, "Yes"), "displayfeedback", **shown)
    [right] = [ident for ident, option in options.items() if option.right]
    add(condition(processing, right, "No"), "setvar", "100", action="Set", varname="SCORE")
    for ident, option in options.items():
        feedback = add(item, "itemfeedback", ident=f"{ident}_fb")
        text_of(add(feedback, "flow_mat"), html(option.reason))


def condition(processing, ident, go_on):
    """<respcondition> for who chooses this option."""
    case = add(processing, "respcondition", **{"continue": go_on})
    add(add(case, "conditionvar"), "varequal", ident, respident="response1")
    return case


def questions(quiz, ident):
    root = ElementTree.Element("questestinterop", xmlns=QUESTIONS)
    assessment = add(root, "assessment", ident=ident, title=quiz.title)
    fields(assessment, {"cc_maxattempts": "unlimited"})
    section = add(assessment, "section", ident="root_section")
    for question in quiz.questions:
        add_item(section, question, ident)
    return root


def settings(quiz, ident):
    """What Canvas reads beside QTI: the kind of quiz, how often it may be tried."""
    root = ElementTree.Element("quiz", identifier=ident, xmlns=SETTINGS)
    values = {
        "title": quiz.title,
        "description": html(quiz.about),
        "shuffle_answers": "false",
        "scoring_policy": "keep_highest",
        "quiz_type": "practice_quiz",
        "points_possible": f"{len(quiz.questions)}.0",
        "show_correct_answers": "false",
        "allowed_attempts": "-1",
        "available": "false",
    }
    for tag, text in values.items():
        add(root, tag, text)
    return root


def manifest(ident):
    root = ElementTree.Element("manifest", identifier=f"{ident}_package", xmlns=PACKAGE)
    about = add(root, "metadata")
    add(about, "schema", "IMS Content")
    add(about, "schemaversion", "1.1.3")
    add(root, "organizations")
    resources = add(root, "resources")
    first = add(resources, "resource", identifier=ident, type="imsqti_xmlv1p2")
    add(first, "file", href=f"{ident}/{ident}.xml")
    add(first, "dependency", identifierref=f"{ident}_settings")
    href = f"{ident}/assessment_meta.xml"
    kind = "associatedcontent/imscc_xmlv1p1/learning-application-resource"
    add(
        add(resources, "resource", identifier=f"{ident}_settings", type=kind, href=href),
        "file",
        href=href,
    )
    return root


def package(quiz):
    """A quiz (name, title, about, questions) as the bytes of a zip."""
    ident = quiz.name.replace("-", "_")
    files = {
        "imsmanifest.xml": manifest(ident),
        f"{ident}/{ident}.xml": questions(quiz, ident),
        f"{ident}/assessment_meta.xml": settings(quiz, ident),
    }
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, root in files.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, ElementTree.tostring(root, "utf-8", xml_declaration=True))
    return content.getvalue()
