from tests.columns import PAGE, page


def test_the_page_of_columns_names_those_that_tables_have() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make it anew: python -m tests.columns"
