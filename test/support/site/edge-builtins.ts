/**
 * What the JavaScript runtime 2.0 of CloudFront Functions has, as AWS documents it; the test runtime removes everything else.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-javascript-runtime-20.html
 */
const words = (text: string) => text.trim().split(/\s+/);

export const GLOBALS = words(`
  globalThis NaN Infinity undefined decodeURI decodeURIComponent encodeURI encodeURIComponent isFinite isNaN parseFloat parseInt
  Object Function Array String Number Boolean Symbol Date Math JSON RegExp Promise ArrayBuffer DataView
  Float32Array Float64Array Int8Array Int16Array Int32Array Uint8Array Uint8ClampedArray Uint16Array Uint32Array
  Error EvalError RangeError ReferenceError SyntaxError TypeError URIError eval
  console atob btoa TextEncoder TextDecoder Buffer require`);

/** The functions of the objects where newer ones are most easily used by mistake. Iteration and conversion need the rest. */
export const FUNCTIONS: Record<string, string[]> = {
  'Object': words(`create defineProperties defineProperty freeze getOwnPropertyDescriptor getOwnPropertyDescriptors getOwnPropertyNames getPrototypeOf
    isExtensible isFrozen isSealed keys preventExtensions seal assign entries values is setPrototypeOf`),
  'Object.prototype': words('constructor hasOwnProperty isPrototypeOf propertyIsEnumerable toString valueOf'),
  'String': words('fromCharCode fromCodePoint'),
  'String.prototype': words(`constructor toString valueOf charAt charCodeAt concat indexOf lastIndexOf match replace search slice split substr substring
    toLowerCase trim toUpperCase codePointAt endsWith includes repeat startsWith padStart padEnd trimStart trimEnd replaceAll`),
  'Number': words('isFinite isInteger isNaN isSafeInteger parseInt parseFloat'),
  'Array': words('isArray of'),
  'Array.prototype': words(`constructor toString concat every filter forEach indexOf join lastIndexOf map pop push reduce reduceRight reverse shift slice
    some sort splice unshift copyWithin fill find findIndex includes`),
  'Promise': words('all allSettled any reject resolve race'),
};
