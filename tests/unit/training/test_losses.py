import math

import pytest

torch = pytest.importorskip("torch")

from training.losses import Targets, losses  # noqa: E402 - needs torch, which may be missing
from training.recipe import Recipe  # noqa: E402

PLAIN = Recipe("test", "mini_xception", 1, 4, 1e-3)
TAUGHT = Recipe("test", "mini_xception", 1, 4, 1e-3, teacher_share=0.25, teacher_temperature=1.5)


def even(count: int) -> dict[str, "torch.Tensor"]:
    return {"fer2013": torch.zeros(count, 7), "ferplus": torch.zeros(count, 8)}


def test_an_undecided_network_loses_what_chance_loses() -> None:
    parts = losses(even(4), Targets(torch.tensor([0, 1, 2, 3]), torch.full((4, 8), 1 / 8)), PLAIN)
    assert float(parts["fer2013"]) == pytest.approx(math.log(7))
    assert float(parts["ferplus"]) == pytest.approx(math.log(8))
    assert float(parts["total"]) == pytest.approx(math.log(56))


def test_rows_that_ferplus_cannot_judge_do_not_count() -> None:
    logits = even(2) | {"ferplus": torch.tensor([[0.0] * 8, [50.0] + [0.0] * 7])}
    shares = torch.zeros(2, 8)
    shares[0, 3] = 1
    targets = Targets(torch.zeros(2, dtype=torch.long), shares)
    assert float(losses(logits, targets, PLAIN)["ferplus"]) == pytest.approx(math.log(8))
    none = Targets(torch.zeros(2, dtype=torch.long), torch.zeros(2, 8))
    assert float(losses(logits, none, PLAIN)["ferplus"]) == 0


def test_the_teacher_takes_its_share_and_is_matched_where_it_is_least() -> None:
    teacher = {"fer2013": torch.randn(4, 7), "ferplus": torch.randn(4, 8)}
    targets = Targets(torch.zeros(4, dtype=torch.long), torch.full((4, 8), 1 / 8), teacher)
    parts = losses(even(4), targets, TAUGHT)
    assert float(parts["teacher"]) == pytest.approx(2.25 * math.log(56), rel=1e-5)
    hard = parts["fer2013"] + parts["ferplus"]
    assert float(parts["total"]) == pytest.approx(float(0.75 * hard + 0.25 * parts["teacher"]))
    student = {head: values.clone().requires_grad_() for head, values in teacher.items()}
    torch.autograd.backward(losses(student, targets, TAUGHT)["teacher"])
    assert all(float(values.grad.abs().max()) < 1e-6 for values in student.values())
