"""Failing stacks: moto answers with an error and leaves the stack in progress; CloudFormation rolls back and says why in its events."""

from collections.abc import Callable
from typing import Any

from moto.cloudformation import parsing
from moto.cloudformation.models import ChangeSet, Event, Stack


class ResourceFailure(Exception):
    def __init__(self, logical_id: str, resource_type: str, reason: Exception):
        super().__init__(str(reason))
        self.logical_id, self.resource_type = logical_id, resource_type


def naming_the_resource(operation: Callable[..., Any]) -> Callable[..., Any]:
    def run(logical_id: str, resource_json: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        try:
            return operation(logical_id, resource_json, *args, **kwargs)
        except ResourceFailure:
            # Another resource, which this one refers to.
            raise
        except Exception as error:
            raise ResourceFailure(logical_id, resource_json["Type"], error) from error

    return run


def report(stack: Stack, failure: ResourceFailure, verb: str) -> None:
    stack.events.append(Event(
        stack_id=stack.stack_id,
        stack_name=stack.name,
        logical_resource_id=failure.logical_id,
        physical_resource_id="",
        resource_type=failure.resource_type,
        resource_status=f"{verb}_FAILED",
        resource_status_reason=str(failure),
        resource_properties=None,
    ))


def end(stack: Stack, status: str) -> None:
    stack.status = status
    stack._add_stack_event(status)


def deletes_everything(stack: Stack) -> bool:
    """moto cannot delete everything that it creates, such as a VPC that is in use."""
    try:
        stack.resource_map.delete()
        return True
    except Exception:
        return False


def rolling_back_creation(create: Callable[[Stack], None]) -> Callable[[Stack], None]:
    def run(stack: Stack) -> None:
        try:
            create(stack)
        except ResourceFailure as failure:
            report(stack, failure, "CREATE")
            end(stack, "ROLLBACK_COMPLETE" if deletes_everything(stack) else "ROLLBACK_FAILED")

    return run


def rolling_back_update(update: Callable[..., None]) -> Callable[..., None]:
    def run(stack: Stack, template: str, *args: Any, **kwargs: Any) -> None:
        before, parameters = stack.template, stack.parameters
        try:
            update(stack, template, *args, **kwargs)
        except ResourceFailure as failure:
            report(stack, failure, "UPDATE")
            stack.template = before
            stack._parse_template()
            stack.resource_map.update(stack.template_dict, parameters)
            end(stack, "UPDATE_ROLLBACK_COMPLETE")

    return run


def with_outputs(apply: Callable[[ChangeSet], None]) -> Callable[[ChangeSet], None]:
    """moto forgets the outputs of a stack that a change set creates."""

    def run(change_set: ChangeSet) -> None:
        apply(change_set)
        change_set.stack.template = change_set.template
        change_set.stack._parse_template()
        change_set.stack.output_map = change_set.stack._create_output_map()

    return run


def install() -> None:
    parsing.parse_and_create_resource = naming_the_resource(parsing.parse_and_create_resource)
    parsing.parse_and_update_resource = naming_the_resource(parsing.parse_and_update_resource)
    Stack.create_resources = rolling_back_creation(Stack.create_resources)
    Stack.update = rolling_back_update(Stack.update)
    ChangeSet.apply = with_outputs(ChangeSet.apply)
