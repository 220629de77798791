"""`acting-mirror models`: which models are here and how well they read."""

from typing import Final

_MEASURES: Final = {
    "fer2013": "head fer2013, on FER-2013 PrivateTest",
    "ferplus": "head ferplus, on the FER+ majority",
    "readout_on_fer2013": "as the program reads, on FER-2013",
    "readout_on_ferplus": "as the program reads, on FER+",
}


def models() -> None:
    """List the models with the figures from their cards."""
    from rich.console import Console
    from rich.table import Table

    from acting_mirror.vision.model_bundle import load_bundle, model_names

    table = Table(box=None, pad_edge=False)
    for column in ("Model", "Parameters", "Read as", "Faces", "Accuracy"):
        words = column in ("Model", "Read as")
        table.add_column(column, justify="left" if words else "right", no_wrap=column != "Read as")
    for name in model_names():
        card = load_bundle(name).card
        first = (name, f"{card.parameters:,}")
        for head, figures in card.figures.items():
            table.add_row(
                *first, _MEASURES.get(head, head), f"{figures['faces']:,}", f"{100 * figures['accuracy']:.2f} %"
            )
            first = ("", "")
    console = Console()
    console.print(table)
    console.print("What a face shows is not what a person feels.", style="dim")
