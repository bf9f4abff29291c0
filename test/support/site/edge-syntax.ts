import * as ts from 'typescript';

const K = ts.SyntaxKind;

/**
 * Syntax of ES 5.1, with that of later versions which AWS documents for the JavaScript runtime 2.0: `const`, `let`, `import`, arrow functions,
 * rest parameters, template literals, `**`, and `async` and `await` in functions that are no closures.
 */
const DOCUMENTED = new Set([
  K.SourceFile, K.EndOfFileToken, K.ImportDeclaration, K.ImportClause, K.FunctionDeclaration, K.Parameter, K.DotDotDotToken, K.Block, K.Identifier,
  K.VariableStatement, K.VariableDeclarationList, K.VariableDeclaration, K.ExpressionStatement, K.IfStatement, K.ForStatement, K.ForInStatement,
  K.WhileStatement, K.DoStatement, K.ReturnStatement, K.ThrowStatement, K.TryStatement, K.CatchClause, K.SwitchStatement, K.CaseBlock, K.CaseClause,
  K.DefaultClause, K.BreakStatement, K.ContinueStatement, K.LabeledStatement, K.EmptyStatement,
  K.CallExpression, K.NewExpression, K.PropertyAccessExpression, K.ElementAccessExpression, K.ParenthesizedExpression, K.FunctionExpression,
  K.ArrowFunction, K.EqualsGreaterThanToken, K.AwaitExpression, K.AsyncKeyword, K.BinaryExpression, K.PrefixUnaryExpression, K.PostfixUnaryExpression,
  K.ConditionalExpression, K.QuestionToken, K.ColonToken, K.DeleteExpression, K.TypeOfExpression, K.VoidExpression,
  K.ObjectLiteralExpression, K.PropertyAssignment, K.ArrayLiteralExpression, K.StringLiteral, K.NumericLiteral, K.RegularExpressionLiteral,
  K.TemplateExpression, K.NoSubstitutionTemplateLiteral, K.TemplateHead, K.TemplateSpan, K.TemplateMiddle, K.TemplateTail,
  K.TrueKeyword, K.FalseKeyword, K.NullKeyword, K.ThisKeyword,
]);

const LATER_OPERATORS = new Set<ts.SyntaxKind>([
  K.QuestionQuestionToken, K.QuestionQuestionEqualsToken, K.BarBarEqualsToken, K.AmpersandAmpersandEqualsToken,
]);

/** Every piece of a source that is written in syntax which AWS does not document for the runtime. */
export function undocumentedSyntax(source: string): string[] {
  const file = ts.createSourceFile('function.js', source, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (!isDocumented(node)) found.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function isDocumented(node: ts.Node): boolean {
  const { parent } = node;
  if (parent && ts.isBinaryExpression(parent) && node === parent.operatorToken) return !LATER_OPERATORS.has(node.kind);
  if (ts.isParameter(node) && node.initializer) return false;
  if (ts.isCatchClause(node) && !node.variableDeclaration) return false;
  if (node.kind === K.AsyncKeyword) return ts.isFunctionDeclaration(parent) && ts.isSourceFile(parent.parent);
  return DOCUMENTED.has(node.kind);
}
