"""The shape of a rules file as JSON Schema, made from the classes of the format: editors check while one types."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from doithoai.regulations.schema import Choice
from doithoai.regulations.version import LISTS, RegulationVersion

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": ["string", "number", "boolean"]},  # YAML reads 07 or yes without quotes as something else
    int: {"type": "integer", "minimum": 1},
    bool: {"type": "boolean"},
    date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
}


def json_schema() -> dict[str, Any]:
    """Return the schema of one `rules.yaml`; it knows the shape, `law check` knows the sense."""
    definitions: dict[str, Any] = {}
    root = _object(RegulationVersion, definitions)
    root["properties"]["lists"]["propertyNames"] = {"enum": sorted(LISTS)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Quy định của Đối Thoại (rules.yaml)",
        **root,
        "$defs": dict(sorted(definitions.items())),
    }


def _object(cls: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    hints = get_type_hints(cls)
    known = [one for one in fields(cls) if one.metadata.get("yaml", True)]
    return {
        "type": "object",
        "description": (cls.__doc__ or "").strip().splitlines()[0],
        "additionalProperties": False,
        "properties": {one.name: _shape(hints[one.name], definitions) for one in known},
        "required": [one.name for one in known if _required(one)],
    }


def _shape(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in {Union, types.UnionType}:
        return _shape(next(one for one in inner if one is not type(None)), definitions)
    if origin is tuple:
        one = _shape(inner[0], definitions)
        return {"anyOf": [one, {"type": "array", "items": one}]}
    if origin is Mapping:
        return {"type": "object", "additionalProperties": _shape(inner[1], definitions)}
    if origin is Literal:
        return {"enum": [word for word in inner if word]}
    if hint is Choice:
        setting = {"type": "object", "properties": {"setting": {"type": "string"}}, "required": ["setting"]}
        return {"anyOf": [_PLAIN[str], {**setting, "additionalProperties": False}]}
    return _named(hint, definitions) if is_dataclass(hint) else dict(_PLAIN[hint])


def _named(cls: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}  # a condition holds conditions: the name must stand before its shape
        definitions[name] = _object(cls, definitions)
    return {"$ref": f"#/$defs/{name}"}


def _required(one: Field[Any]) -> bool:
    return one.default is MISSING and one.default_factory is MISSING
