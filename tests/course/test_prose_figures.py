"""The rule for result figures in prose refuses what nothing shows, and lets pass what is shown, asserted or cited."""

import pytest
from test_notebook_rules import code, made, markdown, picture, printed

from support import prose_figures
from support.prose_figures import CITED, Cited


def complaints(*cells, cited=()):
    return "\n".join(prose_figures.stand_in_outputs([made(*cells)], cited))


def said(prose, *outputs, source="1", tags=()):
    return complaints(code(source, *map(printed, outputs), tags=tags), markdown(prose))


SHOWN = [
    ("It reads 87.22 %.", "right: 87.22 %"),
    ("It reads 87.2 % or 87 %.", "right: 87.22%"),
    ("It reads 87.22 per cent.", "right: 0.8722"),
    ("An accuracy of 0.87.", "right: 87.22 %"),
    ("Training and test: 97.78 and 96.91 %.", "97.78 %, 96.91 %"),
    ("Ninety percent, and useless.", "accuracy 90 %"),
    ("Luck alone moves it by a percent, or half a percent.", "1.0 %, 0.5 %"),
    ("So $\\pm 1.35\\,\\%$ it is.", "plus or minus 1.35 %"),
    ("It reads 43 of fifty digits.", "43 of 50"),
    ("It reads 43 of fifty digits.", "right: 86 %"),
    ("Four pixels out of five are paper.", "paper 80.74 %"),
    ("One guess in ten is right.", "right: 8.8 %"),
    ("It is 203 times harder.", "the surprise pulls 203 times harder"),
    ("It grows four times as much.", "each layer × 4.06"),
    ("It is twice as good.", "2 times better"),
    ("By a factor of 8.", "it takes 8 times the digits"),
    ("It takes two minutes.", "in 120 s"),
    ("The cost falls to 2.31.", "cost 2.3113"),
    ("The cost falls to $2.31$.", "cost 2.3113"),
    ("| loss | 2.31 |", "loss 2.3113"),
    ("## A cost of 2.31", "cost 2.3113"),
]
NOT_SHOWN = [
    ("It reads 88 %.", "right: 87.22 %, after 88 epochs"),
    ("It reads 87.3 %.", "right: 87.22 %"),
    ("It reads 87.222 %.", "right: 87.22 %"),
    ("It reads nearly 90 %.", "right: 87.22 %"),
    ("It reads 97.88 and 96.91 %.", "97.78 %, 96.91 %"),
    ("It reads 88\npercent.", ""),
    ("It reads 88 %.", "rate 0.88"),
    ("Eighty per cent, and useless.", "accuracy 90 %"),
    ("Luck alone moves it by half a percent.", "1.0 %"),
    ("So $\\pm 1.35\\,\\%$ it is.", "plus or minus 1.45 %"),
    ("It reads 44 of fifty digits.", "43 of 50"),
    ("Three pixels out of five are paper.", "paper 80.74 %"),
    ("One guess in ten is right.", "right: 18 %"),
    ("It is 203 times harder.", "the surprise pulls 20 times harder, 203 in all"),
    ("It is ten times faster.", "a gain of 10"),
    ("It is faster, by up to ten times.", ""),
    ("It is twice as good.", "3 times better"),
    ("It grows $\\sqrt 3 = 1.73$ times the right length.", "1.73"),
    ("By a factor of 10.", "10"),
    ("It takes 3 seconds.", "3 epochs"),
    ("It takes two minutes.", "in 2 s"),
    ("The cost falls to 2.31.", "cost 2.41"),
    ("The cost falls to $2.31$.", "cost 2.41"),
    ("It reads 98 %.", "right: 97.5 %"),
    ("`$a` reads 88 % and `$b` more.", ""),
    ("~~~\necho $HOME\n~~~\nIt reads 88 %, and $x$.", ""),
    ("The share is 0.41.", ""),
    ("The share is $0.41$.", ""),
    ("| loss | 2.31 |", "loss 2.41"),
    ("## It reads 88 %", "right: 87.22 %"),
    ("![It reads 88 %](crane.png)", "right: 87.22 %"),
]


@pytest.mark.parametrize("prose, output", SHOWN)
def test_what_an_output_shows_can_be_said(prose, output):
    assert said(prose, output) == ""
    assert said(prose) != ""


@pytest.mark.parametrize("prose, output", NOT_SHOWN)
def test_what_no_output_shows_is_refused(prose, output):
    assert "nothing shows it" in said(prose, output)


@pytest.mark.parametrize(
    "prose",
    [
        "A network 784-16-16-10 has 13,002 parameters, and 5,000 digits of 28 × 28 pixels.",
        "Notebook 09 comes after 08; Rosenblatt, 1958. In the 1990s.",
        "`accuracy = 0.88` and ```\n88 %\n``` and $\\sigma(z) = 0.88$ and $$J = 2.31$$.",
        "```python\nshare = 0.88  # 88 %\n```",
        "Look at the 4,000 digits 500 times. It is one of ten.",
        "**You need** notebooks 01 to 05. About 45 minutes, three minutes of them for training.",
        "Python 3.10.12 and v2.31, and 4,000 of 10 × 10; one second look.",
        "See [the course](https://example.org/88%/0.88) and its second write-up.",
    ],
)
def test_what_is_no_result_is_left_alone(prose):
    assert said(prose) == ""


def test_the_figure_is_named_and_its_cell():
    found = said("## Honest limits\n\nIt reads 88 % of the digits, or fewer.", "right: 87.22 %")
    assert found == (
        "03_fold: the cell '## Honest limits' says '88 % of the', and nothing shows it"
    )


def test_the_words_of_a_picture_are_an_output_but_its_captions_and_its_curve_are_none():
    words = (
        "Figure\n  It reads 88 %\n    texts: 6: 97% is a 5\n    line: smallest, largest 0.5 0.75"
    )
    shows = code("draw()", picture(words, **{"text/plain": words}))
    assert complaints(shows, markdown("It reads 88 %.")) == ""
    assert complaints(shows, markdown("A cost of 0.75.")) == ""
    for wrong in "It reads 97 %.", "It reads 75 %.":
        assert "nothing shows it" in complaints(shows, markdown(wrong))


def test_an_exempt_output_shows_nothing_but_what_is_asserted_of_it_counts():
    exempt = code("times = measure()", printed("12 times faster"), tags=["nbval-ignore-output"])
    asserted = code("assert times[7] > 5 * np.isclose(a, b, atol=0.25)")
    assert (
        complaints(exempt, asserted, markdown("At least 5 times faster, at least five times."))
        == ""
    )
    for wrong in "It is 12 times faster.", "It is 7 times faster.", "By 25 %.", "5.2 times faster":
        assert "nothing shows it" in complaints(exempt, asserted, markdown(wrong))


def test_an_asserted_share_can_be_said_as_a_percentage():
    assert said("At least 86 %, more than four of five.", source="assert right > 0.86 > 0.8") == ""
    for wrong in "assert right > 0.8672", "assert right is True":
        assert "nothing shows it" in said("At least 87 %.", source=wrong)


@pytest.mark.parametrize("given", [code("train(rate=0.8)"), markdown("Let $\\alpha = 0.8$.")])
def test_a_setting_is_no_result_unless_it_is_said_to_be_one(given):
    assert complaints(given, markdown("The rate is 0.8 of 10. Its cost falls.")) == ""
    for wrong in "The cost falls to 0.8.", "It reads 80 %.", "With the learning rate 0.9.":
        assert "nothing shows it" in complaints(given, markdown(wrong))


def test_an_exercise_may_ask_to_try_any_setting():
    prompt = "## Try it\nTrain with the rate 0.003."
    assert said(prompt) == ""
    assert "nothing shows it" in said(prompt + " Is its cost above 0.31?")
    assert "nothing shows it" in said(prompt + " Which one reads 88 %?")


PUBLISHED = markdown(
    "The write-up reports 87.22 % on its\ntraining digits, after $n$ epochs, and 85.65 %."
)


def test_a_cited_fact_passes():
    fact = Cited(
        "03", "reports 87.22 % on its training digits, after $n$ epochs, and 85.65 %", "its results"
    )
    assert "nothing shows it" in complaints(PUBLISHED)
    assert complaints(PUBLISHED, cited=[fact]) == ""
    assert "87.22 % now." in complaints(PUBLISHED, markdown("Ours has 87.22 % now."), cited=[fact])


@pytest.mark.parametrize(
    "fact, complaint",
    [
        (
            Cited("03", "reports 87.23 %", "its results"),
            "notebook 03 does not say 'reports 87.23 %'",
        ),
        (
            Cited("04", "reports 87.22 %", "its results"),
            "notebook 04 does not say 'reports 87.22 %'",
        ),
        (Cited("03", "The write-up reports", "its results"), "there is no figure in"),
        (Cited("03", "reports 87.22 %", 87.3), "'reports 87.22 %' is not 87.3"),
        (Cited("03", "The write-up reports", 87.22), "'The write-up reports' is not 87.22"),
        (Cited("03", PUBLISHED.source, 87.22), "is not 87.22"),
    ],
)
def test_a_citation_in_vain_is_refused(fact, complaint):
    cited = [Cited("03", "reports 87.22 %", "its results"), fact]
    assert complaint in complaints(PUBLISHED, cited=cited)


def test_what_is_worked_out_on_paper_is_rounded():
    by_hand = markdown("It is 1.73 times as long, and −1.1 times as high.")
    cited = [Cited("03", "1.73 times", 3**0.5), Cited("03", "−1.1 times as", 1 - 2 * 1.05)]
    assert complaints(by_hand, cited=cited) == ""


def test_every_citation_has_its_source():
    for fact in CITED:
        assert fact.source, fact.words
