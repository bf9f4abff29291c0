import { Component } from 'projen';
import { TypeScriptProject } from 'projen/lib/typescript';

/** What a folder of `src/` must not import, and why. The whole architecture of DESIGN's layers is this table. */
const FORBIDDEN: Record<string, { patterns: string[]; reason: string }> = {
  blueprint: {
    patterns: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'projen', 'projen/*', '**/constructs', '**/constructs/*', '**/projen', '**/projen/*', '**/rehearsal/*', '**/cli/*'],
    reason: 'the blueprint is pure: the constructs, the project type and the rehearsal all read it, so it may use node builtins only.',
  },
  constructs: {
    patterns: ['projen', 'projen/*', '**/projen', '**/projen/*', '**/rehearsal/*', '**/cli/*'],
    reason: 'constructs run inside a CDK app, where projen costs 0.3 s and the rehearsal has no business. Share through src/blueprint.',
  },
  projen: {
    patterns: ['aws-cdk-lib', 'aws-cdk-lib/*', '**/constructs', '**/constructs/*', '**/rehearsal/*', '**/cli/*'],
    reason: 'the project type runs when a repository is generated, before aws-cdk-lib is installed. Share through src/blueprint.',
  },
  rehearsal: {
    patterns: ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs', 'projen', 'projen/*', '**/constructs', '**/constructs/*', '**/projen', '**/projen/*', '**/cli/*'],
    reason: 'the rehearsal reads a cloud assembly and knows no construct, so that it runs any pipeline as it was synthesized.',
  },
  cli: {
    patterns: ['aws-cdk-lib', 'aws-cdk-lib/*', 'projen', 'projen/*', '**/constructs', '**/constructs/*', '**/projen', '**/projen/*'],
    reason: 'commands are thin and start fast: they call src/blueprint and src/rehearsal only.',
  },
};

/** Turns the layer table into lint rules whose message carries the reason. */
export class LayerRules extends Component {
  constructor(project: TypeScriptProject) {
    super(project);
    for (const [folder, { patterns, reason }] of Object.entries(FORBIDDEN)) {
      project.eslint?.addOverride({
        files: [`src/${folder}/**/*.ts`],
        rules: {
          'no-restricted-imports': ['error', { patterns: [{ group: patterns, message: `Layer rule: ${reason}` }] }],
        },
      });
    }
  }
}
