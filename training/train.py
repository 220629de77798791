"""Training: a plain loop in torch around a Keras network.

Needs Keras on the torch backend: whoever imports this sets `KERAS_BACKEND=torch` before.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import keras
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from acting_mirror.core.errors import UserError
from training.augment import augment, mixed
from training.data import Faces
from training.draw import chances
from training.fast_forward import FastForward
from training.graph import Graph
from training.losses import Targets, losses
from training.optimisers import optimiser
from training.recipe import Recipe
from training.run_folder import CHECKPOINT, EpochRow, load_checkpoint, save_epoch
from training.schedule import is_best, is_over, learning_rate
from training.targets import shares, weighted_shares
from training.weights import digest, open_teacher, set_values, start_from, values
from training.zoo import build, with_logits

_MEASURED_AT_ONCE: Final = 512
_LEAST_PROBABILITY: Final = 1e-7
"""As Keras clips them before a logarithm."""

_EPOCHS_TO_JUDGE_BY: Final = 10
_STEPS_A_LOOK: Final = 16
"""Between two looks at the loss: to read it means to wait for the device."""

OnStep = Callable[[int, int, int, float], None]
"""Called after some steps with the epoch from 1, the step from 1, the steps of an epoch, and the loss."""

OnEpoch = Callable[[EpochRow], None]
"""Called after an epoch, and after it was saved if it was."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A training run.

    Attributes:
        recipe: How to train.
        folder: Where checkpoints, history and weights go.
        teachers: Keras files with the same heads, whose values before the softmax are averaged; none to learn from the
            labels alone.
        start: A Keras file of the same network whose weights are the first ones; None for random ones.
        resume: Whether to go on from the folder's checkpoint.
        yunet: The weights that found the eyes, where the recipe goes by them.
        save_every_s: An epoch is saved if as long has passed since the last one was, or if it is the last.
        minutes: Do as many epochs as fit into this time, in place of the recipe's number; 0 to go by the recipe.
    """

    recipe: Recipe
    folder: Path
    teachers: tuple[Path, ...] = ()
    start: Path | None = None
    resume: bool = False
    yunet: Path | None = None
    save_every_s: float = 0.0
    minutes: float = 0.0


class Trainer:
    """The state of a run between two epochs."""

    def __init__(self, plan: Plan) -> None:
        """Build the network, fresh or from the run's checkpoint.

        Raises:
            UserError: The folder holds another run, or has no checkpoint to go on from, or the teacher does not fit.
        """
        self.plan = plan
        self.history: list[EpochRow] = []
        recipe = plan.recipe
        self._identity = {
            "teacher": " ".join(str(digest(teacher, "teacher")) for teacher in plan.teachers) or None,
            "start": digest(plan.start, "file to start from,"),
            "yunet": digest(plan.yunet, "file of YuNet's weights,"),
        }
        saved = self._saved()
        keras.utils.set_random_seed(recipe.seed)
        self._model, self._average = (
            build(recipe.network, recipe.network_heads, **recipe.network_options.arguments()) for _ in range(2)
        )
        self._student = self._logits_of(self._model)
        self._teachers = [self._logits_of(open_teacher(teacher, self._model)) for teacher in plan.teachers]
        self._followed = [_weights(network) for network in (self._average, self._model)]
        self._device = values(self._model)[0].device
        self._graph: Graph | None = None
        self._optimiser = optimiser(recipe, self._model)
        if saved is not None:
            set_values(self._model, saved["model"])
            set_values(self._average, saved["average"])
            self._optimiser.load_state_dict(saved["optimiser"])
        else:
            if plan.start is not None:
                start_from(plan.start, self._model)
            set_values(self._average, values(self._model))
            plan.folder.mkdir(parents=True, exist_ok=True)
            (plan.folder / "trained_on.txt").write_text(_trained_on(plan) + "\n", encoding="utf-8")

    def run(self, faces: dict[str, Faces], on_step: OnStep, on_epoch: OnEpoch) -> None:
        """Train the epochs that are left, saving them as the plan says.

        Args:
            faces: `Training` and `PublicTest`, as `arrange.arrange` gives them.
            on_step: Told of each step.
            on_epoch: Told of each epoch; what it raises ends the run, which can be resumed.

        Raises:
            UserError: There are fewer faces than a batch.
        """
        batch = self.plan.recipe.batch
        if len(faces["Training"]) < batch:
            raise UserError(f"{len(faces['Training'])} faces to train on are less than a batch of the recipe.")
        begun = saved_at = time.monotonic()
        while not is_over(self.plan.recipe, self.history):
            start = time.monotonic()
            means, rate = self._train_epoch(len(self.history) + 1, faces["Training"], on_step)
            watched = self._watch(faces["PublicTest"])
            row = EpochRow(
                epoch=len(self.history) + 1,
                loss=means["total"],
                loss_fer2013=means.get("fer2013", 0.0),
                loss_ferplus=means.get("ferplus", 0.0),
                loss_teacher=means.get("teacher", 0.0),
                accuracy_fer2013=watched.get("fer2013", 0.0),
                accuracy_ferplus=watched.get("ferplus", 0.0),
                learning_rate=rate,
                seconds=time.monotonic() - start,
                loss_watched=watched["loss"],
                loss_affectnet=means.get("affectnet", 0.0),
                accuracy_affectnet=watched.get("affectnet", 0.0),
            )
            history = [*self.history, row]
            recipe = self._fitting(history, time.monotonic() - begun)
            self.plan = replace(self.plan, recipe=recipe)
            best = is_best(recipe, history)
            if best or is_over(recipe, history) or time.monotonic() - saved_at >= self.plan.save_every_s:
                save_epoch(self.plan.folder, self._state(), history, self._average, best)
                saved_at = time.monotonic()
            self.history.append(row)
            on_epoch(row)

    def _fitting(self, history: list[EpochRow], spent_s: float) -> Recipe:
        """The recipe with as many epochs as the last ones say that there is time for; as it is without a limit."""
        plan = self.plan
        if not plan.minutes:
            return plan.recipe
        newest = [row.seconds for row in history[1:][-_EPOCHS_TO_JUDGE_BY:]] or [0.0]  # the first one starts the device
        epoch_s = max(sum(newest) / len(newest), 1e-3)
        left = int((60 * plan.minutes - spent_s) / epoch_s) if len(history) > 1 else plan.recipe.epochs
        return replace(plan.recipe, epochs=len(history) + max(left, 0))

    def _train_epoch(self, epoch: int, faces: Faces, on_step: OnStep) -> tuple[dict[str, float], float]:
        recipe = self.plan.recipe
        # A generator for each epoch: a resumed run draws what an unbroken one would have drawn.
        seed = recipe.seed * 100_003 + epoch
        torch.manual_seed(seed)  # dropout has no generator of its own
        steps = len(faces) // recipe.batch
        steps = min(steps, recipe.steps or steps)
        sums: dict[str, Tensor] = {}
        rate = 0.0
        for step, (pictures, wanted) in enumerate(self._batches(faces, steps, seed), 1):
            done = (epoch - 1) * steps + step - 1
            rate = learning_rate(recipe, done / (recipe.epochs * steps), self.history)
            parts = self._step(pictures, wanted, rate)
            self._follow(done)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + value / steps
            if step == steps or step % _STEPS_A_LOOK == 0:
                on_step(epoch, step, steps, float(parts["total"]))
        return {name: float(value) for name, value in sums.items()}, rate

    def _batches(self, faces: Faces, steps: int, seed: int) -> Iterator[tuple[Tensor, dict[str, Tensor]]]:
        """Whole batches as `augment` gives them, shuffled or drawn; the rows left over are others in each epoch."""
        recipe = self.plan.recipe
        luck = np.random.default_rng(seed)
        chance = torch.Generator(self._device).manual_seed(seed)
        pictures = self._on_device(faces.pictures)
        wanted = {head: self._on_device(weighted_shares(faces, head, recipe)) for head in recipe.head_names}
        for rows in torch.split(self._order(faces, steps * recipe.batch, chance), recipe.batch)[:steps]:
            grey = pictures[rows].unsqueeze(3).float()
            varied = augment(grey, recipe.augmentation, recipe.camera_faults, chance)
            batch = {head: each[rows] for head, each in wanted.items()}
            yield mixed(varied, batch, recipe.augmentation.mixup, chance, luck)

    def _order(self, faces: Faces, count: int, chance: torch.Generator) -> Tensor:
        """The rows of an epoch."""
        if "affectnet" not in self.plan.recipe.head_names:
            return torch.randperm(len(faces), generator=chance, device=self._device)
        return torch.multinomial(self._on_device(chances(faces)), count, replacement=True, generator=chance)

    def _on_device(self, values: npt.NDArray[Any]) -> Tensor:
        return torch.from_numpy(values).to(self._device)

    def _logits_of(self, network: Any) -> FastForward:  # noqa: ANN401 - Keras is not typed
        return FastForward(with_logits(network), self.plan.recipe.bfloat16)

    def _by_labelling(self, outputs: dict[str, Tensor]) -> dict[str, Tensor]:
        recipe = self.plan.recipe
        return {name: outputs[head] for name, head in zip(recipe.head_names, recipe.network_heads, strict=True)}

    def _taught(self, pictures: Tensor) -> dict[str, Tensor] | None:
        if not self._teachers:
            return None
        with torch.no_grad():
            said = [self._by_labelling(teacher(pictures, training=False)) for teacher in self._teachers]
        return {head: torch.stack([each[head] for each in said]).mean(dim=0) for head in said[0]}

    def _step(self, pictures: Tensor, wanted: dict[str, Tensor], rate: float) -> dict[str, Tensor]:
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        parts = self._gradients(pictures, wanted)
        self._optimiser.step()
        return parts

    def _gradients(self, pictures: Tensor, wanted: dict[str, Tensor]) -> dict[str, Tensor]:
        """Fill the weights' gradients, and return the parts of the loss."""
        if self._device.type != "cuda":
            return self._computed(pictures, wanted)
        if self._graph is None:
            self._graph = Graph(self._computed, pictures, wanted)
        return self._graph(pictures, wanted)

    def _computed(self, pictures: Tensor, wanted: dict[str, Tensor]) -> dict[str, Tensor]:
        self._optimiser.zero_grad()
        spoilt, unspoilt = pictures.split(1, dim=3)
        logits = self._by_labelling(self._student(spoilt, training=True))
        parts = losses(logits, Targets(wanted, self._taught(unspoilt)), self.plan.recipe)
        torch.autograd.backward(parts["total"])
        return {name: value.detach() for name, value in parts.items()}

    def _follow(self, done: int) -> None:
        """Move the averaged weights, faster in the first steps, when there is little to remember."""
        decay = min(self.plan.recipe.average, (1 + done) / (10 + done))
        averages, newest = self._followed
        torch._foreach_lerp_(averages, newest, 1 - decay)

    def _watch(self, faces: Faces) -> dict[str, float]:
        """The averaged weights' accuracy by each labelling, and `loss`: without a teacher or class weights."""
        recipe = self.plan.recipe
        average = FastForward(self._average)
        batches = torch.split(self._on_device(faces.pictures), _MEASURED_AT_ONCE)
        with torch.no_grad():
            parts = [self._by_labelling(average(batch.unsqueeze(3).float(), training=False)) for batch in batches]
        said = {head: torch.cat([part[head] for part in parts]) for head in recipe.head_names}
        wanted = {head: self._on_device(shares(faces, head, recipe)) for head in recipe.head_names}
        logits = {head: each.clamp(min=_LEAST_PROBABILITY).log() for head, each in said.items()}
        accuracies = {head: _accuracy(said[head], wanted[head]) for head in recipe.head_names}
        return accuracies | {"loss": float(losses(logits, Targets(wanted), recipe)["total"])}

    def _state(self) -> dict[str, Any]:
        return self._identity | {
            "recipe": self.plan.recipe.as_dict(),
            "model": values(self._model),
            "average": values(self._average),
            "optimiser": self._optimiser.state_dict(),
        }

    def _saved(self) -> dict[str, Any] | None:
        folder = self.plan.folder
        if not self.plan.resume:
            if (folder / CHECKPOINT).exists():
                raise UserError(f"{folder} holds a run already: add --resume to go on, or --out for another folder.")
            return None
        state, self.history = load_checkpoint(folder)
        same = self.plan.recipe.is_of(state.get("recipe", {}))
        if not same or {key: state.get(key) for key in self._identity} != self._identity:
            raise UserError(f"The run in {folder} has another recipe or teacher: use --out for a new folder.")
        return state


def _weights(network: Any) -> list[Tensor]:  # noqa: ANN401 - Keras is not typed
    """All that is learnt or measured; not the seeds of dropout."""
    return [value for value in values(network) if value.is_floating_point()]


def _accuracy(said: Tensor, wanted: Tensor) -> float:
    """Over the rows that count; 0 without any."""
    counts = wanted.sum(dim=1) > 0
    right = said.argmax(dim=1) == wanted.argmax(dim=1)
    return float(right[counts].double().mean()) if counts.any() else 0.0


def _trained_on(plan: Plan) -> str:
    """One sentence for the card."""
    recipe = plan.recipe
    taught = f"; from the weights of {plan.start.name}" if plan.start is not None else ""
    if plan.teachers:
        names = " and ".join(teacher.name for teacher in plan.teachers)
        taught += f"; {recipe.teacher_share:.0%} of the loss from the outputs of {names}"
    what = _HEADS_IN_WORDS[recipe.heads] + _changed(recipe) + taught
    most = "at most " if recipe.patience else ""
    return (
        f"FER-2013 {_ROWS_IN_WORDS[recipe.data.rows]}, grey 48 by 48 photos from the web: {what}; "
        f"{most}{recipe.epochs} epochs of the recipe {recipe.name}."
    )


def _changed(recipe: Recipe) -> str:
    data = recipe.data
    words = f", in the grouping {data.grouping}" if data.grouping != "none" else ""
    return words + (f", pre-processed by {data.preprocessing}" if data.preprocessing else "")


_ROWS_IN_WORDS: Final = {
    "training": "Training",
    "all": "Training, PublicTest and PrivateTest (figures on these are void)",
}
_HEADS_IN_WORDS: Final = {
    "both": "its labels for one head, the FER+ votes for the other",
    "fer2013": "its labels",
    "ferplus": "the FER+ votes",
    "all": (
        "its labels for one head, the FER+ votes for another; "
        "and the training set of AffectNet, which is for academic, non-commercial use only, for the third"
    ),
}
