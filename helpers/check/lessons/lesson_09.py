"""The exercises of notebook 09: initialization and mini-batches."""

from helpers.check.prediction import Prediction

growth = Prediction(
    "growth",
    question="by what factor the standard deviation grows from layer to layer, with 100 ReLU units in each",
    like=1.0,
    within=0.045,
    read="notebook 09, “How large should the initial weights be?”",
    answer=lambda: (100 * (1 / 12) / 2) ** 0.5,
    because="A quarter of the units: a quarter of the variance, and half of the standard deviation, which is its root.",
    mistakes={
        "That is how the factor changes. The factor itself is asked for.": 0.5,
        "That is the factor of the text, for 400 units in each layer.": (400 / 24) ** 0.5,
        "That is the factor of the variance. The standard deviation is its root.": 100 / 24,
        "ReLU's half is missing: it keeps z² on one side of 0, and puts 0 on the other.": (100 / 12) ** 0.5,
        "That is n · v. ReLU's half is missing, and the root too.": 100 / 12,
        "1/√12 is the standard deviation of the weights. The formula wants their variance.": (100 * (1 / 12) ** 0.5 / 2)
        ** 0.5,
        "That is with 784 inputs. After the first layer, a unit has as many as a layer has units.": (784 / 24) ** 0.5,
        "Is 0.5² taken for the variance? That of uniform numbers from -r to r is smaller.": (100 / 8) ** 0.5,
    },
    symptoms={
        "With He's initialization the factor is 1. Here the weights are still drawn from ±0.5.": lambda came: came == 1,
        "A quarter of the factor for 400 units. The variance is a quarter: and the standard deviation?": lambda came: (
            1 < came < 1.05
        ),
        "Is that in percent? A factor is asked for.": lambda came: abs(came - 204) < 1,
        "That is for several layers together. The factor from one layer to the next is asked for.": lambda came: any(
            abs(came / (100 / 24) ** (layers / 2) - 1) < 0.05 for layers in (5, 6)
        ),
    },
)

steps = Prediction(
    "steps",
    question="how many steps three epochs take, with 1,000 digits in batches of 64",
    like=10,
    read="notebook 09, “Mini-batches”",
    answer=lambda: 48,
    because="Fifteen batches of 64 are 960 digits, and the last 40 make a sixteenth. Three times sixteen.",
    mistakes={
        "The last 40 digits of each epoch make a step too.": 45,
        "There is no fraction of a step: the last batch is smaller, and its step counts as one.": 46.875,
        "Each epoch ends with a smaller batch of its own: no batch runs on into the next epoch.": 47,
        "That is one epoch.": 16,
        "That is one epoch, without its last digits.": 15,
        "That is a step for each digit. Here a step is for a batch.": 3000,
    },
    symptoms={
        "That is one step for each epoch, as with the full batch.": lambda came: came == 3,
    },
)
