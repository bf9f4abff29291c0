"""The Python twin of app.ts: both must synthesize the same templates."""

from aws_cdk import App, Environment, Stack
from cdk_multi_account_pipeline import (
    EcsServiceStage,
    MultiAccountPipeline,
    PipelineBlueprint,
    PipelineSource,
    ServiceImage,
    SiteContent,
    StaticSiteStage,
)

app = App()
blueprint = PipelineBlueprint.from_file("pipeline.json")
tools = Environment(account=blueprint.tools.account, region=blueprint.tools.region)
stack = Stack(app, "orders-pipeline", env=tools)
pipeline = MultiAccountPipeline(stack, "Pipeline", blueprint=blueprint, source=PipelineSource.code_commit("orders"))
for environment in pipeline.environments:
    env = Environment(account=environment.account, region=environment.region)
    api = EcsServiceStage(
        app,
        f"{environment.name}-api",
        env=env,
        profile=environment.profile,
        image=ServiceImage.from_ecr("orders", "sha256:" + "a" * 64),
    )
    web = StaticSiteStage(
        app,
        f"{environment.name}-web",
        env=env,
        profile=environment.profile,
        content=SiteContent.from_directory("site"),
    )
    pipeline.add_stage(environment, api)
    pipeline.add_stage(environment, web, after=[api])
app.synth()
