"""Every state of the Rehearse page, in the order in which one leads to the next."""

from pathlib import Path

from PySide6.QtWidgets import QMenu

from acting_mirror.core.line_score import LineScore
from acting_mirror.core.move import Move
from acting_mirror.core.target import Target
from acting_mirror.gui.rehearse import open_script
from acting_mirror.gui.rehearse.page import RehearsePage
from acting_mirror.gui.rehearse.targets_table import WANTS
from acting_mirror.rehearsal.tips import words_on
from tests import fake_microphone
from tests.screenshots.stage import Stage, module
from tests.sides_pdf import Layout, make_parts, set_script
from tests.speech import blocks

_TAKE_S = 40.0
_PACE = 260
_DIRECTED = """ANNA
I never told him. [[sad 40%, look: lens]] [[blink: none, still, inner brows up]]

ANNA
And I never will. [[look: down]] [[still]] [[blink: few]]

ANNA
(warmly)
There he is! [[brows up]]
"""


def rehearse_empty(stage: Stage) -> None:
    stage.window.turn_to(stage.window.rehearse)
    stage.photograph("rehearse-no-camera")
    stage.demo()
    stage.until(lambda: stage.window.rehearse.view.frame is not None, "demo actor")
    stage.photograph("rehearse-empty")


def rehearse_script(stage: Stage) -> None:
    page = _page(stage)
    stage.photograph("rehearse-script")
    page.run.go_to(6)
    stage.play(0.5)
    stage.photograph("rehearse-directions")
    stage.window.preferences.change_rehearsal(directions=False)
    stage.photograph("rehearse-no-directions")
    stage.window.preferences.change_rehearsal(directions=True)
    page.bar.prompter.menu().aboutToShow.emit()
    menu = page.bar.prompter.menu()
    stage.photograph("rehearse-prompter-menu", lambda: _pop_up(menu))
    menu.hide()
    script = page.bar.script.menu()
    script.aboutToShow.emit()
    stage.photograph("rehearse-script-menu", lambda: _pop_up(script))
    script.hide()


def rehearse_running(stage: Stage) -> None:
    page = _page(stage)
    stage.window.preferences.change_rehearsal(countdown_s=3)

    def count() -> None:
        page.run.cancel_count()
        page.run.toggle(record=True)

    stage.photograph("rehearse-countdown", count)
    page.run.cancel_count()
    stage.window.preferences.change_rehearsal(advance="key", countdown_s=0)
    page.run.go_to(0)
    page.run.toggle(record=False)
    _play_well(stage, page)
    stage.photograph("rehearse-running")
    page.run.stop()
    stage.until(lambda: not page.run.results.waiting, "the last score")
    stage.photograph("rehearse-scores")


def rehearse_lamps(stage: Stage) -> None:
    """What a self-tape would be: good, to be looked at, won't do, not yet to be told."""
    page = _page(stage)
    microphone = module("sounddevice", fake_microphone.fake_sounddevice())
    heard = blocks(True)
    with microphone:
        stage.window.preferences.change_window(sound=True)
        stage.until(lambda: len(page.lamps.row.lamps) == 3 and page.lamps.row.lamps[1].verdict, "lamps")
        stage.photograph("rehearse-lamps")
        session = stage.camera(stage.material.dark_room)
        stage.until(lambda: session.is_open, "a dark room")
        stage.window.current.movements.changed.emit()  # as of a camera that the window opens itself
        stage.until(lambda: (fake_microphone.hear(next(heard)), _all_told(page))[1], "a dark room, and a voice")
        stage.photograph("rehearse-lamps-dark")
        stage.window.preferences.change_window(sound=False)
        stage.demo()


def _all_told(page: RehearsePage) -> bool:
    return len(page.lamps.row.lamps) == 3 and all(lamp.verdict is not None for lamp in page.lamps.row.lamps)


def rehearse_moves(stage: Stage) -> None:
    """The longest that a tip has to say."""
    page = _page(stage)
    moves = Move("mouth_corners_down", "sad", 1.2), Move("inner_brows_up", "sad", None)
    score = LineScore(34.0, 0.3, None, 0.4, 0.9, "happy", 0.6, 0.8, moves)
    words = words_on(score, Target("sad"))
    stage.photograph("rehearse-moves", lambda: page.this_line.show_score(score.total, *words))


def rehearse_take(stage: Stage) -> None:
    page = _page(stage)
    stage.window.preferences.change_rehearsal(advance="pace", words_a_minute=_PACE, countdown_s=0)
    page.run.go_to(0)
    page.run.toggle(record=True)
    stage.until(lambda: page.run.recording and page.run.index > 5, "a take", _TAKE_S)
    stage.photograph("rehearse-recording")
    stage.told("Saved {name}", 2 * _TAKE_S)
    stage.photograph("rehearse-saved")
    stage.window.notice.closed.emit()
    stage.photograph("rehearse-after-take")


def rehearse_slate(stage: Stage) -> None:
    page = _page(stage)
    stage.window.preferences.change_rehearsal(countdown_s=0)
    page.slate.ask()
    dialog = page.slate.dialog
    assert dialog is not None
    words = {"name": "Anna Kowalska", "height": "1.70 m", "where you are based": "Kraków", "agent": "Maria Nowak"}
    for item, said in words.items():
        dialog.fields[item].setText(said)
    stage.photograph("rehearse-slate-asked")
    dialog.show_it.click()
    stage.photograph("rehearse-slate")
    page.main_action()
    stage.until(lambda: page.run.recording, "a slate")
    stage.photograph("rehearse-slate-recording")
    page.main_action()
    stage.told("Saved {name}")
    stage.window.notice.closed.emit()
    page.slate.leave()


def rehearse_part(stage: Stage) -> None:
    page = _page(stage)
    stage.window.preferences.change_rehearsal(advance="key", countdown_s=3)
    page.run.go_to(3)

    def count() -> None:
        page.run.cancel_count()
        page.run.go_to(4)
        page.run.toggle(record=True)

    stage.photograph("rehearse-chosen", count)
    page.run.cancel_count()
    stage.window.preferences.change_rehearsal(countdown_s=0)
    page.run.go_to(4)
    page.run.toggle(record=True)
    stage.until(lambda: page.run.recording and page.run.running, "a take")
    stage.play(2.5)
    page.run.stop()
    stage.told("Saved {name}")
    stage.photograph("rehearse-part")
    stage.window.notice.closed.emit()


def rehearse_learning(stage: Stage) -> None:
    """Words that are hidden in each way, with help and without, and what is noted of it."""
    page, change = _page(stage), stage.window.preferences.change_rehearsal
    page.run.go_to(7)
    for hidden in ("second", "letters", "all", "cues"):
        change(hidden=hidden)
        stage.photograph(f"rehearse-hidden-{hidden}")
    change(hidden="stalled", weakest_first=True, advance="key", countdown_s=0)
    page.run.toggle(record=False)
    stage.until(lambda: page.run.running, "a rehearsal")
    stage.play(1.5)
    page.run.learning.help()
    stage.photograph("rehearse-helped")
    page.run.learning.help()
    page.run.go_on()
    stage.play(1.0)
    page.run.stop()
    stage.until(lambda: any(card.help for card in page.cards.cards), "what was noted")
    stage.photograph("rehearse-help-noted")
    change(hidden="none", weakest_first=False)


def rehearse_full_screen(stage: Stage) -> None:
    page = _page(stage)
    page.run.go_to(6)
    stage.window.mirror.view.double_clicked.emit()
    stage.play(0.5)
    stage.photograph("rehearse-full-screen", lambda: page.set_full_screen(True))
    stage.window.showFullScreen()  # resizing it ended that
    stage.window.mirror.view.double_clicked.emit()
    stage.window.preferences.change_rehearsal(mirrored_text=True)
    stage.photograph("rehearse-mirrored")
    stage.window.preferences.change_rehearsal(mirrored_text=False)


def rehearse_targets(stage: Stage) -> None:
    page = _page(stage)
    page.edit_targets()
    dialog = stage.window.rehearse.targets_dialog
    assert dialog is not None
    stage.photograph("rehearse-targets")
    dialog.listening.setChecked(True)
    dialog.table.accept(next(row for row, each in enumerate(dialog.table.rows) if each.suggested is not None))
    dialog.view.setCurrentIndex(dialog.table.index(0, WANTS))
    stage.photograph("rehearse-targets-edited")
    stage.window.history.undo()
    dialog.close()
    stage.photograph("rehearse-targets-undone")
    page.script.read_again()
    stage.until(lambda: not page.script.unsaved, "read again")


def lowest_window(stage: Stage) -> None:
    page = _page(stage)
    stage.until(lambda: page.cards.cards, "script")
    for each in stage.window.pages.all:
        stage.window.turn_to(each)
        stage.photograph(f"lowest-{each.title.lower()}", lambda: stage.window.resize(900, 500))


def rehearse_calibrate(stage: Stage) -> None:
    _page(stage).calibrate()
    dialog = stage.window.rehearse.calibrate_dialog
    assert dialog is not None
    stage.photograph("rehearse-calibrate")
    dialog._start()
    stage.until(lambda: dialog._calibrating.share > 0.2, "calibrating")
    stage.photograph("rehearse-calibrate-running")
    dialog.close()


def rehearse_unspoken(stage: Stage) -> None:
    page = _page(stage)
    script = stage.folder / "lost.fountain"
    lost = "Anna\nI waited for you, every night.\n\nIt rains.\nMark:\nI know.\n"
    script.write_bytes(open_script.samples()[1].read_bytes() + f"\n{lost}".encode())
    _places_shown(stage, page, script, "rehearse-unspoken")


def rehearse_mistyped(stage: Stage) -> None:
    page = _page(stage)
    script = stage.folder / "mistyped.fountain"
    letter = open_script.samples()[1].read_text(encoding="utf-8")
    script.write_text(letter.replace("[[scared]]", "[[scred]]"), encoding="utf-8")
    _places_shown(stage, page, script, "rehearse-mistyped")


def rehearse_draft(stage: Stage) -> None:
    """A PDF that is looked through, and a script out of the clipboard."""
    page = _page(stage)
    parts = make_parts(14)
    left = dict.fromkeys(("action", "name", "how", "words", "heading"), 90.0)
    pdf = stage.folder / "The Last Train.pdf"
    pdf.write_bytes(set_script(parts, Layout(left=left)))
    page.menu.open(pdf)
    stage.until(lambda: page.menu.draft_dialog is not None and page.menu.draft_dialog.isVisible(), "a PDF")
    dialog = page.menu.draft_dialog
    assert dialog is not None
    stage.photograph("rehearse-draft")
    dialog.table.take_for((row for row, each in enumerate(dialog.table.draft.paragraphs) if not each.sure), None)
    stage.photograph("rehearse-draft-sure")
    dialog.table.show_draft(dialog.table.draft)
    dialog.close()


def rehearse_parts(stage: Stage) -> None:
    page = _page(stage)
    page.menu.show_parts()
    assert page.menu.parts_dialog is not None
    stage.photograph("rehearse-parts")
    page.menu.parts_dialog.close()


def rehearse_directed(stage: Stage) -> None:
    """Directions beside an emotion, and alone."""
    page = _page(stage)
    script = stage.folder / "directed.fountain"
    script.write_text(_DIRECTED, encoding="utf-8")
    page.script.open(script)
    stage.until(lambda: page.run.coach.followed, "movements")
    stage.photograph("rehearse-directed")
    stage.window.preferences.change_rehearsal(advance="key", countdown_s=0)
    page.run.toggle(record=False)
    for _ in range(2):
        stage.play(2.5)
        page.run.go_on()
    stage.until(lambda: len(page.run.results.scores) == 2, "scores")
    stage.photograph("rehearse-directed-scores")
    page.run.stop()
    stage.until(lambda: not page.run.results.waiting, "the last score")
    page.edit_targets()
    dialog = stage.window.rehearse.targets_dialog
    assert dialog is not None
    stage.photograph("rehearse-directed-targets")
    dialog.close()


def rehearse_faults(stage: Stage) -> None:
    page = _page(stage)
    broken = stage.folder / "broken.fountain"
    broken.write_text("ANNA\nI waited. /* cut\n", encoding="utf-8")
    stage.window.notice.closed.emit()
    page.script.open(broken)
    stage.until(lambda: stage.window.notice.words, "a broken script")
    stage.photograph("rehearse-broken-script")
    stage.window.notice.closed.emit()
    copy = stage.folder / "The Letter.fountain"
    copy.write_bytes(open_script.samples()[1].read_bytes())
    page.script.open(copy)
    stage.until(lambda: page.script.file is not None and page.script.file.path == copy, "a script of one's own")
    copy.write_bytes(copy.read_bytes() + b"\n")
    page.script.look_outside()
    stage.told("{name} was changed by another program.")
    stage.photograph("rehearse-changed-outside")
    stage.window.notice.closed.emit()
    stage.window.turn_to(stage.page)


def _page(stage: Stage) -> RehearsePage:
    """The page with the demo actor and a sample, whatever was before."""
    page = stage.window.rehearse
    if stage.window.pages.current is not page:
        stage.window.turn_to(page)
    if stage.window.session is None:
        stage.demo()
    stage.until(lambda: page.view.frame is not None, "demo actor")
    if page.script.file is None or page.script.file.path.stem != "The Letter":
        page.script.open(open_script.samples_folder() / "The Letter.fountain")
        stage.until(lambda: page.script.script is not None, "a script")
    return page


def _play_well(stage: Stage, page: RehearsePage) -> None:
    """Give the drawn actor the time to play some of the first lines."""
    for index in (0, 2, 4, 7, 11):
        page.run.go_to(index)
        stage.play(2.3)
        if index < 11:
            page.run.go_on()


def _places_shown(stage: Stage, page: RehearsePage, script: Path, name: str) -> None:
    """A script in which something is to be looked at, as it is told and as it is shown."""
    stage.window.notice.closed.emit()
    page.script.open(script)
    stage.until(lambda: stage.window.notice.words, name)
    stage.photograph(f"{name}-told")
    stage.click("Show")
    assert page.menu.places_dialog is not None
    stage.photograph(name)
    page.menu.places_dialog.close()
    stage.window.notice.closed.emit()


def _pop_up(menu: QMenu) -> None:
    menu.hide()
    menu.popup(menu.parentWidget().mapToGlobal(menu.parentWidget().rect().topLeft()))


ALL = (
    rehearse_empty,
    rehearse_script,
    rehearse_lamps,
    rehearse_running,
    rehearse_moves,
    rehearse_take,
    rehearse_slate,
    rehearse_part,
    rehearse_learning,
    rehearse_full_screen,
    rehearse_targets,
    lowest_window,
    rehearse_calibrate,
    rehearse_unspoken,
    rehearse_mistyped,
    rehearse_draft,
    rehearse_parts,
    rehearse_directed,
    rehearse_faults,
)
