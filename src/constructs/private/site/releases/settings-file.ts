import { Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { SiteSettings } from '../../../site-settings';

/** The settings of a release as they are written into its folder; no text where there are none. */
export interface SettingsFile {
  readonly fileName: string;
  readonly text: string;
}

export function settingsFileOf(scope: IConstruct, settings?: SiteSettings): SettingsFile {
  return { fileName: settings?.fileName ?? 'config.json', text: settings === undefined ? '' : Stack.of(scope).toJsonString(settings._values) };
}
