import { App, Stack } from 'aws-cdk-lib';
import {
  EcsServiceStage,
  MultiAccountPipeline,
  PipelineBlueprint,
  PipelineSource,
  ServiceImage,
  SiteApi,
  SiteContent,
  StaticSiteStage,
} from 'cdk-multi-account-pipeline';

/** The repository that is delivered. */
const REPOSITORY = 'owner/repository';

/** The connection to it: Developer Tools > Settings > Connections in the console of the tools account. */
const CONNECTION = 'arn:aws:codeconnections:eu-west-1:111111111111:connection/00000000-0000-4000-8000-000000000000';

/**
 * Adds the pipeline and everything that it deploys. Accounts, regions, approvals and checks are in `pipeline.json`;
 * paths are relative to the repository's root, where the CDK app is started.
 */
export function deliver(app: App): MultiAccountPipeline {
  const blueprint = PipelineBlueprint.fromFile('pipeline.json');
  const stack = new Stack(app, `${blueprint.application}-pipeline`, { env: blueprint.tools });
  const pipeline = new MultiAccountPipeline(stack, 'Pipeline', {
    blueprint,
    source: PipelineSource.connection(REPOSITORY, { connectionArn: CONNECTION }),
  });

  for (const environment of pipeline.environments) {
    const api = new EcsServiceStage(app, `${environment.name}-api`, {
      deploymentEnvironment: environment,
      image: ServiceImage.fromBuild(blueprint.findBuild('backend-image')),
    });
    const web = new StaticSiteStage(app, `${environment.name}-web`, {
      deploymentEnvironment: environment,
      content: SiteContent.fromDirectory('frontend/dist'),
      // Browsers reach the backend below the site's own address, as they do with `npm run dev`.
      api: SiteApi.parameter(environment.parameterOf('api', 'url')),
    });
    pipeline.addStage(environment, api);
    pipeline.addStage(environment, web, { after: [api] });
  }
  return pipeline;
}
