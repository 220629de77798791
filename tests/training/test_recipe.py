from dataclasses import replace
from pathlib import Path

import pytest

from acting_mirror.core.errors import UserError
from training.recipe import Augmentation, Data, NetworkOptions, Recipe, read_recipe

RECIPES = Path(__file__).parents[2] / "training" / "recipes"
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
        (GOOD.replace("= 8", "= 0"), "batch is 0, which should be of type int, at least 1"),
        (GOOD + 'optimiser = "lion"', "optimiser is one of adamw, adam, nadam, sgd"),
        (GOOD + 'loss = "hinge"', "loss is one of"),
        (GOOD + 'schedule = "plateau"', "need best_by"),
        (GOOD + "patience = 3", "need best_by"),
        (GOOD + 'best_by = "accuracy"', "best_by is one of"),
        (GOOD + 'heads = "ferplus"\nbest_by = "accuracy_fer2013"', "best_by is of a head that is trained"),
        (GOOD + "plateau_factor = 1.0", "plateau_factor"),
        (GOOD + "steps = -1", "steps"),
        (GOOD.replace("1e-3", "nan"), "learning_rate is nan, which should be of type float, above 0"),
        (GOOD + "[data]\nheld_out = 1.0", "held_out"),
        (GOOD + '[data]\ngrouping = "six"', "a grouping needs heads"),
        (GOOD + 'heads = "all"\n[data]\noversample = "training"', "without oversample"),
        (GOOD + 'best_by = "accuracy_affectnet"', "best_by is of a head that is trained"),
        (GOOD + 'heads = "fer2013"\n[data]\ngrouping = "four"', "grouping is one of none, seven, six, three, two"),
        (GOOD + '[data]\npreprocessing = "level_eyes+clahe"', "preprocessing is some of clahe, level_eyes"),
        (GOOD + '[data]\nrows = "all"\ni_know_this_leaks = true', "need held_out above 0"),
        (GOOD + '[data]\nrows = "all"\nheld_out = 0.2', "learns PrivateTest.*i_know_this_leaks = true"),
        (GOOD + '[data]\noversample = "before_split"\nheld_out = 0.2', "watches what was learnt"),
        (GOOD + '[data]\nsixfold = "before_split"\nheld_out = 0.2', "watches what was learnt"),
        (GOOD + "[augmentation]\nmixup = -1.0", "mixup"),
        (GOOD + "network_options = 3", "network_options is a table"),
        ('based_on = "mine"\n' + GOOD, "based on itself"),
        ('based_on = "none"\n' + GOOD, "There is no recipe .*none.toml"),
        (GOOD + "average = 1.0", "average"),
        (GOOD + "teacher_share = 2.0", "teacher_share"),
        (GOOD + "augmentation = 3", "augmentation is a table"),
        (GOOD + "[augmentation]\nflip = 2.0", "flip is 2.0, which should be of type float, at least 0, at most 1"),
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


def test_a_recipe_changes_some_entries_of_the_one_it_is_based_on(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text(GOOD + "[augmentation]\nflip = 0.5\nrotation = 9.0\n")
    read = recipe(tmp_path, 'based_on = "base"\nbatch = 4\n[augmentation]\nrotation = 3.0\n')
    assert (read.name, read.epochs, read.batch) == ("mine", 3, 4)
    assert (read.augmentation.flip, read.augmentation.rotation) == (0.5, 3.0)


def test_a_run_of_before_there_were_so_many_entries_is_recognised() -> None:
    now = Recipe("test", "studio", 2, 8, 0.1, augmentation=Augmentation(flip=0.5))
    saved = {"name": "test", "network": "studio", "epochs": 2, "batch": 8, "learning_rate": 0.1}
    assert now.is_of(saved | {"augmentation": {"flip": 0.5}})
    assert now.is_of(now.as_dict())
    assert not now.is_of(saved)
    assert not now.is_of(saved | {"augmentation": {"flip": 0.5}, "loss": "squared_error"})
    assert not now.is_of({})


def test_the_networks_heads_are_those_of_the_labellings_or_of_the_grouping() -> None:
    both = Recipe("test", "studio", 2, 8, 0.1)
    assert (both.head_names, both.network_heads) == (("fer2013", "ferplus"),) * 2
    six = replace(both, heads="ferplus", data=Data(grouping="six"))
    assert (six.head_names, six.network_heads) == (("ferplus",), ("six",))


def test_only_the_options_that_are_set_go_to_the_network() -> None:
    assert NetworkOptions().arguments() == {}
    assert NetworkOptions("body.h5", 0).arguments() == {"weights": Path("body.h5"), "unfrozen": 0}


@pytest.mark.parametrize("name", ["mini_xception", "studio"])
def test_what_ships_learns_both_labellings_of_the_training_split_alone(name: str) -> None:
    shipped = read_recipe(RECIPES / f"{name}.toml")
    assert (shipped.data, shipped.heads, shipped.votes) == (Data(), "both", "shares")


def test_the_learning_rate_goes_up_once_and_down_once() -> None:
    plan = Recipe("test", "mini_xception", 10, 8, learning_rate=1.0, warm_up=0.25)
    rates = [plan.learning_rate_at(step / 100) for step in range(101)]
    assert rates[0] == pytest.approx(1 / 25)
    assert rates[25] == pytest.approx(1)
    assert rates[100] == pytest.approx(1e-4)
    assert rates[:26] == sorted(rates[:26])
    assert rates[25:] == sorted(rates[25:], reverse=True)
