import math
from dataclasses import replace

import pytest

torch = pytest.importorskip("torch")

from torch.nn import functional  # noqa: E402 - needs torch, which may be missing

from training.losses import Targets, losses  # noqa: E402
from training.recipe import Recipe  # noqa: E402

PLAIN = Recipe("test", "mini_xception", 1, 4, 1e-3)
TAUGHT = Recipe("test", "mini_xception", 1, 4, 1e-3, teacher_share=0.25, teacher_temperature=1.5)
ONE_HEAD = replace(PLAIN, heads="fer2013")


def even(count: int) -> dict[str, "torch.Tensor"]:
    return {"fer2013": torch.zeros(count, 7), "ferplus": torch.zeros(count, 8)}


def wanted(labels: list[int], shares: "torch.Tensor") -> dict[str, "torch.Tensor"]:
    return {"fer2013": torch.eye(7)[labels], "ferplus": shares}


def test_an_undecided_network_loses_what_chance_loses() -> None:
    parts = losses(even(4), Targets(wanted([0, 1, 2, 3], torch.full((4, 8), 1 / 8))), PLAIN)
    assert float(parts["fer2013"]) == pytest.approx(math.log(7))
    assert float(parts["ferplus"]) == pytest.approx(math.log(8))
    assert float(parts["total"]) == pytest.approx(math.log(56))


def test_smoothed_cross_entropy_is_that_of_torch() -> None:
    logits, labels = torch.randn(5, 7, generator=torch.Generator().manual_seed(0)), [0, 1, 2, 3, 6]
    smoothed = replace(ONE_HEAD, label_smoothing=0.1)
    ours = losses({"fer2013": logits}, Targets({"fer2013": torch.eye(7)[labels]}), smoothed)["fer2013"]
    assert float(ours) == pytest.approx(
        float(functional.cross_entropy(logits, torch.tensor(labels), label_smoothing=0.1)), rel=1e-5
    )


def test_rows_that_ferplus_cannot_judge_do_not_count() -> None:
    logits = even(2) | {"ferplus": torch.tensor([[0.0] * 8, [50.0] + [0.0] * 7])}
    shares = torch.zeros(2, 8)
    shares[0, 3] = 1
    assert float(losses(logits, Targets(wanted([0, 0], shares)), PLAIN)["ferplus"]) == pytest.approx(math.log(8))
    assert float(losses(logits, Targets(wanted([0, 0], torch.zeros(2, 8))), PLAIN)["ferplus"]) == 0


@pytest.mark.parametrize("smoothing", [0.0, 0.3])
def test_only_hard_labels_are_smoothed(smoothing: float) -> None:
    logits = {"ferplus": torch.randn(3, 8)}
    targets = Targets({"ferplus": torch.eye(8)[[1, 2, 3]]})
    recipe = replace(PLAIN, heads="ferplus")
    plain = float(losses(logits, targets, recipe)["total"])
    assert float(losses(logits, targets, replace(recipe, label_smoothing=smoothing))["total"]) == plain
    majority = replace(recipe, label_smoothing=smoothing, votes="majority")
    assert (float(losses(logits, targets, majority)["total"]) == plain) == (smoothing == 0)


@pytest.mark.parametrize(
    ("loss", "right", "undecided"),
    [
        # Over two labels: (1 - 1)² + 0², and 2 · 0.5² / 2.
        ("squared_error", 0.0, 0.25),
        # With labels of -1 and 1: (1 - 1)² and (1 + 0)²; then (1 - 0.5)² and (1 + 0.5)².
        ("squared_hinge", 0.5, (0.25 + 2.25) / 2),
    ],
)
def test_losses_of_probabilities_are_those_of_keras(loss: str, right: float, undecided: float) -> None:
    recipe = replace(ONE_HEAD, loss=loss)
    targets = Targets({"fer2013": torch.tensor([[1.0, 0.0]])})
    for logits, value in (([50.0, 0.0], right), ([0.0, 0.0], undecided)):
        assert float(losses({"fer2013": torch.tensor([logits])}, targets, recipe)["total"]) == pytest.approx(value)


@pytest.mark.parametrize("loss", ["cross_entropy", "squared_error", "squared_hinge"])
def test_a_row_counts_as_its_weight_says(loss: str) -> None:
    recipe = replace(ONE_HEAD, loss=loss, label_smoothing=0.1)
    logits, shares = torch.randn(2, 7), torch.eye(7)[[2, 5]]
    one, other = (
        float(losses({"fer2013": logits[[row]]}, Targets({"fer2013": shares[[row]]}), recipe)["total"])
        for row in (0, 1)
    )
    weighted = Targets({"fer2013": shares * torch.tensor([[3.0], [0.5]])})
    assert float(losses({"fer2013": logits}, weighted, recipe)["total"]) == pytest.approx((3 * one + 0.5 * other) / 2)


def test_the_teacher_takes_its_share_and_is_matched_where_it_is_least() -> None:
    teacher = {"fer2013": torch.randn(4, 7), "ferplus": torch.randn(4, 8)}
    targets = Targets(wanted([0] * 4, torch.full((4, 8), 1 / 8)), teacher)
    parts = losses(even(4), targets, TAUGHT)
    assert float(parts["teacher"]) == pytest.approx(2.25 * math.log(56), rel=1e-5)
    hard = parts["fer2013"] + parts["ferplus"]
    assert float(parts["total"]) == pytest.approx(float(0.75 * hard + 0.25 * parts["teacher"]))
    student = {head: values.clone().requires_grad_() for head, values in teacher.items()}
    torch.autograd.backward(losses(student, targets, TAUGHT)["teacher"])
    assert all(float(values.grad.abs().max()) < 1e-6 for values in student.values())
