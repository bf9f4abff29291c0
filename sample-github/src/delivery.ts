import { App } from 'aws-cdk-lib';
import { DeliveryPlan, EcsServiceStage, PipelineBlueprint, ServiceImage, SiteApi, SiteContent, StaticSiteStage } from 'cdk-multi-account-pipeline';

/**
 * Adds everything that GitHub Actions deploys, and the plan that says what goes where and in which order. Accounts,
 * regions, approvals and checks are in `pipeline.json`; paths are relative to the repository's root.
 */
export function deliver(app: App): DeliveryPlan {
  const plan = new DeliveryPlan(app, 'Delivery', { blueprint: PipelineBlueprint.fromFile('pipeline.json') });
  for (const environment of plan.environments) {
    const api = new EcsServiceStage(app, `${environment.name}-api`, {
      deploymentEnvironment: environment,
      image: ServiceImage.fromAsset('backend'),
    });
    const web = new StaticSiteStage(app, `${environment.name}-web`, {
      deploymentEnvironment: environment,
      content: SiteContent.fromDirectory('frontend/dist'),
      // Browsers reach the backend below the site's own address, as they do with `npm run dev`.
      api: SiteApi.parameter(environment.parameterOf('api', 'url')),
    });
    plan.addStage(environment, api);
    plan.addStage(environment, web, { after: [api] });
  }
  return plan;
}
