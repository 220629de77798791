"""The commands of `python -m training`."""

import argparse
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from acting_mirror.core.errors import UserError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0, 2 for the user's mistake, 130 for Ctrl-C."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description="Train, measure and export networks.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    train = commands.add_parser("train", help="train a network by a recipe")
    train.add_argument("recipe", type=Path, help="a TOML file, or the name of one in training/recipes")
    train.add_argument("--data", type=Path, required=True, help="the folder with fer2013.csv and fer2013new.csv")
    train.add_argument("--out", type=Path, help="the run's folder; runs/RECIPE if left out")
    train.add_argument("--teacher", type=Path, help="a .keras file with both heads to learn from as well")
    train.add_argument("--start", type=Path, help="a .keras file of the same network to start from")
    train.add_argument("--resume", action="store_true", help="go on after the last saved epoch")
    train.add_argument("--threads", type=int, default=2, help="threads of torch (2)")
    train.set_defaults(run=_train)
    evaluate = commands.add_parser("evaluate", help="measure a model and write the figures into its card")
    evaluate.add_argument("model", type=Path, help="the model's folder")
    evaluate.add_argument("--data", type=Path, required=True, help="the folder with fer2013.csv and fer2013new.csv")
    evaluate.set_defaults(run=_evaluate)
    export = commands.add_parser("export", help="write a model's folder: model.keras, model.tflite, card.json")
    export.add_argument("source", type=Path, help="a run's folder or a .keras file")
    export.add_argument("model", type=Path, help="the model's folder")
    export.set_defaults(run=_export)
    return parser


def _train(options: argparse.Namespace) -> None:
    from training.data import load
    from training.recipe import read_recipe

    by_name = Path(__file__).parent / "recipes" / f"{options.recipe}.toml"
    recipe = read_recipe(by_name if by_name.is_file() else options.recipe)
    if options.threads < 1:
        raise UserError(f"--threads is {options.threads}, which should be at least 1.")
    if importlib.util.find_spec("torch") is None or importlib.util.find_spec("keras") is None:
        raise UserError("Training needs Keras and PyTorch: run `pip install 'acting-mirror[train]'`.")
    os.environ["KERAS_BACKEND"] = "torch"
    os.environ["KERAS_TORCH_DEVICE"] = "cpu"  # the loop keeps its data in main memory
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # Keras looks for TensorFlow whatever its backend
    import torch

    from training.progress import shown
    from training.train import Plan, Trainer

    torch.set_num_threads(options.threads)
    faces = load(options.data)
    plan = Plan(recipe, options.out or Path("runs") / recipe.name, options.teacher, options.start, options.resume)
    if recipe.teacher_share and plan.teacher is None:
        print("No --teacher: learning from the labels alone.")
    trainer = Trainer(plan)
    try:
        with shown(recipe, len(trainer.history)) as (on_step, on_epoch):
            trainer.run(faces, on_step, on_epoch)
    except KeyboardInterrupt:
        done = f"{len(trainer.history)} of {recipe.epochs} epochs are kept in {plan.folder}: go on with --resume."
        print(done if trainer.history else "No epoch was finished, so nothing is kept.", file=sys.stderr)
        raise
    print(f"The weights are {plan.folder / 'model.keras'}.")


def _evaluate(options: argparse.Namespace) -> None:
    from training.evaluate import evaluate

    for name, figure in evaluate(options.model, options.data).items():
        print(f"{name:20} {figure['accuracy']:7.2%} of {figure['faces']:,} faces ({figure['data']})")


def _export(options: argparse.Namespace) -> None:
    from training.export import export

    facts = export(options.source, options.model)
    print(f"{options.model}: {facts['parameters']:,} parameters; TFLite and Keras differ by {facts['difference']:.0e}.")
