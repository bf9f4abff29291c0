"""The types of the stacks that a pipeline deploys: they are remembered with plausible identifiers, and do nothing."""

from moto.elbv2.models import FakeTargetGroup

from .resource_types import register


def target_group_attribute(group: FakeTargetGroup, attribute: str) -> str:
    """moto's target groups answer to no attribute."""
    return {"TargetGroupFullName": group.arn.rsplit(":", 1)[-1], "TargetGroupName": group.name, "TargetGroupArn": group.arn}[attribute]


def install() -> None:
    FakeTargetGroup.has_cfn_attr = classmethod(lambda cls, attribute: attribute.startswith("TargetGroup"))
    FakeTargetGroup.get_cfn_attribute = target_group_attribute
    register("AWS::EC2::SecurityGroupEgress", attributes={"Id": lambda rule: f"sgr-{rule.token}"})
    register(
        "AWS::CloudWatch::Alarm",
        "AlarmName",
        {"Arn": lambda alarm: alarm.arn("cloudwatch", f"alarm:{alarm.name}")},
    )
    register(
        "AWS::CloudFront::Distribution",
        attributes={"Id": lambda one: f"E{one.token}", "DomainName": lambda one: f"d{one.token}.cloudfront.net".lower()},
        reference=lambda one: f"E{one.token}",
    )
    register(
        "AWS::CloudFront::Function",
        "Name",
        {"FunctionARN": lambda one: f"arn:aws:cloudfront::{one.account}:function/{one.name}"},
        reference=lambda one: f"arn:aws:cloudfront::{one.account}:function/{one.name}",
    )
    register(
        "AWS::CloudFront::KeyValueStore",
        "Name",
        {"Arn": lambda store: f"arn:aws:cloudfront::{store.account}:key-value-store/{store.token}", "Id": lambda store: store.token},
    )
    for name in ("CachePolicy", "OriginAccessControl", "ResponseHeadersPolicy", "VpcOrigin"):
        register(f"AWS::CloudFront::{name}", attributes={"Id": lambda one: one.token}, reference=lambda one: one.token)
