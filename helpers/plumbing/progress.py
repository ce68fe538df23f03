"""How far a training is: not taught."""


def report(epoch, cost, every):
    """Print the cost of every so many epochs; nothing where every is 0."""
    if every and epoch % every == 0:
        print(f"epoch {epoch:4d}   cost {cost:.4f}", flush=True)
