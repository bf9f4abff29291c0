import { Component } from 'projen';
import type { TypeScriptProject } from 'projen/lib/typescript';

/** Types are checked once for all files by a task; jest then only strips them, which ts-jest would do a file at a time. */
export class TypedTests extends Component {
  constructor(project: TypeScriptProject) {
    super(project);
    const typeCheck = project.addTask('type-check', {
      description: 'Checks the types of the CDK app, its tests and the projen configuration',
      exec: `tsc --noEmit -p ${project.tsconfigDev.fileName}`,
    });
    project.testTask.prependSpawn(typeCheck);

    project.deps.removeDependency('ts-jest');
    project.jest!.config.transform = {
      '^.+\\.tsx?$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } }],
    };
  }
}
