import { object, Rule } from '../shape';
import { line, oneOf } from './values';

export const approval: Rule = (node) => object(node, {
  type: { required: true, rule: (n) => oneOf(n, ['manual', 'none']) },
  instructions: { required: false, rule: line },
});
