# Wrong answers to the exercises of notebook 13. Heading of a cell: the check, and a part of its hint.

# %% middle: lies on the sheet
def my_middle(ink):
    rows, columns = np.indices(ink.shape)
    return np.array([(rows * ink).sum() / ink.shape[0], (columns * ink).sum() / ink.shape[1]])

# %% middle: Weight them by their ink
def my_middle(ink):
    rows, columns = np.nonzero(ink)
    return [rows.mean(), columns.mean()]

# %% on_paper: brighter than paper and picture both
def my_on_paper(grey, opacity, paper):
    return grey + (255.0 - opacity) + paper

# %% on_paper: 200 * 2 is 144
def my_on_paper(grey, opacity, paper):
    return grey * opacity / 255 + (255 - opacity) / 255 * paper

# %% half: as large as before
def my_half(image):
    return image / 4

# %% half: others do not count
def my_half(image):
    result = []
    for row in image[::2]:
        result.append(row[::2])
    return np.array(result)
