from collections.abc import Sequence

from acting_mirror.core.analysis import FrameAnalysis
from acting_mirror.core.faces import FaceBox, TrackedFace, Unreadable
from acting_mirror.core.photo_rank import ranked
from acting_mirror.core.scores import EmotionScores
from tests.readings import Shown, probs_of


def photo(*faces: Shown, sides: Sequence[float] = ()) -> FrameAnalysis:
    """A photo of faces that show this; None for one that is turned away."""
    made = []
    for number, shown in enumerate(faces):
        side = sides[number] if sides else 100.0
        box = FaceBox(0, 0, side, side)
        if shown is None:
            made.append(TrackedFace(number, box, Unreadable.TURNED_AWAY))
        else:
            scores = EmotionScores(probs_of(shown))
            made.append(TrackedFace(number, box, None, scores, scores, scores.label))
    return FrameAnalysis(0, 0.0, tuple(made), 0.0)


def test_photos_are_grouped_and_the_best_smile_is_first() -> None:
    found = ranked(
        [
            ("sad", photo({"sad": 0.5, "fear": 0.3})),
            ("grin", photo({"happy": 0.7})),
            ("rest", photo({})),
            ("gasp", photo({"surprise": 0.9})),
            ("smile", photo({"happy": 0.9})),
        ]
    )
    assert [(each.name, each.group) for each in found] == [
        *(("smile", "positive"), ("grin", "positive")),
        *(("rest", "neutral"), ("gasp", "neutral"), ("sad", "negative")),
    ]
    assert [each.name for each in found if each.best] == ["smile"]


def test_of_two_shots_of_a_group_the_one_in_which_everybody_smiles_wins() -> None:
    one_does_not = photo({"happy": 0.97}, {"happy": 0.97}, {"happy": 0.97}, {"happy": 0.3})
    all_smile = photo({"happy": 0.78}, {"happy": 0.78}, {"happy": 0.78}, {"happy": 0.78})
    assert [each.name for each in ranked([("one", one_does_not), ("all", all_smile)])] == ["all", "one"]


def test_a_shot_in_which_somebody_turned_away_comes_after_one_in_which_all_are_read() -> None:
    found = ranked([("turned", photo({"happy": 0.99}, None)), ("all", photo({"happy": 0.6}, {"happy": 0.6}))])
    assert [(each.name, each.reason) for each in found] == [("all", ""), ("turned", "1 of 2 faces turned away")]


def test_a_photo_that_can_not_be_read_comes_last_with_the_reason() -> None:
    photos = [("none", photo()), ("back", photo(None)), ("sad", photo({"sad": 0.9}))]
    found = ranked(photos, [("torn", "it is damaged")])
    assert [(each.name, each.reason) for each in found] == [
        *(("sad", ""), ("none", "no face found"), ("back", "turned away"), ("torn", "it is damaged"))
    ]
    assert not any(each.best for each in found)


def test_passers_by_do_not_count() -> None:
    [found] = ranked([("one", photo({"happy": 0.9}, None, {"sad": 0.9}, sides=(100, 20, 24)))])
    assert (found.readable, found.labels, round(found.rank, 2)) == (True, ("happy",), 0.9)


def test_no_photos_have_no_order() -> None:
    assert ranked([]) == []
