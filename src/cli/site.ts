import { SITE_HELP } from './help';
import { parseSiteOptions } from './site/options';
import { operateReleases } from './site/releases';
import { inWords } from './site/text';

/** `cdk-multi-account-pipeline site`. Answers with the exit code. */
export async function site(args: string[]): Promise<number> {
  const options = parseSiteOptions(args);
  if (options.help) {
    process.stdout.write(SITE_HELP);
    return 0;
  }
  try {
    const answer = await operateReleases(options.stack, options.request, options.region);
    process.stdout.write(`${options.json ? JSON.stringify(answer, undefined, 2) : inWords(answer)}\n`);
    return 0;
  } catch (error) {
    // What AWS and the site's function refuse is explained by the message alone; a trace would only hide it.
    process.stderr.write(`${(error as Error).message}\n`);
    return 1;
  }
}
