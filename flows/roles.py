"""All flows by edition and role, each with its machine. A new edition is added here."""

from typing import Final

from transitions import Machine

from flows.admin import ADMIN
from flows.family import FAMILY
from flows.machine import build
from flows.model import Flow, FlowError, Journey, Role
from flows.teacher import TEACHER

FLOWS: Final[tuple[Flow, ...]] = (ADMIN, TEACHER, FAMILY)
EDITIONS: Final = tuple(dict.fromkeys(flow.edition for flow in FLOWS))
_FLOWS: Final = {(flow.edition, flow.role): flow for flow in FLOWS}
_MACHINES: Final[dict[str, Machine]] = {flow.name: build(flow) for flow in FLOWS}


def flow_of(edition: str, role: Role) -> Flow:
    try:
        return _FLOWS[edition, role]
    except KeyError:
        raise FlowError(f"no flow for role {role.value!r} in edition {edition!r}") from None


def walked_by(journey: Journey) -> Flow:
    """Return the flow that a journey walks."""
    return flow_of(journey.edition, journey.role)


def machine_for(flow: Flow) -> Machine:
    return _MACHINES[flow.name]
