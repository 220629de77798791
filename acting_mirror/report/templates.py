"""The templates of pages, with what they are given kept from becoming markup."""

from jinja2 import Environment, FileSystemLoader, Template

from acting_mirror import paths


def template(name: str) -> Template:
    """A template of `resources/templates`."""
    folder = paths.resources_dir() / "templates"
    return Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True).get_template(name)
