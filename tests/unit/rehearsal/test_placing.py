from pathlib import Path

import pytest

from acting_mirror.core.errors import Remedy, UserError
from acting_mirror.rehearsal.placing import by_pace, by_times
from acting_mirror.rehearsal.script import Script
from tests.refusals import refused
from tests.script_samples import opened

PLAY = "ANNA\nOne two three four five.\n\nMARK\nSix seven.\n\nANNA\nEight nine ten.\n"


@pytest.fixture
def script(tmp_path: Path) -> Script:
    return opened(tmp_path, PLAY, ".fountain").script


def times(folder: Path, text: str) -> Path:
    path = folder / "times.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        "line,start_s,end_s\n2,5,6.5\n1,0,2.25\n",
        "\ufeffline;start_s;end_s\r\n2;5,0;6,5\r\n\r\n1;0;2,25\r\n",
        "END_S\tline\tnote\tstart_s\n6.5\t2\tquick\t5\n2.25\t1\t\t0\n",
    ],
)
def test_lines_lie_where_the_table_says_in_the_order_of_their_times(tmp_path: Path, script: Script, text: str) -> None:
    placing = by_times(times(tmp_path, text), script.of("ANNA"), 10)
    assert [(span.index, span.start_s, span.end_s) for span in placing.spans] == [(0, 0, 2.25), (2, 5, 6.5)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize(
    "text",
    [
        "line;start_s;end_s;Größe\n1;0,7;2,2;\n2;1.234,5;1236;\n",
        'line\tstart_s\tend_s\tGröße\r\n1\t0,7\t2,2\tä\r\n2\t"1 234,5"\t1236\r\n',
        '"line","start_s","end_s","Größe"\r1,"0,7","2,2",\r2,"1.234,50","1.236,0",\r',
        'line,start_s,end_s,Größe\n1,.7,2.2,"two\nrows"\n"2","1,234.5","1,236.0"\n',
        '"sep=;"\r\n LINE ;Start_S;end_s;Größe;;\r\n1,00;0,70;2,20;;;\r\n2,00;1\'234,5;1236;;;\r\n;;;;;\r\n',
        "SEP=|\nline|start_s|end_s|Größe\n1|0,7|2,2|\n2|1234,5|1236|a;b;c\n",
    ],
)
def test_tables_are_read_as_the_spreadsheets_of_many_countries_save_them(
    tmp_path: Path, script: Script, text: str, encoding: str
) -> None:
    path = tmp_path / "times.txt"
    path.write_bytes(text.encode(encoding))
    placing = by_times(path, script.of("ANNA"), 2000)
    places = [(span.index, span.start_s, span.end_s) for span in placing.spans]
    assert places == [(0, 0.7, 2.2), (2, 1234.5, 1236)]


def test_a_line_that_the_table_leaves_out_is_named(tmp_path: Path, script: Script) -> None:
    placing = by_times(times(tmp_path, "line,start_s,end_s\n2,5,6\n"), script.of("ANNA"), 10)
    assert [span.index for span in placing.spans] == [2]
    assert placing.words.endswith("without times, and left out: 1.")


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ("1,0,2\n1,3,4", "row 3, column line: line 1 has a row already"),
        ("3,0,2", "row 2, column line: you have no line 3; your lines are 1 to 2"),
        ("0,0,2", "row 2, column line: you have no line 0"),
        ("one,0,2", "row 2, column line: 'one' isn't a line number"),
        ("1,3,2", "row 2, column end_s: the line ends at 2 s and begins at 3 s"),
        ("1,3,3", "row 2, column end_s"),
        ("1,0,12", "row 2, column end_s: 12 s is beyond the clip, which is 10.0 s long"),
        ("\n1,0,4\n2,3,5", "row 4, column start_s: line 2 overlaps line 1"),
        ("1,soon,2", "row 2, column start_s: 'soon' isn't a time"),
        ("1,0,nan", "row 2, column end_s: 'nan' isn't a time"),
        ("1,0", "row 2, column end_s: a time is missing"),
        ("1,0,7,2,2", "row 2, column end_s: its decimal comma also separates cells"),
        ("1.5,0,2", "row 2, column line: '1.5' isn't a line number"),
        ("nan,0,2", "row 2, column line: 'nan' isn't a line number"),
        ("1,1.2.3,2", "row 2, column start_s: '1.2.3' isn't a time"),
        ("1,-1,2", "row 2, column start_s: -1 s is before the clip begins"),
        ("", "has no times"),
    ],
)
def test_times_that_do_not_fit_are_named_by_row_and_column(
    tmp_path: Path, script: Script, rows: str, says: str
) -> None:
    with pytest.raises(UserError) as raised:
        by_times(times(tmp_path, f"line,start_s,end_s\n{rows}\n"), script.of("ANNA"), 10)
    assert says in str(raised.value)
    assert str(raised.value).endswith(".")


@pytest.mark.parametrize(
    "text", ["", "1,0,2\n", "line,start,end\n1,0,2\n", 'line,start_s,end_s\n1,"0\n2', "PK\x03\x04\0\0"]
)
def test_a_table_without_its_columns_is_refused(tmp_path: Path, script: Script, text: str) -> None:
    with pytest.raises(UserError, match=r"times\.csv"):
        by_times(times(tmp_path, text), script.of("ANNA"), 10)


@pytest.mark.parametrize("begin", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-1.7"])
def test_a_spreadsheets_own_file_is_refused_with_what_to_do(tmp_path: Path, script: Script, begin: bytes) -> None:
    path = tmp_path / "times.xlsx"
    path.write_bytes(begin + bytes(range(256)))
    with pytest.raises(UserError, match=r"times\.xlsx isn't text: .* save it as CSV"):
        by_times(path, script.of("ANNA"), 10)


def test_a_missing_table_is_refused(tmp_path: Path, script: Script) -> None:
    with pytest.raises(UserError, match="There is no file"):
        by_times(tmp_path / "none.csv", script.of("ANNA"), 10)


def test_the_lines_of_others_pass_by_the_same_pace(script: Script) -> None:
    placing = by_pace(script.lines, "ANNA", 60, 10)
    assert [(span.index, span.start_s, span.end_s) for span in placing.spans] == [(0, 0, 5), (2, 7, 10)]


@pytest.mark.parametrize("pace", [0.0, -3.0, float("nan"), float("inf")])
def test_what_is_no_pace_is_refused(script: Script, pace: float) -> None:
    with pytest.raises(UserError, match="isn't a pace"):
        by_pace(script.lines, "ANNA", pace, 10)


def test_a_pace_that_the_clip_is_too_short_for_is_refused(script: Script) -> None:
    with refused(r"until 10\.0 s, and the clip is 9\.0 s long", Remedy.QUICKER_PACE):
        by_pace(script.lines, "ANNA", 60, 9)
