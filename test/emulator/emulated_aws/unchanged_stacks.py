"""Updates that change nothing: CloudFormation refuses them, moto only if the stack has parameters."""

from typing import Any

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.models import CloudFormationBackend, Stack

update = CloudFormationBackend.update_stack


def update_if_different(
    backend: CloudFormationBackend, name: str, template: str, role_arn: str | None, parameters: list[dict[str, Any]], tags: dict[str, str] | None
) -> Stack:
    stack = backend.get_stack(name)
    if not parameters and not stack.parameters and stack.template == template:
        raise ValidationError(name, message="No updates are to be performed.")
    return update(backend, name, template, role_arn, parameters, tags)


def install() -> None:
    CloudFormationBackend.update_stack = update_if_different
