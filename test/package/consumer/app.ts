import { App, Stack } from 'aws-cdk-lib';
import {
  EcsServiceStage, MultiAccountPipeline, PipelineBlueprint, PipelineSource, ServiceImage, SiteContent, StaticSiteStage,
} from 'cdk-multi-account-pipeline';

const app = new App();
const blueprint = PipelineBlueprint.fromFile('pipeline.json');
const stack = new Stack(app, 'orders-pipeline', { env: blueprint.tools });
const pipeline = new MultiAccountPipeline(stack, 'Pipeline', { blueprint, source: PipelineSource.codeCommit('orders') });
for (const environment of pipeline.environments) {
  const env = { account: environment.account, region: environment.region };
  const api = new EcsServiceStage(app, `${environment.name}-api`, {
    env, profile: environment.profile, image: ServiceImage.fromEcr('orders', `sha256:${'a'.repeat(64)}`),
  });
  const web = new StaticSiteStage(app, `${environment.name}-web`, {
    env, profile: environment.profile, content: SiteContent.fromDirectory('site'),
  });
  pipeline.addStage(environment, api);
  pipeline.addStage(environment, web, { after: [api] });
}
app.synth();
