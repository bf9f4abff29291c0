import { Template } from 'aws-cdk-lib/assertions';
import { onlyResource } from '../../support/services';
import { CERTIFICATE, siteTemplate } from '../../support/sites';

interface Graph {
  readonly title: string;
  readonly metrics: unknown[][];
  readonly annotations?: { readonly horizontal: { readonly value: number }[] };
}

/** The dashboard as CloudWatch will read it, with references as placeholders. */
function graphsOf(template: Template): Graph[] {
  const parts: unknown[] = onlyResource(template, 'AWS::CloudWatch::Dashboard').Properties.DashboardBody['Fn::Join'][1];
  const body = JSON.parse(parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part).replace(/"/g, '\''))).join(''));
  return body.widgets.map(({ properties }: { properties: Graph }) => properties);
}

const graph = (title: string, template = siteTemplate()) => graphsOf(template).find((one) => one.title === title)!;
const names = (title: string) => graph(title).metrics.map(([namespace, name]) => `${namespace} ${name}`);

describe('[S5] the dashboard of a site', () => {
  test.each([
    ['Requests', ['AWS/CloudFront Requests']],
    ['Failed and refused requests in percent', ['AWS/CloudFront 5xxErrorRate', 'AWS/CloudFront 4xxErrorRate']],
    ['Bytes', ['AWS/CloudFront BytesDownloaded', 'AWS/CloudFront BytesUploaded']],
    ['Errors of functions at the edge', ['Execution', 'Validation', 'Execution', 'Validation'].map((kind) => `AWS/CloudFront Function${kind}Errors`)],
    ['Failed probes of releases', ['MultiAccountPipeline FailedProbes']],
  ])('shows "%s"', (title, expected) => {
    expect(names(title)).toEqual(expected);
  });

  test('reads from us-east-1 what CloudFront measures', () => {
    const elsewhere = graphsOf(siteTemplate()).flatMap(({ metrics }) => metrics).filter(([namespace]) => namespace === 'AWS/CloudFront')
      .filter((metric) => (metric.at(-1) as { region?: string }).region !== 'us-east-1');
    expect(elsewhere).toEqual([]);
  });

  test('asks for what CloudFront measures everywhere, because it reports nothing else', () => {
    const measured = graphsOf(siteTemplate()).flatMap(({ metrics }) => metrics).filter(([namespace]) => namespace === 'AWS/CloudFront');
    expect(measured.map((metric) => metric.slice(4, 6))).toEqual(measured.map(() => ['Region', 'Global']));
  });

  test('names the two functions of the edge', () => {
    const metrics = JSON.stringify(graph('Errors of functions at the edge').metrics);
    expect([metrics.includes('RouteRelease'), metrics.includes('RememberRelease')]).toEqual([true, true]);
  });

  test('draws from which rates on a release is turned back', () => {
    const limits = ({ annotations }: Graph) => annotations!.horizontal.map(({ value }) => value);
    expect(limits(graph('Failed and refused requests in percent'))).toEqual([5, 25]);
    expect(limits(graph('Failed and refused requests in percent', siteTemplate({ errorRatePercent: 2, refusalRatePercent: 30 })))).toEqual([2, 30]);
  });

  test('counts the probes of the name by which the driver asks for a release, also where the site has a domain of its own', () => {
    const template = siteTemplate({ domainName: 'www.example.com', certificateArn: CERTIFICATE });
    const [release] = Object.values(template.findResources('Custom::SiteRelease'));
    const host = graph('Failed probes of releases', template).metrics[0][3] as string;
    expect(host).toContain('DomainName');
    expect(JSON.stringify(release.Properties.Probe)).toContain(host.replaceAll("'", '"'));
  });

  test('can be left out, and has a name that CloudFormation makes', () => {
    siteTemplate({ dashboard: false }).resourceCountIs('AWS::CloudWatch::Dashboard', 0);
    expect(onlyResource(siteTemplate(), 'AWS::CloudWatch::Dashboard').Properties.DashboardName).toBeUndefined();
  });
});
