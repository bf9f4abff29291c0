import { Stack, Token } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { checkReleases } from './release-rules';
import type { Settings } from './settings';
import { checkSettings } from './settings-rules';
import { EDGE_REGION } from './us-east-1';
import { Problems } from '../../../blueprint/private/problems';
import type { StaticSiteProps } from '../../static-site';
import { regionOfArn } from '../arn-region';
import { checkCloudFrontCertificate, checkCountries, checkDomainName, checkZone } from '../domain/domain-rules';
import { checkErrorRate, checkMinimumRequests, checkNotComposite } from '../release-alarm-rules';

/** @throws Error that lists every property with a value that cannot work */
export function checkSite(scope: Construct, props: StaticSiteProps, settings: Settings): void {
  const problems = new Problems();
  checkDomain(problems, props);
  checkCountries(problems, 'countries', props.countries);
  checkPolicy(problems, settings.contentSecurityPolicy);
  settings.firewall._check(problems);
  props.api?._check(problems);
  checkErrorRate(problems, 'errorRatePercent', settings.errorRatePercent);
  checkErrorRate(problems, 'refusalRatePercent', settings.refusalRatePercent);
  checkMinimumRequests(problems, props.minimumRequestsPerMinute);
  checkReleaseAlarms(scope, problems, props);
  checkTopic(problems, props);
  checkSettings(problems, props.settings?._values);
  checkReleases(problems, props);
  checkRegion(scope, problems, settings);
  problems.throwIfAny(scope.node.path);
}

function checkDomain(problems: Problems, { domainName, certificateArn, hostedZone }: StaticSiteProps): void {
  checkDomainName(problems, 'domainName', domainName);
  checkCloudFrontCertificate(problems, 'certificateArn', certificateArn);
  checkZone(problems, '', domainName, hostedZone);
  if (domainName !== undefined && certificateArn === undefined && hostedZone === undefined) {
    problems.add('certificateArn', 'must be given', undefined, 'Give a certificate of us-east-1, or hostedZone for one that is made there and renewed.');
  }
  if (domainName === undefined && (certificateArn !== undefined || hostedZone !== undefined)) {
    const given = certificateArn === undefined ? 'The records in hostedZone need' : 'A certificate needs';
    problems.add('domainName', 'must be given', undefined, `${given} a name.`);
  }
}

/** A line break would end the header. */
function checkPolicy(problems: Problems, policy: string): void {
  if (!Token.isUnresolved(policy) && !/^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/.test(policy)) {
    problems.add('contentSecurityPolicy', 'must be one line of printable ASCII', policy, 'Write it such as "default-src \'self\'; img-src \'self\' https://images.example.com".');
  }
}

/** The driver of a rollout reads alarms of its own account. */
function checkReleaseAlarms(scope: Construct, problems: Problems, { releaseAlarms = [] }: StaticSiteProps): void {
  const { account } = Stack.of(scope);
  releaseAlarms.forEach((alarm, index) => {
    checkNotComposite(problems, `releaseAlarms[${index}]`, alarm);
    if (![account, alarm.env.account].some((one) => Token.isUnresolved(one)) && account !== alarm.env.account) {
      problems.add(`releaseAlarms[${index}]`, `must be in the account of the site, ${account}`, alarm.env.account, 'Make one there of the same metric.');
    }
  });
}

/** An alarm tells topics of its own region only. */
function checkTopic(problems: Problems, { alarmTopic }: StaticSiteProps): void {
  const region = alarmTopic && regionOfArn(alarmTopic.topicArn, alarmTopic.env.region);
  if (region !== undefined && !Token.isUnresolved(region) && region !== EDGE_REGION) {
    problems.add('alarmTopic', `must be of ${EDGE_REGION}, where CloudFront is measured`, region, 'An alarm tells topics of its own region only: give one that is there.');
  }
}

/** A stack for us-east-1 can only be made beside one whose region is known. */
function checkRegion(scope: Construct, problems: Problems, settings: Settings): void {
  const parts = [
    ...(settings.makesCertificate ? ['the certificate'] : []),
    ...(settings.firewall._allowsLargeBodies === undefined ? [] : ['the web ACL']),
    ...(settings.hasAlarms ? ['the alarms'] : []),
  ];
  if (parts.length > 0 && Token.isUnresolved(Stack.of(scope).region)) {
    problems.add('the region of the stack', `must be known, because ${EDGE_REGION} has ${parts.join(', ')}`, undefined, 'Give the stack env: { account: …, region: … }.');
  }
}
