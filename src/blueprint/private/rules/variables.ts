import { map, object, Rule, text } from '../shape';

export const VARIABLE_NAME = /^(?!CODEBUILD_)[A-Z_][A-Z0-9_]{0,127}$/;
export const VARIABLE_VALUE = /^[^\n\r]{1,1000}$/u;

/** @see https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineVariableDeclaration.html */
const variable: Rule = (node) => object(node, {
  defaultValue: {
    required: true,
    rule: (n) => text(n, VARIABLE_VALUE, 'must be a line of 1 to 1000 characters', 'A push starts the pipeline without anybody to ask, so every variable needs a value.'),
  },
  description: { required: false, rule: (n) => text(n, /^[^\n\r]{1,200}$/u, 'must be a line of 1 to 200 characters', 'Shorten it.') },
});

export const pipelineVariables: Rule = (node) => map(node, {
  pattern: VARIABLE_NAME,
  must: 'must be a variable\'s name',
  remedy: 'Use capital letters, digits and "_", such as "RELEASE_NOTE"; CODEBUILD_ belongs to CodeBuild.',
}, variable);
