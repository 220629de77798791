"""The commands of `python -m training`."""

import argparse
import importlib.util
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acting_mirror.core.errors import UserError
from training.weakness_commands import DATA, Commands, add_curves, add_mistakes

if TYPE_CHECKING:
    from training.data import Faces
    from training.recipe import Recipe


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
    train.add_argument("--data", type=Path, required=True, help=f"{DATA}, or a file that `pack` wrote")
    train.add_argument("--out", type=Path, help="the run's folder; runs/RECIPE if left out")
    train.add_argument("--teacher", type=Path, nargs="+", default=[], help=".keras files to learn from as well")
    train.add_argument("--start", type=Path, help="a .keras file of the same network to start from")
    train.add_argument("--yunet", type=Path, help="YuNet's weights, for recipes that go by the eyes")
    train.add_argument("--resume", action="store_true", help="go on after the last saved epoch")
    train.add_argument("--threads", type=int, default=2, help="threads of torch (2)")
    train.add_argument("--device", choices=("cpu", "cuda"), default="cpu", help="where to compute (cpu)")
    train.add_argument("--save-every", type=float, default=0.0, metavar="SECONDS", help="save no epoch sooner (0)")
    train.add_argument(
        "--minutes", type=float, default=0.0, help="as many epochs as fit, in place of the recipe's number"
    )
    train.set_defaults(run=_train)
    for add in (
        _add_pack,
        _add_quarter_hour,
        _add_average,
        _add_renormalise,
        _add_evaluate,
        _add_calibrate,
        _add_compare,
        add_curves,
        add_mistakes,
        _add_look,
        _add_movements,
        _add_truer,
        _add_speaking,
    ):
        add(commands)
    export = commands.add_parser("export", help="write a model's folder: model.keras, model.tflite, card.json")
    export.add_argument("source", type=Path, help="a run's folder or a .keras file")
    export.add_argument("model", type=Path, help="the model's folder")
    export.add_argument("--quantised", action="store_true", help="8-bit weights in the TFLite file: smaller, quicker")
    export.set_defaults(run=_export)
    return parser


def _add_pack(commands: Commands) -> None:
    pack = commands.add_parser("pack", help="put what is learnt from and watched into one small file")
    pack.add_argument("--data", type=Path, required=True, help=DATA)
    pack.add_argument("--out", type=Path, required=True, help="the file to write")
    pack.add_argument("--turned", action="store_true", help="learn from a view turned aside of each face as well")
    pack.set_defaults(run=_pack)


def _add_quarter_hour(commands: Commands) -> None:
    quarter = commands.add_parser("quarter-hour", help="make studio and mini_xception anew on a GPU")
    quarter.add_argument("--data", type=Path, required=True, help=f"{DATA}, or a file that `pack` wrote")
    quarter.add_argument("--out", type=Path, required=True, help="the folder for the runs")
    quarter.add_argument("--minutes", type=float, default=9.0, help="how long it may take (9)")
    quarter.add_argument("--device", choices=("cpu", "cuda"), default="cuda", help="where to compute (cuda)")
    quarter.set_defaults(run=_quarter_hour)


def _add_average(commands: Commands) -> None:
    average = commands.add_parser("average", help="average the weights of two sittings of a network")
    average.add_argument("first", type=Path, help="a .keras file")
    average.add_argument("second", type=Path, help="another one of the same network")
    average.add_argument("--share", type=float, default=0.5, help="how much of the second, 0 to 1 (0.5)")
    average.add_argument("--out", type=Path, required=True, help="the .keras file to write")
    average.set_defaults(run=_average)


def _add_renormalise(commands: Commands) -> None:
    renormalise = commands.add_parser("renormalise", help="measure a network's normalisations on unvaried faces")
    renormalise.add_argument("source", type=Path, help="a .keras file")
    renormalise.add_argument("--data", type=Path, required=True, help=DATA)
    renormalise.add_argument("--out", type=Path, required=True, help="the .keras file to write")
    renormalise.set_defaults(run=_renormalise)


def _add_evaluate(commands: Commands) -> None:
    evaluate = commands.add_parser("evaluate", help="measure a network; a model's card gets the figures")
    evaluate.add_argument("model", type=Path, help="a model's folder, a run's folder or a .keras file")
    evaluate.add_argument("--data", type=Path, required=True, help=DATA)
    evaluate.add_argument("--out", type=Path, help="the report's folder; reports/NAME if left out")
    evaluate.add_argument("--yunet", type=Path, help="YuNet's weights, to find the faces of CK+ with it as well")
    evaluate.add_argument("--preprocessing", default="", help="what the network was trained with, such as clahe")
    evaluate.add_argument("--tflite", type=Path, help="a TFLite file to measure in the place of the model's own")
    evaluate.set_defaults(run=_evaluate)


def _add_calibrate(commands: Commands) -> None:
    calibrate = commands.add_parser(
        "calibrate", help="choose and fit how a model is read out, and write it into its card"
    )
    calibrate.add_argument("model", type=Path, help="the model's folder")
    calibrate.add_argument("--data", type=Path, required=True, help=DATA)
    calibrate.add_argument("--labels", default="ferplus", help="ferplus or fer2013: what to fit (ferplus)")
    calibrate.add_argument("--tau", type=float, help="the tau to take, such as that of the edition before")
    calibrate.set_defaults(run=_calibrate)


def _add_movements(commands: Commands) -> None:
    movements = commands.add_parser("movements", help="measure how surely each movement tells its emotion, on CK+")
    movements.add_argument("--data", type=Path, required=True, help=f"{DATA}, and ckplus/")
    movements.add_argument("--expected", action="store_true", help="instead, whether what people expect came")
    movements.set_defaults(run=_movements)


def _add_truer(commands: Commands) -> None:
    truer = commands.add_parser("truer", help="measure whether level crops make a network's reading truer")
    truer.add_argument("model", type=Path, help="a model's folder, a run's folder or a .keras file")
    truer.add_argument("--data", type=Path, required=True, help=f"{DATA}, and ckplus/")
    truer.add_argument("--faces", type=int, default=3000, help="of FER+ PublicTest (3000)")
    truer.set_defaults(run=_truer)


def _add_speaking(commands: Commands) -> None:
    speaking = commands.add_parser("speaking", help="measure what a mouth that speaks does to the reading")
    speaking.add_argument("model", type=Path, help="a model's folder, a run's folder or a .keras file")
    speaking.add_argument("--data", type=Path, required=True, help="the folder with ckplus/")
    speaking.add_argument("--sound", type=Path, required=True, help="a voice")
    speaking.add_argument("--clip", type=Path, help="a clip of somebody silent")
    speaking.set_defaults(run=_speaking)


def _add_compare(commands: Commands) -> None:
    compare = commands.add_parser("compare", help="put networks side by side")
    compare.add_argument("models", type=Path, nargs="+", help="reports' folders, report.json files or models' folders")
    compare.add_argument("--out", type=Path, help="a Markdown file for the table as well")
    compare.set_defaults(run=_compare)


def _add_look(commands: Commands) -> None:
    look = commands.add_parser("look", help="draw what a network looks for, and where it looks in a face")
    look.add_argument("model", type=Path, help="a model's folder, a run's folder or a .keras file")
    look.add_argument("--out", type=Path, required=True, help="the folder for the pictures")
    look.add_argument("--face", type=Path, help="a photo with a face")
    look.set_defaults(run=_look)


def _train(options: argparse.Namespace) -> None:
    from training.arrange import arrange
    from training.recipe import read_recipe

    by_name = Path(__file__).parent / "recipes" / f"{options.recipe}.toml"
    recipe = read_recipe(by_name if by_name.is_file() else options.recipe)
    if options.threads < 1:
        raise UserError(f"--threads is {options.threads}, which should be at least 1.")
    _choose_torch(options.device)
    import torch

    from training.progress import shown
    from training.train import Plan, Trainer

    if options.device == "cuda" and not torch.cuda.is_available():
        raise UserError("PyTorch finds no GPU here: leave out --device cuda.")
    torch.set_num_threads(options.threads)
    torch.backends.cudnn.benchmark = True  # all batches have the same shape
    faces = _faces(options.data)
    if "affectnet" in recipe.head_names:
        faces = _with_affectnet(faces, options.data)
    faces = arrange(_preprocessed(faces, recipe, options.yunet), recipe)
    yunet = options.yunet if recipe.goes_by_eyes else None
    folder = options.out or Path("runs") / recipe.name
    if options.minutes and options.resume:
        raise UserError("A run of --minutes can't be resumed: leave out one of the two.")
    teachers = tuple(options.teacher)
    plan = Plan(recipe, folder, teachers, options.start, options.resume, yunet, options.save_every, options.minutes)
    if recipe.teacher_share and not plan.teachers:
        print("No --teacher: learning from the labels alone.")
    trainer = Trainer(plan)
    try:
        with shown(recipe, len(trainer.history)) as (on_step, on_epoch):
            trainer.run(faces, on_step, on_epoch)
    except KeyboardInterrupt:
        done = f"{len(trainer.history)} of {recipe.epochs} epochs are kept in {plan.folder}: go on with --resume."
        print(done if trainer.history else "No epoch was finished, so nothing is kept.", file=sys.stderr)
        raise
    if len(trainer.history) < trainer.plan.recipe.epochs:
        print(f"Stopped after {len(trainer.history)} epochs: {recipe.patience} without a better {recipe.best_by}.")
    best = f", of the epoch with the best {recipe.best_by} model.best.keras" if recipe.best_by else ""
    print(f"The weights are {plan.folder / 'model.keras'}{best}.")


def _faces(data: Path) -> "dict[str, Faces]":
    """Of a folder with the data, or of a file that `pack` wrote."""
    from training.data import load
    from training.packed import unpack

    return unpack(data) if data.is_file() else load(data)


def _with_affectnet(faces: "dict[str, Faces]", data: Path) -> "dict[str, Faces]":
    """Those of AffectNet as well; how many can't be read is told."""
    from training.data import with_affectnet
    from training.progress import reading

    if data.is_file():
        raise UserError(f"{data} has no faces of AffectNet, which this recipe learns: give the folder with the data.")
    with reading() as on_read:
        result, damaged = with_affectnet(faces, data, on_read)
    if damaged:
        print(f"Left out of AffectNet, as it can't be read: {len(damaged):,} of the pictures, such as {damaged[0]}.")
    return result


def _pack(options: argparse.Namespace) -> None:
    from training.data import load
    from training.packed import pack

    faces = load(options.data)
    if options.turned:
        from training.turned import with_views

        faces["Training"] = with_views(faces["Training"])
    pack(faces, options.out)
    print(f"{options.out} has {options.out.stat().st_size / 1e6:.1f} MB.")


def _quarter_hour(options: argparse.Namespace) -> None:
    from training.quarter_hour import quarter_hour

    for line in quarter_hour(options.data, options.out, options.device, options.minutes):
        print(line, flush=True)


def _preprocessed(faces: "dict[str, Faces]", recipe: "Recipe", yunet: Path | None) -> "dict[str, Faces]":
    """What the recipe asks for; how many faces have no eyes is told."""
    from training.preprocessing import preprocessed

    result, without = preprocessed(faces, recipe.data.preprocessing, yunet)
    if recipe.goes_by_eyes:
        print(
            f"{without:,} of {sum(map(len, faces.values())):,} faces have no eyes that YuNet finds: not turned or cut."
        )
    return result


def _choose_torch(device: str = "cpu") -> None:
    if importlib.util.find_spec("torch") is None or importlib.util.find_spec("keras") is None:
        raise UserError("This needs Keras and PyTorch: run `pip install 'acting-mirror[train]'`.")
    os.environ["KERAS_BACKEND"] = "torch"
    os.environ["KERAS_TORCH_DEVICE"] = device  # Keras takes a GPU when it finds one
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")  # Keras looks for TensorFlow whatever its backend


def _average(options: argparse.Namespace) -> None:
    _choose_torch()
    from training.average import average

    average(options.first, options.second, options.share, options.out)
    print(f"The weights are {options.out}.")


def _renormalise(options: argparse.Namespace) -> None:
    _choose_torch()
    from training.data import load
    from training.renormalise import renormalise

    count = renormalise(options.source, load(options.data)["Training"], options.out)
    print(f"{count} normalisations were measured anew: {options.out}.")


def _evaluate(options: argparse.Namespace) -> None:
    from training.evaluate import Wishes, evaluate

    def told(title: str, answer: str, measured: dict[str, Any]) -> None:
        shares = f"{measured['accuracy']:7.2%}, balanced {measured['macro']['recall']:7.2%}"
        print(f"{answer:8} {shares} of {measured['faces']:,} faces ({title})", flush=True)

    wishes = Wishes(options.data, options.out, options.yunet, options.tflite, options.preprocessing)
    print(f"The report is in {evaluate(options.model, wishes, told)}.")


def _calibrate(options: argparse.Namespace) -> None:
    from training.calibration import TAUS, calibrate
    from training.progress import reading

    if options.tau is not None and options.tau < 0:
        raise UserError(f"--tau is {options.tau:g}, which should be 0 or more.")
    taus = TAUS if options.tau is None else (options.tau,)
    with reading() as on_read:
        done = calibrate(options.model, options.data, options.labels, on_read, taus)
    card = done.card
    print(
        f"{card.mean} mean, tau {card.tau:g}, temperature {card.temperature:g}: chosen on PublicTest; on PrivateTest:"
    )
    for labels in done.plain:
        for how, each in (("plain mean", done.plain[labels]), ("chosen", done.chosen[labels])):
            print(f"{labels:8} {how:10} {each.accuracy:7.2%}, balanced {each.balanced:.2%}, ECE {each.ece:.3f}")


def _compare(options: argparse.Namespace) -> None:
    from training.compare import compare

    table = compare(options.models)
    print(table, end="")
    if options.out is not None:
        try:
            options.out.write_text(table, encoding="utf-8")
        except OSError as error:
            raise UserError(f"The table can't be written to {options.out}: {error.strerror}.") from error


def _movements(options: argparse.Namespace) -> None:
    from training.expected import came_table, mixed_table
    from training.movements import movements_table

    for table in (came_table, mixed_table) if options.expected else (movements_table,):
        print(table(options.data), end="\n\n")


def _truer(options: argparse.Namespace) -> None:
    from training.truer import truer_table

    print(truer_table(options.model, options.data, options.faces))


def _speaking(options: argparse.Namespace) -> None:
    from training.speaking import scores_table, told_table

    print(scores_table(options.model, options.data, options.sound))
    if options.clip is not None:
        print(told_table(options.clip, options.sound))


def _look(options: argparse.Namespace) -> None:
    _choose_torch()
    import torch

    from training.look import look

    torch.set_num_threads(1)  # these batches are so small that threads wait more than they work

    for file in look(options.model, options.out, options.face):
        print(file)


def _export(options: argparse.Namespace) -> None:
    from training.export import export

    facts = export(options.source, options.model, options.quantised)
    print(f"{options.model}: {facts['parameters']:,} parameters; TFLite and Keras differ by {facts['difference']:.0e}.")
