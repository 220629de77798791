"""Training: a plain loop in torch around a Keras network.

Needs Keras on the torch backend: whoever imports this sets `KERAS_BACKEND=torch` before.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import torch
from torch import Tensor

from acting_mirror.core.errors import UserError
from acting_mirror.vision.model_bundle import sha256_of
from training.augment import augment
from training.data import Faces
from training.fast_forward import FastForward
from training.losses import Targets, losses
from training.recipe import Recipe
from training.run_folder import CHECKPOINT, EpochRow, load_checkpoint, save_epoch
from training.zoo import build, with_logits

_MEASURED_AT_ONCE = 512

OnStep = Callable[[int, int, int, float], None]
"""Called after a step with the epoch from 1, the step from 1, the steps of an epoch, and the loss."""

OnEpoch = Callable[[EpochRow], None]
"""Called after an epoch was saved."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A training run.

    Attributes:
        recipe: How to train.
        folder: Where checkpoints, history and weights go.
        teacher: A Keras file with the same heads; None to learn from the labels alone.
        start: A Keras file of the same network whose weights are the first ones; None for random ones.
        resume: Whether to go on from the folder's checkpoint.
    """

    recipe: Recipe
    folder: Path
    teacher: Path | None = None
    start: Path | None = None
    resume: bool = False


class Trainer:
    """The state of a run between two epochs."""

    def __init__(self, plan: Plan) -> None:
        """Build the network, fresh or from the run's checkpoint.

        Raises:
            UserError: The folder holds another run, or has no checkpoint to go on from, or the teacher does not fit.
        """
        self.plan = plan
        self.history: list[EpochRow] = []
        self._identity = {
            "recipe": plan.recipe.as_dict(),
            "teacher": _digest(plan.teacher, "teacher"),
            "start": _digest(plan.start, "file to start from,"),
        }
        saved = self._saved()
        keras.utils.set_random_seed(plan.recipe.seed)
        self._model = build(plan.recipe.network)
        self._average = build(plan.recipe.network)
        self._logits = FastForward(with_logits(self._model), plan.recipe.bfloat16)
        teacher = with_logits(_open_weights(plan.teacher, self._model)) if plan.teacher else None
        self._teacher = FastForward(teacher, plan.recipe.bfloat16) if teacher else None
        self._optimiser = _optimiser(plan.recipe, self._model)
        if saved is not None:
            _set_values(self._model, saved["model"])
            _set_values(self._average, saved["average"])
            self._optimiser.load_state_dict(saved["optimiser"])
        else:
            if plan.start is not None:
                _start_from(_open_weights(plan.start, self._model), self._model)
            _set_values(self._average, _values(self._model))
            plan.folder.mkdir(parents=True, exist_ok=True)
            (plan.folder / "trained_on.txt").write_text(_trained_on(plan) + "\n", encoding="utf-8")

    def run(self, faces: dict[str, Faces], on_step: OnStep, on_epoch: OnEpoch) -> None:
        """Train the epochs that are left, saving each.

        Args:
            faces: By split, as `data.load` gives them.
            on_step: Told of each step.
            on_epoch: Told of each saved epoch; what it raises ends the run, which can be resumed.

        Raises:
            UserError: There are fewer faces than a batch.
        """
        if len(faces["Training"]) < self.plan.recipe.batch:
            raise UserError(f"{len(faces['Training'])} faces to train on are less than a batch of the recipe.")
        for epoch in range(len(self.history) + 1, self.plan.recipe.epochs + 1):
            start = time.monotonic()
            means, rate = self._train_epoch(epoch, faces["Training"], on_step)
            fer2013, ferplus = self._accuracies(faces["PublicTest"])
            row = EpochRow(
                epoch=epoch,
                loss=means["total"],
                loss_fer2013=means["fer2013"],
                loss_ferplus=means["ferplus"],
                loss_teacher=means.get("teacher", 0.0),
                accuracy_fer2013=fer2013,
                accuracy_ferplus=ferplus,
                learning_rate=rate,
                seconds=time.monotonic() - start,
            )
            save_epoch(self.plan.folder, self._state(), [*self.history, row], self._average)
            self.history.append(row)
            on_epoch(row)

    def _train_epoch(self, epoch: int, faces: Faces, on_step: OnStep) -> tuple[dict[str, float], float]:
        recipe = self.plan.recipe
        # A generator for each epoch: a resumed run draws what an unbroken one would have drawn.
        torch.manual_seed(recipe.seed * 100_003 + epoch)  # dropout has no generator of its own
        chance = torch.Generator().manual_seed(recipe.seed * 100_003 + epoch)
        steps = len(faces) // recipe.batch
        sums: dict[str, float] = {}
        rate = 0.0
        for step, (pictures, targets) in enumerate(self._batches(faces, chance), 1):
            done = (epoch - 1) * steps + step - 1
            rate = recipe.learning_rate_at(done / (recipe.epochs * steps))
            parts = self._step(pictures, targets, rate)
            self._follow(done)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + value / steps
            on_step(epoch, step, steps, parts["total"])
        return sums, rate

    def _batches(self, faces: Faces, chance: torch.Generator) -> Iterator[tuple[Tensor, Targets]]:
        """Shuffled whole batches; the few rows left over are others in each epoch."""
        recipe = self.plan.recipe
        pictures = torch.from_numpy(faces.pictures)
        labels = torch.from_numpy(faces.labels).long()
        shares = torch.from_numpy(faces.votes.shares)
        order = torch.randperm(len(faces), generator=chance)
        for rows in torch.split(order, recipe.batch):
            if len(rows) < recipe.batch:
                return
            varied = augment(pictures[rows].unsqueeze(3).float(), recipe.augmentation, chance)
            yield varied, Targets(labels[rows], shares[rows], self._taught(varied))

    def _taught(self, pictures: Tensor) -> dict[str, Tensor] | None:
        if self._teacher is None:
            return None
        with torch.no_grad():
            return self._teacher(pictures, training=False)

    def _step(self, pictures: Tensor, targets: Targets, rate: float) -> dict[str, float]:
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        self._optimiser.zero_grad()
        parts = losses(self._logits(pictures, training=True), targets, self.plan.recipe)
        torch.autograd.backward(parts["total"])
        self._optimiser.step()
        return {name: float(value.detach()) for name, value in parts.items()}

    def _follow(self, done: int) -> None:
        """Move the averaged weights, faster in the first steps, when there is little to remember."""
        decay = min(self.plan.recipe.average, (1 + done) / (10 + done))
        with torch.no_grad():
            for average, new in zip(self._average.variables, self._model.variables, strict=True):
                if new.value.is_floating_point():
                    average.value.lerp_(new.value, 1 - decay)
                else:
                    average.value.copy_(new.value)

    def _accuracies(self, faces: Faces) -> tuple[float, float]:
        average = FastForward(self._average)
        batches = torch.split(torch.from_numpy(faces.pictures), _MEASURED_AT_ONCE)
        with torch.no_grad():
            parts = [average(batch.unsqueeze(3).float(), training=False) for batch in batches]
        said = {head: torch.cat([part[head] for part in parts]).argmax(dim=1).numpy() for head in parts[0]}
        right = said["ferplus"] == faces.votes.majority
        return float((said["fer2013"] == faces.labels).mean()), float(right[faces.votes.judged].mean())

    def _state(self) -> dict[str, Any]:
        return self._identity | {
            "model": _values(self._model),
            "average": _values(self._average),
            "optimiser": self._optimiser.state_dict(),
        }

    def _saved(self) -> dict[str, Any] | None:
        folder = self.plan.folder
        if not self.plan.resume:
            if (folder / CHECKPOINT).exists():
                raise UserError(f"{folder} holds a run already: add --resume to go on, or --out for another folder.")
            return None
        state, self.history = load_checkpoint(folder)
        if {key: state.get(key) for key in self._identity} != self._identity:
            raise UserError(f"The run in {folder} has another recipe or teacher: use --out for a new folder.")
        return state


def _optimiser(recipe: Recipe, model: Any) -> torch.optim.Optimizer:  # noqa: ANN401 - Keras is not typed
    weights = [variable.value for variable in model.trainable_variables]
    groups = [
        {"params": [weight for weight in weights if weight.ndim > 1], "weight_decay": recipe.weight_decay},
        {"params": [weight for weight in weights if weight.ndim == 1], "weight_decay": 0.0},
    ]
    if recipe.optimiser == "sgd":
        return torch.optim.SGD(groups, lr=recipe.learning_rate, momentum=0.9, nesterov=True)
    return torch.optim.AdamW(groups, lr=recipe.learning_rate)


def _values(model: Any) -> list[Tensor]:  # noqa: ANN401 - Keras is not typed
    return [variable.value.detach() for variable in model.variables]


def _set_values(model: Any, values: list[Tensor]) -> None:  # noqa: ANN401 - Keras is not typed
    with torch.no_grad():
        for variable, value in zip(model.variables, values, strict=True):
            variable.value.copy_(value)


def _digest(path: Path | None, what: str) -> str | None:
    if path is not None and not path.is_file():
        raise UserError(f"The {what} {path} does not exist.")
    return sha256_of(path) if path else None


def _open_weights(path: Path, like: Any) -> Any:  # noqa: ANN401 - Keras is not typed
    try:
        network = keras.saving.load_model(path, compile=False)
    except (OSError, TypeError, ValueError) as error:
        raise UserError(f"The weights {path} can't be loaded by Keras.") from error
    heads, wanted = ({head: out.shape for head, out in with_logits(each).output.items()} for each in (network, like))
    if heads != wanted or network.input_shape != like.input_shape:
        raise UserError(f"The weights {path} have other inputs or heads than the network: {heads}.")
    return network


def _start_from(network: Any, model: Any) -> None:  # noqa: ANN401 - Keras is not typed
    if [weight.shape for weight in network.variables] != [weight.shape for weight in model.variables]:
        raise UserError(f"The weights to start from are of another network than {model.name}.")
    _set_values(model, _values(network))


def _trained_on(plan: Plan) -> str:
    recipe = plan.recipe
    taught = f"; from the weights of {plan.start.name}" if plan.start is not None else ""
    if plan.teacher is not None:
        taught += f"; {recipe.teacher_share:.0%} of the loss from the outputs of {plan.teacher.name}"
    return (
        f"FER-2013 Training, grey 48 by 48 photos from the web: its labels for one head, the FER+ votes for the other"
        f"{taught}; {recipe.epochs} epochs of the recipe {recipe.name}."
    )
