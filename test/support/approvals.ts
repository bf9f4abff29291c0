import * as fc from 'fast-check';
import { maybe, optional } from './arbitraries';

const TOPIC = 'arn:aws:sns:REGION:111111111111:releases';

const summary = fc.oneof(
  fc.constant({ changeSummary: false }),
  optional(fc.constant({}), maybe('changeSummary', fc.constant(true)), maybe('skipWhenUnchanged', fc.boolean())),
);

const summaryOnRisk = optional(fc.constant({}), maybe('changeSummary', fc.constant(true)), maybe('skipWhenUnchanged', fc.constant(false)));

const notice = fc.constantFrom({}, {}, { notifyTopic: TOPIC }, { notifyEmails: ['ann@example.com'] }, { notifyEmails: ['ann@example.com', 'bob@example.com'] });

const asking = optional(
  fc.constant({}),
  maybe('instructions', fc.string({ minLength: 1, maxLength: 100 }).filter((text) => /\S/.test(text))),
  maybe('reviewUrl', fc.constantFrom('https://beta.example.com', 'http://127.0.0.1:8080/')),
  maybe('timeoutMinutes', fc.integer({ min: 5, max: 86_400 })),
);
const withType = (type: string, ...parts: fc.Arbitrary<object>[]) =>
  fc.tuple(fc.constant({ type }), ...parts).map((all) => Object.assign({}, ...all) as object);

/** An approval of `pipeline.json`, alone: how it fits the rest of the document is `withFittingApprovals`' matter. */
export const approval = fc.oneof(
  fc.constant({ type: 'none' }),
  withType('manual', asking, summary, notice),
  withType('onRisk', asking, summaryOnRisk, notice),
);

interface ApprovedDocument {
  tools: { region: string };
  executionMode?: string;
  environments: { profile: string; approval?: { type: string; notifyTopic?: string; changeSummary?: boolean; skipWhenUnchanged?: boolean } }[];
}

/** The document with its topics in the pipeline's region, and without summaries where runs are parallel. */
export function withFittingApprovals(document: Record<string, unknown>): Record<string, unknown> {
  const { tools, executionMode, environments } = document as unknown as ApprovedDocument;
  const withTopic = (one: ApprovedDocument['environments'][0]['approval']) => one && {
    ...one, ...(one.notifyTopic !== undefined && { notifyTopic: one.notifyTopic.replace('REGION', tools.region) }),
  };
  const withoutSummary = ({ skipWhenUnchanged: _, ...one }: NonNullable<ReturnType<typeof withTopic>>) =>
    one.type === 'none' ? one : { ...one, type: 'manual', changeSummary: false };
  return {
    ...document,
    environments: environments.map((environment) => {
      const given = withTopic(environment.approval ?? (executionMode === 'parallel' ? { type: 'manual' } : undefined));
      const fitting = given && executionMode === 'parallel' ? withoutSummary(given) : given;
      return { ...environment, ...(fitting && { approval: fitting }) };
    }),
  };
}
