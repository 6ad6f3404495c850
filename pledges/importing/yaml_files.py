"""YAML files as plain strings, lists and mappings; each mapping knows its row.

Every value is kept as it is written: "0662", "2021" and "nej" are texts until a shape says what they are.
"""

from pathlib import Path

import yaml

try:  # the C parser, ten times as fast, where libyaml is built in
    from yaml import CBaseLoader as BaseLoader
except ImportError:
    from yaml import BaseLoader  # type: ignore[assignment]

from .problems import ImportProblem


class Mapping(dict):
    """A mapping of a YAML file and the row that it starts on."""

    row: int


class _Loader(BaseLoader):
    """Reads all scalars as text, and refuses a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Mapping:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for index, key in enumerate(keys):
            if key in keys[:index]:
                mark = node.value[index][0].start_mark
                raise yaml.constructor.ConstructorError(None, None, f"nyckeln ”{key}” står två gånger", mark)
        found = Mapping(super().construct_mapping(node, deep=True))
        found.row = node.start_mark.line + 1
        return found

    def construct_yaml_map(self, node: yaml.MappingNode) -> Mapping:
        return self.construct_mapping(node)


_Loader.add_constructor("tag:yaml.org,2002:map", _Loader.construct_yaml_map)


def read_yaml(path: Path) -> Mapping:
    """The mapping that the file holds. Raises ImportProblem when it holds something else or cannot be read."""
    try:
        found = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - built on BaseLoader: texts only
    except FileNotFoundError:
        raise ImportProblem(path, None, "filen finns inte.") from None
    except UnicodeDecodeError:
        raise ImportProblem(path, None, "filen är inte i UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else None
        raise ImportProblem(path, row, f"filen går inte att läsa som YAML ({error.problem}).") from None
    except yaml.YAMLError as error:
        raise ImportProblem(path, None, f"filen går inte att läsa som YAML ({error}).") from None
    if not isinstance(found, Mapping):
        raise ImportProblem(path, 1, "filen ska bestå av nycklar med värden.")
    return found
