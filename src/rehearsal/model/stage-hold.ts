import type { AssemblyStack, Template } from './cloud-assembly';
import { Intrinsics, isObject } from './intrinsics';
import { referredTo, resourcesAllowed } from './role-permissions';
import { list, text } from './template-values';

/** A function that EventBridge calls on a schedule, and whose role allows to disable transitions of stages. */
export interface StageHold {
  /** The logical id of the rule. */
  readonly rule: string;
  /** Whether the rule is enabled. */
  readonly enabled: boolean;
  /** Such as `rate(1 minute)`. */
  readonly schedule: string;
  /** The logical id of the function. */
  readonly functionId: string;
  readonly input: TargetInput;
  /** The transitions that it may disable: patterns of `arn:…:codepipeline:…:pipeline/stage`. */
  readonly transitions: readonly string[];
  readonly account: string;
  readonly region: string;
}

/** What a target gets in the place of the event. At most one of the properties is there. */
export interface TargetInput {
  readonly constant?: string;
  readonly path?: string;
  readonly transformer?: { readonly paths: Readonly<Record<string, string>>; readonly template: string };
}

const FUNCTION = 'AWS::Lambda::Function';
const EVENT_RULE = 'AWS::Events::Rule';

/** The holds of a stack. */
export function stageHoldsOf(template: Template, stack: AssemblyStack): StageHold[] {
  const resources = template.Resources ?? {};
  const intrinsics = new Intrinsics(template, stack);
  const scheduled = Object.entries(resources)
    .filter(([, { Type, Properties }]) => Type === EVENT_RULE && Properties?.ScheduleExpression !== undefined);
  return scheduled.flatMap(([rule, { Properties }]) => {
    const { ScheduleExpression, State, Targets } = intrinsics.resolve(Properties) as Record<string, unknown>;
    return list(Targets).map((target) => ({ target, functionId: referredTo(target.Arn) }))
      .filter(({ functionId }) => resources[functionId]?.Type === FUNCTION)
      .map(({ target, functionId }) => ({
        rule,
        enabled: State !== 'DISABLED',
        schedule: text(ScheduleExpression) ?? '',
        functionId,
        input: inputOf(target),
        transitions: resourcesAllowed(roleOf(functionId, template, intrinsics), 'codepipeline:DisableStageTransition', template, intrinsics),
        account: stack.account,
        region: stack.region,
      }))
      .filter(({ transitions }) => transitions.length > 0);
  });
}

function roleOf(functionId: string, { Resources = {} }: Template, intrinsics: Intrinsics): string {
  return referredTo(intrinsics.resolve(Resources[functionId].Properties?.Role));
}

function inputOf({ Input, InputPath, InputTransformer }: Record<string, unknown>): TargetInput {
  return {
    constant: text(Input),
    path: text(InputPath),
    ...(isObject(InputTransformer) && {
      transformer: {
        paths: Object.fromEntries(Object.entries(isObject(InputTransformer.InputPathsMap) ? InputTransformer.InputPathsMap : {}).map(([name, path]) => [name, text(path) ?? ''])),
        template: text(InputTransformer.InputTemplate) ?? '',
      },
    }),
  };
}
