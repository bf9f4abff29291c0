const { isObject } = require('./canonical');

/** A value of a template as a person reads it: a reference as `${Topic.Arn}`, a text as it is. */
function readable(value) {
  if (!isObject(value)) {
    return typeof value === 'string' ? value : JSON.stringify(value);
  }
  const [[name, argument] = [], ...others] = Object.entries(value);
  if (others.length > 0) {
    return JSON.stringify(value);
  }
  switch (name) {
    case 'Ref':
      return `\${${argument}}`;
    case 'Fn::GetAtt':
      return `\${${[argument].flat().join('.')}}`;
    case 'Fn::Sub':
      return typeof argument === 'string' ? argument : JSON.stringify(value);
    case 'Fn::ImportValue':
      return `\${import ${readable(argument)}}`;
    case 'Fn::Join':
      return isList(argument?.[1]) ? argument[1].map(readable).join(argument[0]) : JSON.stringify(value);
    default:
      return JSON.stringify(value);
  }
}

function isList(value) {
  return Array.isArray(value);
}

module.exports = { readable };
