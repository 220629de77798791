"""The templates of pages, with what they are given kept from becoming markup."""

from jinja2 import Environment, FileSystemLoader, Template

from acting_mirror import paths
from acting_mirror.core.language import language_tag, tr


def template(name: str) -> Template:
    """A template of `resources/templates`."""
    folder = paths.resources_dir() / "templates"
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True)
    environment.globals.update(tr=tr, language_tag=language_tag)
    return environment.get_template(name)
