/** Some code, and the test files that state what it does: a mutant that survives takes the time of all of them, so they are no more than that. */
export interface Part {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const engine = (...paths: string[]) => paths.map((path) => `src/constructs/private/codepipeline/${path}`);
const tests = (folder: string, ...names: string[]) => names.map((name) => `test/${folder}/${name}.test.ts`);

/** The rules that a blueprint keeps, and the pipeline that follows from it. */
export const PARTS: Readonly<Record<string, Part>> = {
  rules: {
    mutate: ['src/blueprint/private/rules/**/*.ts', 'src/blueprint/private/{problems,shape}.ts'],
    tests: tests(
      'blueprint',
      'approvals', 'builds', 'checks', 'gates', 'names', 'pipeline-blueprint', 'starting',
      'values/builds', 'values/checks', 'values/environments', 'values/every-key', 'values/starting',
    ),
  },
  gates: { mutate: engine('gates/*.ts'), tests: tests('constructs', 'bake', 'held-releases', 'stage-conditions') },
  approvals: { mutate: engine('approvals/*.ts'), tests: tests('constructs', 'approvals', 'grant-approve', 'self-mutation-review', 'private/change-set-actions') },
  builds: { mutate: engine('builds/*.ts', 'repository-build.ts'), tests: tests('constructs', 'builds', 'private/check-coverage', 'private/render-reference') },
  checks: { mutate: engine('checks/*.ts'), tests: tests('constructs', 'checks') },
  preflight: { mutate: engine('preflight/*.ts'), tests: tests('constructs/preflight', 'action-input', 'levels', 'planned', 'policies', 'rendered') },
  pipeline: {
    mutate: [
      'src/constructs/multi-account-pipeline.ts', 'src/constructs/pipeline-*.ts', 'src/constructs/private/{delivery,environment,plan}-*.ts',
      ...engine('!(repository-build).ts'), 'src/blueprint/private/parallel-groups.ts',
    ],
    tests: tests(
      'constructs',
      'action-roles', 'artifact-store', 'delivery-plan', 'multi-account-pipeline', 'names', 'pipeline-start', 'pipeline-structure', 'placeholder-guard', 'tags', 'waves',
    ),
  },
};
