"""What `train` shows while it reads and runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from training.affectnet import OnRead
from training.recipe import Recipe

if TYPE_CHECKING:  # they need torch
    from training.run_folder import EpochRow
    from training.train import OnEpoch, OnStep


@contextmanager
def shown(recipe: Recipe, done: int) -> "Iterator[tuple[OnStep, OnEpoch]]":
    """A bar over the steps of all epochs, and one line for each saved epoch.

    Args:
        recipe: What is trained.
        done: Epochs done before.

    Yields:
        What `Trainer.run` calls after a step and after an epoch.
    """
    with _bar() as bar:
        task = bar.add_task(f"{recipe.name}", total=None)

        def on_step(epoch: int, step: int, steps: int, loss: float) -> None:
            first = done * steps
            completed = (epoch - 1) * steps + step - first
            text = f"{recipe.name} epoch {epoch}/{recipe.epochs} loss {loss:.3f}"
            bar.update(task, total=recipe.epochs * steps - first, completed=completed, description=text)

        def on_epoch(row: "EpochRow") -> None:
            heads = "".join(f"{head} {getattr(row, f'accuracy_{head}'):.2%}  " for head in recipe.head_names)
            bar.console.print(f"epoch {row.epoch:3}  loss {row.loss:.4f}  {heads}{row.seconds:.0f} s")

        yield on_step, on_epoch


@contextmanager
def reading() -> Iterator[OnRead]:
    """A bar over the pictures of each split of AffectNet, shown from the first ones on.

    Yields:
        What `read_affectnet` calls after some pictures.
    """
    tasks: dict[str, TaskID] = {}
    bar = _bar()

    def on_read(split: str, done: int, total: int) -> None:
        if split not in tasks:
            bar.start()
            tasks[split] = bar.add_task(f"AffectNet, {split}")
        bar.update(tasks[split], total=total, completed=done)

    try:
        yield on_read
    finally:
        if tasks:
            bar.stop()


def _bar() -> Progress:
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()]
    # Without a terminal rich wraps at 80 columns, which would break the lines of a log.
    return Progress(*columns, TimeElapsedColumn(), TimeRemainingColumn(), console=Console(soft_wrap=True))
