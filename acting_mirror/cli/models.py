"""`acting-mirror models`: which models are here and how well they read."""

from typing import Final

from acting_mirror.core.language import marked, number, tr
from acting_mirror.core.purpose import PURPOSE

_MEASURES: Final = {
    "fer2013": marked("head fer2013, on FER-2013 PrivateTest"),
    "ferplus": marked("head ferplus, on the FER+ majority"),
    "readout_on_fer2013": marked("as the program reads, on FER-2013"),
    "readout_on_ferplus": marked("as the program reads, on FER+"),
    "affectnet": marked("head affectnet, on AffectNet's validation set"),
    "readout_on_affectnet": marked("as the program reads, on AffectNet"),
}


def models() -> None:
    """List the models with the figures from their cards."""
    from rich.console import Console
    from rich.table import Table

    from acting_mirror.vision.model_bundle import load_bundle, model_names

    table = Table(box=None, pad_edge=False)
    columns = marked("Model"), marked("Parameters"), marked("Read as"), marked("Faces"), marked("Accuracy")
    for column in columns:
        words = column in ("Model", "Read as")
        table.add_column(tr(column), justify="left" if words else "right", no_wrap=column != "Read as")
    for name in model_names():
        card = load_bundle(name).card
        first = (name, number(card.parameters, ","))
        for head, figures in card.figures.items():
            accuracy = tr("{percent:.2f} %", percent=100 * figures["accuracy"])
            table.add_row(*first, tr(_MEASURES.get(head, head)), number(figures["faces"], ","), accuracy)
            first = ("", "")
    console = Console()
    console.print(table)
    console.print(tr("What a face shows is not what a person feels."), tr(PURPOSE), style="dim")
