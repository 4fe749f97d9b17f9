"""The Neo4j Browser kit: a guide, a style and saved scripts, made from the question files and the model."""

from kg.browser.kit import Kit, make_kit
from kg.browser.link import Door, find_door, link
from kg.browser.serve import Server

__all__ = ["Door", "Kit", "Server", "find_door", "link", "make_kit"]
