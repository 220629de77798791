"""What `train` shows while it runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from training.recipe import Recipe
from training.run_folder import EpochRow
from training.train import OnEpoch, OnStep


@contextmanager
def shown(recipe: Recipe, done: int) -> Iterator[tuple[OnStep, OnEpoch]]:
    """A bar over the steps of all epochs, and one line for each saved epoch.

    Args:
        recipe: What is trained.
        done: Epochs done before.

    Yields:
        What `Trainer.run` calls after a step and after an epoch.
    """
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()]
    # Without a terminal rich wraps at 80 columns, which would break the lines of a log.
    console = Console(soft_wrap=True)
    with Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=console) as bar:
        task = bar.add_task(f"{recipe.name}", total=None)

        def on_step(epoch: int, step: int, steps: int, loss: float) -> None:
            first = done * steps
            completed = (epoch - 1) * steps + step - first
            text = f"{recipe.name} epoch {epoch}/{recipe.epochs} loss {loss:.3f}"
            bar.update(task, total=recipe.epochs * steps - first, completed=completed, description=text)

        def on_epoch(row: EpochRow) -> None:
            right = {"fer2013": row.accuracy_fer2013, "ferplus": row.accuracy_ferplus}
            heads = "".join(f"{head} {right[head]:.2%}  " for head in recipe.head_names)
            bar.console.print(f"epoch {row.epoch:3}  loss {row.loss:.4f}  {heads}{row.seconds:.0f} s")

        yield on_step, on_epoch
