import { changeLines } from '../../src/rehearsal/report/change-lines';
import { renderText } from '../../src/rehearsal/report/text-report';
import { eventfulReport, reportedChanges } from '../support/reports';

describe('the text of a report', () => {
  const text = renderText(eventfulReport());

  test('tells of every attempt of a stage that was retried', () => {
    expect(text).toMatch(/the stage is retried once \(FAILED_ACTIONS\)\n {4}attempt 1\n {2}✔ Network .+\n {2}✔ Api .+\n {2}✖ check .+ failed\n.+\n {4}attempt 2\n {2}✔ Network/);
    expect(text.match(/attempt \d/g)).toHaveLength(2);
  });

  test('says what followed from conditions and why a stage was not entered', () => {
    expect(text).toContain('rollback: AWS runs this stage again with the artifacts of the run 2026-02-28T10-00-00Z');
    expect(text).toContain('the transition into this stage is disabled: freeze');
  });

  test('names what a deployment changes below its action', () => {
    expect(text).toContain('      beta-network: first deployment: 2 resources\n');
    expect(text).toContain('        ! beta/Api/Orders ');
  });
});

describe('the lines of a deployment\'s changes', () => {
  test('are aligned, what may hurt first, with a word on what is lost', () => {
    const changed = [{ logicalId: 'Task', type: 'AWS::ECS::TaskDefinition', properties: ['ContainerDefinitions'], assetsOnly: true as const }];
    expect(changeLines(reportedChanges({ changed }))).toEqual([
      'beta-api: 2 added, 1 changed, 1 removed, 1 replaced; also outputs; compared with 2026-02-28T10-00-00Z',
      '  ! beta/Api/Orders  AWS::DynamoDB::Table  is replaced: KeySchema; HOLDS DATA',
      '  - beta/Api/Logs    AWS::S3::Bucket  its data stays in the account',
      '  ~ Task             AWS::ECS::TaskDefinition  ContainerDefinitions, only by the hash of an asset',
      '  + beta/Api/Topic   AWS::SNS::Topic',
      '  + Policy           AWS::IAM::Policy',
      'permissions are broadened:',
      '  + ingress to ${Group.GroupId} from Everyone (IPv4): TCP 443',
      '  + Allow sns:Publish on ${Topic} to AWS:${TaskRole} under a condition',
    ]);
  });

  test('say how many more there are', () => {
    const added = Array.from({ length: 30 }, (_, index) => ({ logicalId: `Topic${index}`, type: 'AWS::SNS::Topic' }));
    const lines = changeLines(reportedChanges({ added, changed: [], replaced: [], removed: [], permissionsBroadened: false, permissionChanges: [] }));
    expect(lines).toHaveLength(14);
    expect(lines.at(-1)).toBe('  … and 18 more');
  });

  test('are one line if nothing or everything is new', () => {
    const none = { added: [], changed: [], replaced: [], removed: [], sections: [], permissionsBroadened: false, permissionChanges: [] };
    expect(changeLines(reportedChanges(none))).toEqual(['beta-api: no resource changes; compared with 2026-02-28T10-00-00Z']);
    const single = reportedChanges({ comparedWith: null, added: [{ logicalId: 'Topic', type: 'AWS::SNS::Topic' }] });
    expect(changeLines(single)).toEqual(['beta-api: first deployment: 1 resource']);
  });

  test('say that a replacement only may happen, and that an empty resource stays', () => {
    const replaced = [{ logicalId: 'Server', type: 'AWS::EC2::Instance', properties: ['InstanceType'], replacement: 'possible' as const }];
    const removed = [{ logicalId: 'Role', type: 'AWS::IAM::Role', retained: true as const }];
    const lines = changeLines(reportedChanges({ added: [], changed: [], replaced, removed, permissionsBroadened: false }));
    expect(lines.slice(1)).toEqual(['  ! Server  AWS::EC2::Instance  may be replaced: InstanceType', '  - Role    AWS::IAM::Role  stays in the account']);
  });
});
