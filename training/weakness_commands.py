"""The commands of `python -m training` that tell where a network fails."""

import argparse
from pathlib import Path
from typing import Final, TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

DATA: Final = "the folder with fer2013.csv and fer2013new.csv"


def add_curves(commands: Commands) -> None:
    """The command that measures how reading gets worse."""
    curves = commands.add_parser("curves", help="measure how accuracy falls with size, light, blur and turn")
    curves.add_argument("model", type=Path, help="a model's folder, a run's folder or a .keras file")
    curves.add_argument("--data", type=Path, required=True, help=f"{DATA}, and ckplus/")
    curves.add_argument("--out", type=Path, required=True, help="the folder for the plot")
    curves.add_argument("--faces", type=int, default=1000, help="of FER+ PublicTest, to be turned (1000)")
    curves.set_defaults(run=_curves)


def add_mistakes(commands: Commands) -> None:
    """The command that draws what is read wrong."""
    mistakes = commands.add_parser(
        "mistakes", help="draw the faces that a network most surely takes for another emotion"
    )
    mistakes.add_argument("model", type=Path, help="a model's folder, a run's folder or a .keras file")
    mistakes.add_argument("--data", type=Path, required=True, help=DATA)
    mistakes.add_argument("--out", type=Path, required=True, help="the folder for the sheets")
    mistakes.add_argument("--most", type=int, default=64, help="faces an emotion (64)")
    mistakes.set_defaults(run=_mistakes)


def _curves(options: argparse.Namespace) -> None:
    from training.curves import write_curves

    write_curves(
        options.model, options.data, options.out, options.faces, lambda told: print(told, end="\n\n", flush=True)
    )


def _mistakes(options: argparse.Namespace) -> None:
    from training.mistakes import write_sheets

    print(write_sheets(options.model, options.data, options.out, options.most))
