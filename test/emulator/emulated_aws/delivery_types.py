"""The types of a pipeline's own stack. Projects and pipelines are there for CodeBuild's and CodePipeline's API, but nothing runs them."""

from typing import Any

from moto.codebuild.models import codebuild_backends
from moto.codepipeline.models import codepipeline_backends

from .resource_types import Resource, register


def api_names(value: Any) -> Any:
    """The property names of CloudFormation as those of the services' API; the keys of a configuration are data."""
    if isinstance(value, dict):
        return {key[0].lower() + key[1:]: item if key == "Configuration" else api_names(item) for key, item in value.items()}
    if isinstance(value, list):
        return [api_names(item) for item in value]
    return value


def create_project(project: Resource) -> None:
    properties = api_names(project.properties)
    source = properties["source"]
    if "buildSpec" in source:
        source["buildspec"] = source.pop("buildSpec")
    codebuild_backends[project.account][project.region].create_project(
        project.name,
        properties.get("description"),
        source,
        properties["artifacts"],
        properties["environment"],
        properties["serviceRole"],
        [],
        properties.get("cache"),
        60,
        60,
        None,
        properties.get("logsConfig"),
        properties.get("vpcConfig"),
    )


def create_pipeline(pipeline: Resource) -> None:
    properties = {**api_names(pipeline.properties), "name": pipeline.name}
    if "artifactStores" in properties:
        properties["artifactStores"] = {store["region"]: store["artifactStore"] for store in properties["artifactStores"]}
    for stage in properties["stages"]:
        for action in stage["actions"]:
            for part, empty in (("configuration", {}), ("inputArtifacts", []), ("outputArtifacts", [])):
                action.setdefault(part, empty)
    backend = codepipeline_backends[pipeline.account][pipeline.region]
    if pipeline.name in backend.pipelines:
        backend.update_pipeline(properties)
    else:
        backend.create_pipeline(properties, [])


def install() -> None:
    register("AWS::CodeBuild::Project", "Name", {"Arn": lambda project: project.arn("codebuild", f"project/{project.name}")}, create=create_project)
    register("AWS::CodePipeline::Pipeline", "Name", {"Version": lambda _: "1"}, create=create_pipeline)
    # Not put on the bucket: moto ignores conditions, so that "deny without TLS" would deny everything.
    register("AWS::S3::BucketPolicy", reference=lambda policy: policy.properties["Bucket"])
