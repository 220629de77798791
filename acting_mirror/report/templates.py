"""The templates of pages, with what they are given kept from becoming markup."""

import base64
import hashlib
from collections.abc import Mapping

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from acting_mirror import paths
from acting_mirror.core.language import language_tag, tr
from acting_mirror.core.palette import RGB


def template(name: str) -> Template:
    """A template of `resources/templates`."""
    folder = paths.resources_dir() / "templates"
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True)
    environment.globals.update(tr=tr, language_tag=language_tag)
    return environment.get_template(name)


def bundled(name: str) -> Markup:
    """A file of `resources` that goes into a page as it is."""
    return Markup((paths.resources_dir() / name).read_text(encoding="utf-8"))


def hexes(palette: Mapping[str, RGB]) -> dict[str, str]:
    """Colours as a style names them."""
    return {name: "#{:02x}{:02x}{:02x}".format(*colour) for name, colour in palette.items()}


def source_hash(text: str) -> str:
    """How a page's policy names a script or a style that it allows: no other is run, whatever a title says."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
