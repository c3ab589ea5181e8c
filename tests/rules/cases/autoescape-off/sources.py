"""Blocks in other brackets are for texts in which `{%` means something: what is written are templates and code."""

from jinja2 import Environment, FileSystemLoader

environment = Environment(  # expect: autoescape-off
    loader=FileSystemLoader("stubs"),
    variable_start_string="<<",
    variable_end_string=">>",
    block_start_string="<%",
    block_end_string="%>",
    autoescape=False,
)


def write_page(name: str) -> str:
    return environment.get_template("index.html").render(name=name)
