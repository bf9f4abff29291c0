import { findReviewers } from './delivery/approval';
import { check } from './delivery/check';
import { DeliverOptions, parseDeliverOptions } from './delivery/deliver-options';
import { deploy } from './delivery/deploy';
import { publish } from './delivery/publish';
import { DELIVER_HELP } from './help';

/** Each answers with the exit code. */
const STEPS: Readonly<Record<string, (options: DeliverOptions) => Promise<number>>> = { publish, approval: findReviewers, deploy, check };

/** `cdk-multi-account-pipeline deliver`. Answers with the exit code. */
export async function deliver(args: string[]): Promise<number> {
  const options = parseDeliverOptions(args, Object.keys(STEPS));
  if (options.help) {
    process.stdout.write(DELIVER_HELP);
    return 0;
  }
  return STEPS[options.step](options);
}
