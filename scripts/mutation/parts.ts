/** Some code and the tests that state what it does. Every mutant loads all of these tests, so they are no more than that. */
export interface Part {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const engine = (...paths: string[]) => paths.map((path) => `src/constructs/private/codepipeline/${path}`);
const constructs = (...names: string[]) => names.map((name) => `<rootDir>/test/constructs/${name}.test.ts`);

/** The rules that a blueprint keeps, and the pipeline that follows from it. */
export const PARTS: Readonly<Record<string, Part>> = {
  rules: {
    mutate: ['src/blueprint/private/rules/**/*.ts', 'src/blueprint/private/{problems,shape,parallel-groups}.ts'],
    tests: ['<rootDir>/test/blueprint/!(build-reuse|path-expression|properties).test.ts'],
  },
  gates: { mutate: engine('gates/*.ts'), tests: constructs('bake', 'held-releases', 'stage-conditions') },
  approvals: { mutate: engine('approvals/*.ts'), tests: constructs('approvals', 'grant-approve', 'self-mutation-review', 'private/change-set-actions') },
  builds: { mutate: engine('builds/*.ts', 'repository-build.ts'), tests: constructs('builds', 'private/*') },
  checks: { mutate: engine('checks/*.ts'), tests: constructs('checks') },
  preflight: { mutate: engine('preflight/*.ts'), tests: constructs('preflight/*') },
  pipeline: {
    mutate: [
      'src/constructs/multi-account-pipeline.ts', 'src/constructs/pipeline-*.ts', 'src/constructs/private/{delivery,environment,plan}-*.ts',
      ...engine('!(repository-build).ts'),
    ],
    tests: constructs(
      'action-roles', 'artifact-store', 'delivery-plan', 'multi-account-pipeline', 'names', 'pipeline-start', 'pipeline-structure', 'placeholder-guard', 'tags', 'waves',
    ),
  },
};
