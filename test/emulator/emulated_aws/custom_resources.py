"""Custom resources: their functions would run in a container, so that an answer is made up instead."""

from typing import Any

from moto.cloudformation.custom_model import CustomModel
from moto.ec2.models import ec2_backends


class Answers(dict[str, str]):
    """An answer to any attribute that a template asks for."""

    def __init__(self, account: str, region: str):
        super().__init__()
        self.account, self.region = account, region

    def __contains__(self, attribute: object) -> bool:
        return True

    def __missing__(self, attribute: str) -> str:
        if attribute.endswith("GroupId"):
            # moto wants rules to name a group that there is: that of the account's default network.
            return ec2_backends[self.account][self.region].describe_security_groups()[0].id
        return f"emulated-{attribute}"


def create(
    cls: type[CustomModel], resource_name: str, cloudformation_json: dict[str, Any], account_id: str, region_name: str, **kwargs: Any
) -> CustomModel:
    resource = cls(region_name, "request", kwargs["LogicalId"], resource_name)
    resource.set_data(Answers(account_id, region_name))
    return resource


def update(
    cls: type[CustomModel], original_resource: CustomModel, new_resource_name: str, cloudformation_json: dict[str, Any], account_id: str, region_name: str
) -> CustomModel:
    return original_resource


def install() -> None:
    CustomModel.create_from_cloudformation_json = classmethod(create)
    CustomModel.update_from_cloudformation_json = classmethod(update)
