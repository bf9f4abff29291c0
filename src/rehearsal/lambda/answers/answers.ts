import { alarmAnswers } from './alarm-answers';
import { roleAnswers } from './role-answers';
import { stackAnswers } from './stack-answers';
import { transitionAnswers } from './transition-answers';
import type { ExecutionContext } from '../../execution/execution-context';
import type { LambdaFunction } from '../../model/lambda-function';
import type { AwsAnswers } from '../aws-call';

/**
 * Everything that the rehearsal answers to a function in the place of AWS.
 *
 * @param stage that runs, if one does
 */
export function answersFor(lambda: LambdaFunction, stage: string | undefined, context: ExecutionContext): AwsAnswers {
  return { ...transitionAnswers(lambda, stage, context), ...roleAnswers(lambda.name, context), ...stackAnswers(context), ...alarmAnswers(context) };
}
