"""Sentences are marked so that Babel finds each whole, and are said when the user's language is known."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Final

import pytest

import acting_mirror

_SAYING: Final = {"tr", "tr_count", "shown_name", "looks", "advice", "listing"}
_FOR_USERS: Final = {"UserError", "ScriptError", "TargetError"}
"""The exceptions whose text a user reads; with those that are made of them."""

_Check = Callable[[ast.Module], Iterator[ast.AST]]


def _called(node: ast.AST) -> str:
    """The name of the function that a node calls."""
    return getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""


def _calls(tree: ast.AST, *names: str) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call) and _called(node) in names)


def _literal(node: ast.expr | None) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _said_at_import(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield what is said while a module is imported, when no language is chosen yet."""
    if _called(tree) in _SAYING:
        yield tree
    later = tree.body if isinstance(tree, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) else []
    for node in ast.iter_child_nodes(tree):
        if node not in (later if isinstance(later, list) else [later]):
            yield from _said_at_import(node)


def _not_looked_up(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the calls whose words Babel can't find here, and that no constant can hold."""
    for call in _calls(tree, "tr"):
        if not call.args or (_literal(call.args[0]) is None and not _from_elsewhere(call.args[0])):
            yield call
    for call in _calls(tree, "tr_count", "marked"):
        if None in map(_literal, call.args[: 2 if _called(call) == "tr_count" else 1]):
            yield call


def _from_elsewhere(node: ast.expr) -> bool:
    """Whether words may be what was marked elsewhere: not put together here, and no choice of literal ones."""
    if isinstance(node, ast.IfExp):
        return _from_elsewhere(node.body) and _from_elsewhere(node.orelse)
    if isinstance(node, ast.Call):
        return not (isinstance(node.func, ast.Attribute) and _literal(node.func.value) is not None)
    return isinstance(node, ast.Name | ast.Attribute | ast.Subscript)


def _out_of_sight(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the calls within f-strings, in which Babel does not look before Python 3.12."""
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr))
    calls = (call for string in strings for call in _calls(string, "tr", "tr_count", "marked"))
    return (call for call in calls if any(_literal(part) for part in call.args))


def _other_places(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the calls whose words have other places than there are values."""
    for call in _calls(tree, "tr", "tr_count"):
        counted = _called(call) == "tr_count"
        texts = [text for text in map(_literal, call.args[: 2 if counted else 1]) if text is not None]
        values = {keyword.arg for keyword in call.keywords}
        given, needed = values | ({"count"} if counted else set()), values - {None, "count"}
        places = [_places(text) for text in texts]
        lacking = None not in values and any(place - given for place in places)
        if texts and (lacking or needed - set().union(*places)):
            yield call


def _places(text: str) -> set[str | None]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {f"none, as braces are left open: {text}"}


def _untold(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield the words of exceptions for the user that are not looked up."""
    for call in _raised(tree):
        yield from (word for part in (*call.args, *call.keywords) for word in _bare_words(part))


def _raised(tree: ast.Module) -> Iterator[ast.Call]:
    yield from _calls(tree, *_exceptions())
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in _exceptions():
            yield from _calls(node, "__init__")


def _bare_words(node: ast.AST) -> Iterator[ast.AST]:
    if _called(node) in ("tr", "tr_count"):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and any(map(str.isalpha, node.value)):
        yield node
    for inner in ast.iter_child_nodes(node):
        yield from _bare_words(inner)


@cache
def _trees() -> dict[Path, ast.Module]:
    """The program, file by file."""
    modules = sorted(Path(acting_mirror.__file__).parent.rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in modules}


@cache
def _exceptions() -> set[str]:
    """The names of all exceptions whose text a user reads."""
    bases = {
        node.name: {getattr(base, "id", "") for base in node.bases}
        for tree in _trees().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    }
    found = set(_FOR_USERS)
    while more := {name for name, of in bases.items() if of & found} - found:
        found |= more
    return found


@pytest.mark.parametrize("check", [_said_at_import, _not_looked_up, _out_of_sight, _other_places, _untold])
def test_the_program_is_marked_so_that_it_can_be_said_in_other_languages(check: _Check) -> None:
    found = [
        f"{path}:{node.lineno}"  # type: ignore[attr-defined]
        for path, tree in _trees().items()
        for node in check(tree)
        if check is not _said_at_import or "cli" not in path.parts  # its help texts; the language is known before
    ]
    assert not found


@pytest.mark.parametrize(
    ("check", "source"),
    [
        (_said_at_import, 'TITLE = tr("Record")'),
        (_said_at_import, 'class Page:\n    title = tr("Record")'),
        (_said_at_import, 'def show(title: str = tr("Record")) -> None: ...'),
        (_said_at_import, "NAMES = {shown_name(emotion): emotion for emotion in EMOTIONS}"),
        (_not_looked_up, 'def f(): return tr(f"Record {name}")'),
        (_not_looked_up, 'def f(): return tr("Record " + name)'),
        (_not_looked_up, 'def f(): return tr("Record {}".format(name))'),
        (_not_looked_up, 'def f(): return tr("Record" if ready else "Stop")'),
        (_not_looked_up, "def f(): return tr_count(ONE, MANY, 2)"),
        (_not_looked_up, 'NAME = marked(f"Record {1}")'),
        (_out_of_sight, '''def f(): return f"{name}: {tr('It is gone.')}"'''),
        (_other_places, 'def f(): return tr("{name} is gone.")'),
        (_other_places, 'def f(): return tr("{name} is gone.", path=path)'),
        (_other_places, 'def f(): return tr("It is gone.", path=path)'),
        (_other_places, 'def f(): return tr("{} is gone.", path=path)'),
        (_other_places, 'def f(): return tr("{path is gone.", path=path)'),
        (_other_places, 'def f(): return tr_count("{count} line of {name}", "{count} lines", 2)'),
        (_untold, 'def f(): raise UserError("It is gone.")'),
        (_untold, 'def f(): raise UserError(f"{path} is gone.", Remedy.REPLACE)'),
        (_untold, 'def f(): raise UserError("It is gone: " + tr("look elsewhere"))'),
        (_untold, 'def f(): raise UnreadablePhotoError(path, "it is empty")'),
        (_untold, 'class ScriptError(Exception):\n    def __init__(self): super().__init__("It is gone.")'),
    ],
)
def test_what_is_marked_wrong_is_found(check: _Check, source: str) -> None:
    assert len(list(check(ast.parse(source)))) == 1


@pytest.mark.parametrize(
    "source",
    [
        'TITLE = marked("Record")\ndef f(): return tr(TITLE)',
        'SAY = lambda: tr("Record")',
        "def f(): return tr(ONE if first else TABLE[key].title)",
        'def f(): return tr("{path} is {share:.0%} done, {name!r}.", path=path, share=0.5, name=name)',
        'def f(): return tr("{path}, line {line}", line=1, **place)',
        'def f(): return tr_count("One line of {name}", "{count} lines of {name}", 2, name=name)',
        'def f(): raise UserError(f"{error} {tr(KEPT)}", Remedy.RECOVER)',
    ],
)
def test_what_is_marked_right_is_not(source: str) -> None:
    tree = ast.parse(source)
    assert not [
        node
        for check in (_said_at_import, _not_looked_up, _out_of_sight, _other_places, _untold)
        for node in check(tree)
    ]
