import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { settingsFileOf } from './settings-file';
import { Rollout, RolloutType } from '../../../../blueprint';
import type { SiteSettings } from '../../../site-settings';
import { inMinutes, stepsInWords } from '../../rollout-steps';

/** The id of a release, as the function that publishes it computes it once its settings are known; undefined while they are not. */
export function releaseIdOf(scope: IConstruct, contentHash: string, settings?: SiteSettings): string | undefined {
  const { fileName, text } = settingsFileOf(scope, settings);
  const known: unknown = Stack.of(scope).resolve(text);
  return typeof known === 'string' ? createHash('sha256').update([contentHash, fileName, known].join('\n')).digest('hex').slice(0, 16) : undefined;
}

/** What is released and how visitors get to it, for whoever reads the output of the synth. */
export function releaseNotice(id: string | undefined, contentHash: string, rollout: Rollout): string {
  const { steps, minutes } = rollout.plan();
  const release = id === undefined ? `Release of content ${contentHash.slice(0, 16)}, with settings that are known at deployment` : `Release ${id}`;
  return rollout.type === RolloutType.ALL_AT_ONCE
    ? `${release}: all visitors get it once it is uploaded and answers.`
    : `${release}: rollout ${rollout.type}, ${stepsInWords(steps)}. It ends after ${inMinutes(minutes)}; going back is instant at any time.`;
}
