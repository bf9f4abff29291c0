"""Names of change sets belong to their stack. moto looks for a name across all stacks of a region, and takes any of them."""

from typing import Any, Callable

from moto.cloudformation.exceptions import ValidationError
from moto.cloudformation.responses import CloudFormationResponse

Method = Callable[[CloudFormationResponse], Any]


def by_id(method: Method) -> Method:
    """Calls the method with the change set's id in the place of its name."""

    def run(response: CloudFormationResponse) -> Any:
        read = response._get_param
        name, stack = read("ChangeSetName"), read("StackName")
        if stack and not name.startswith("arn:"):
            change_set_id = find(response, name, stack)
            response._get_param = lambda key, *more, **options: change_set_id if key == "ChangeSetName" else read(key, *more, **options)
        return method(response)

    return run


def find(response: CloudFormationResponse, name: str, stack: str) -> str:
    """The newest of that name: a change set replaces one of its name."""
    found = [
        change_set_id
        for change_set_id, change_set in response.cloudformation_backend.change_sets.items()
        if change_set.change_set_name == name and stack in (change_set.stack.name, change_set.stack.stack_id)
    ]
    if not found:
        raise ValidationError(stack, message=f"ChangeSet [{name}] does not exist")
    return found[-1]


def install() -> None:
    for method in ("describe_change_set", "execute_change_set", "delete_change_set"):
        setattr(CloudFormationResponse, method, by_id(getattr(CloudFormationResponse, method)))
