from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from training.recipe import Recipe, read_recipe

RECIPES = Path(__file__).parents[3] / "training" / "recipes"
GOOD = 'network = "mini_xception"\nepochs = 3\nbatch = 8\nlearning_rate = 1e-3\n'


def recipe(folder: Path, text: str) -> Recipe:
    path = folder / "mine.toml"
    path.write_text(text)
    return read_recipe(path)


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.toml")), ids=lambda path: path.stem)
def test_the_shipped_recipes_are_read(path: Path) -> None:
    assert read_recipe(path).name == path.stem


def test_entries_become_values(tmp_path: Path) -> None:
    read = recipe(tmp_path, GOOD + "weight_decay = 1\n[augmentation]\nrotation = 15\nflip = 0.5\n")
    assert (read.name, read.epochs, read.weight_decay) == ("mine", 3, 1)
    assert (read.augmentation.rotation, read.augmentation.flip, read.augmentation.shift) == (15, 0.5, 0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD + "epoch = 3", "unknown entry “epoch”"),
        (GOOD + "[augmentation]\nrotate = 3", "unknown entry “rotate”"),
        (GOOD.replace("batch = 8\n", ""), "lacks the entry “batch”"),
        (GOOD.replace("= 8", "= 8.5"), "batch is 8.5, which should be of type int"),
        (GOOD.replace("= 8", "= true"), "batch is True"),
        (GOOD.replace("= 8", "= 0"), "epochs, batch and learning_rate are above 0"),
        (GOOD + 'optimiser = "adam"', "optimiser is one of adamw, sgd"),
        (GOOD + "average = 1.0", "average"),
        (GOOD + "teacher_share = 2.0", "teacher_share"),
        (GOOD + "augmentation = 3", "augmentation is a table"),
        (GOOD + "[augmentation]\nflip = 2.0", "flip and erase are chances"),
        (GOOD + "[augmentation]\nscale = 1.0", "scale"),
        (GOOD + "[augmentation]\nerase_largest = 3", "erased square"),
        (GOOD + "[augmentation]\nrotation = -3", "rotation"),
        ("network = ", "can't be read"),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(UserError, match=says):
        recipe(tmp_path, text)


def test_a_missing_recipe_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no recipe"):
        read_recipe(tmp_path / "none.toml")


def test_the_learning_rate_goes_up_once_and_down_once() -> None:
    plan = Recipe("test", "mini_xception", 10, 8, learning_rate=1.0, warm_up=0.25)
    rates = [plan.learning_rate_at(step / 100) for step in range(101)]
    assert rates[0] == pytest.approx(1 / 25)
    assert rates[25] == pytest.approx(1)
    assert rates[100] == pytest.approx(1e-4)
    assert rates[:26] == sorted(rates[:26])
    assert rates[25:] == sorted(rates[25:], reverse=True)
