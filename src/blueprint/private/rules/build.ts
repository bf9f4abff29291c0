import { object, Rule } from '../shape';
import { name, path } from './values';

export const build: Rule = (node) => object(node, {
  name: { required: true, rule: name },
  buildspec: { required: false, rule: path },
  output: { required: false, rule: path },
});
