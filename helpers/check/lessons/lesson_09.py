"""The exercises of notebook 09: initialization and mini-batches."""

from helpers.check.prediction import Prediction

START = "notebook 09, “How should weights start?”"


growth = Prediction(
    "growth",
    question="by what factor the spread grows from layer to layer, with 100 ReLU units in each",
    like=1.0,
    within=0.045,
    read=START,
    answer=lambda: (100 * (1 / 12) / 2) ** 0.5,
    because="A quarter of the units gives a quarter of the variance, and the spread is its root: half of what it was.",
    mistakes={
        "That is how the factor changes. The factor itself is asked for.": 0.5,
        "That is the factor of the text, for 400 units in each layer.": (400 / 24) ** 0.5,
        "That is the factor of the variance. The spread is its root.": 100 / 24,
        "ReLU's half is missing: it keeps z² on one side of 0, and puts 0 on the other.": (100 / 12) ** 0.5,
        "That is n · v. ReLU's half is missing, and the root too.": 100 / 12,
        "1/√12 is the spread of the weights. The formula wants their variance.": (100 * (1 / 12) ** 0.5 / 2) ** 0.5,
        "That is with 784 inputs. After the first layer, a unit has as many as a layer has units.": (784 / 24) ** 0.5,
        "Is 0.5² taken for the variance? That of uniform numbers from -r to r is smaller.": (100 / 8) ** 0.5,
    },
    symptoms={
        "With He's start the factor is 1. Here the start is still ±0.5.": lambda came: came == 1,
        "A quarter of the factor for 400 units. The variance is a quarter: and the spread?": lambda came: (
            1 < came < 1.05
        ),
        "Is that in percent? A factor is asked for.": lambda came: abs(came - 204) < 1,
        "That is for several layers together. The factor from one layer to the next is asked for.": lambda came: any(
            abs(came / (100 / 24) ** (layers / 2) - 1) < 0.05 for layers in (5, 6)
        ),
    },
)
