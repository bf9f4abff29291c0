"""The types of the stacks that a pipeline deploys: they are remembered with plausible identifiers, and do nothing."""

from .resource_types import register


def install() -> None:
    register("AWS::EC2::SecurityGroupEgress", attributes={"Id": lambda rule: f"sgr-{rule.token}"})
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
    for name in ("OriginAccessControl", "ResponseHeadersPolicy", "VpcOrigin"):
        register(f"AWS::CloudFront::{name}", attributes={"Id": lambda one: one.token}, reference=lambda one: one.token)
