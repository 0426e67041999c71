"""Copies of aiogram's models: every tap needs some, and building or validating each costs more."""

from typing import Final, TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)
_set: Final = object.__setattr__


def copied(sample: Model, **fields: object) -> Model:
    """Return what `sample.model_copy(update=fields)` does in a third of the time.

    Nothing is validated. The sample has no extra fields; what is private to it, its copies share.
    """
    kind = type(sample)
    copy = kind.__new__(kind)
    _set(copy, "__dict__", sample.__dict__ | fields)
    _set(copy, "__pydantic_fields_set__", sample.model_fields_set | fields.keys())
    _set(copy, "__pydantic_extra__", None)
    _set(copy, "__pydantic_private__", sample.__pydantic_private__)
    return copy
