import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { Template } from 'aws-cdk-lib/assertions';

/** The stacks as earlier versions made them. */
const EARLIER = join(__dirname, 'earlier');

/** What an update must not do to a resource. */
const HARMFUL = [ResourceImpact.WILL_REPLACE, ResourceImpact.MAY_REPLACE, ResourceImpact.WILL_DESTROY, ResourceImpact.WILL_ORPHAN];

/** The resources of a stack of an earlier version that an update to the template would replace or remove, unless they are meant for that. */
export function harmedByUpdate(earlier: string, template: Template, isMeantFor: (type: string) => boolean): string[] {
  const harmed: string[] = [];
  fullDiff(JSON.parse(readFileSync(join(EARLIER, `${earlier}.json`), 'utf8')), template.toJSON()).resources.forEachDifference((id, difference) => {
    if (HARMFUL.includes(difference.changeImpact) && !isMeantFor(String(difference.resourceType))) {
      harmed.push(`${id}: ${difference.changeImpact}`);
    }
  });
  return harmed;
}
