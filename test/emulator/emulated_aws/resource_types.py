"""Registers types of resources that moto's CloudFormation lacks."""

from collections.abc import Callable
from typing import Any

from moto.core.common_models import CloudFormationModel

Value = Callable[["Resource"], str]


class Resource:
    """A resource that is only remembered, unless its type creates something in a service of moto."""

    attributes: dict[str, Value] = {}
    reference: Value | None = None

    def __init__(self, name: str, properties: dict[str, Any], account: str, region: str):
        self.name, self.properties, self.account, self.region = name, properties, account, region

    @property
    def physical_resource_id(self) -> str:
        return self.reference() if self.reference else self.name

    @property
    def token(self) -> str:
        """The random end of the name, for identifiers that CloudFormation would make up."""
        return self.name.rsplit("-", 1)[-1]

    def arn(self, service: str, resource: str) -> str:
        return f"arn:aws:{service}:{self.region}:{self.account}:{resource}"

    def create(self) -> None:
        """Creates the resource in a service, if the type has one here."""

    @classmethod
    def has_cfn_attr(cls, attr: str) -> bool:
        return attr in cls.attributes

    def get_cfn_attribute(self, attribute: str) -> str:
        return self.attributes[attribute](self)

    @classmethod
    def create_from_cloudformation_json(
        cls, resource_name: str, cloudformation_json: dict[str, Any], account_id: str, region_name: str, **_: Any
    ) -> "Resource":
        resource = cls(resource_name, cloudformation_json["Properties"], account_id, region_name)
        resource.create()
        return resource

    @classmethod
    def update_from_cloudformation_json(
        cls, original_resource: "Resource", new_resource_name: str, cloudformation_json: dict[str, Any], account_id: str, region_name: str
    ) -> "Resource":
        return cls.create_from_cloudformation_json(original_resource.name, cloudformation_json, account_id, region_name)

    @classmethod
    def delete_from_cloudformation_json(cls, *_: Any, **__: Any) -> None:
        """What is only remembered is forgotten with its stack."""


def register(
    cloudformation_type: str,
    name_property: str = "",
    attributes: dict[str, Value] | None = None,
    reference: Value | None = None,
    create: Callable[[Any], None] | None = None,
) -> None:
    members: dict[str, Any] = {
        "attributes": attributes or {},
        "reference": reference,
        "cloudformation_type": staticmethod(lambda: cloudformation_type),
        "cloudformation_name_type": staticmethod(lambda: name_property),
        # moto finds the service of a resource in the module of its class.
        "__module__": "moto.cloudformation.models",
    }
    if create:
        members["create"] = create
    # moto looks for direct subclasses of its model and holds them weakly.
    REGISTERED.append(type(cloudformation_type.replace("::", ""), (Resource, CloudFormationModel), members))


REGISTERED: list[type] = []
