/** An element of an XML document: its attributes by `@name`, its children by name as a list. */
export type XmlElement = Readonly<Record<string, unknown>>;

/** @throws Error in the parser's words if the text is no XML */
export async function parseXml(text: string): Promise<XmlElement> {
  // Loaded with the first report.
  const { XMLParser, XMLValidator } = await import('fast-xml-parser');
  const valid = XMLValidator.validate(text);
  if (valid !== true) {
    throw new Error(`line ${valid.err.line}: ${valid.err.msg}`);
  }
  // Report files come from a build and are not trusted: no entities, no numbers out of texts.
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '@',
    parseAttributeValue: false,
    parseTagValue: false,
    processEntities: false,
    isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
  });
  return parser.parse(text) as XmlElement;
}

/** The children of that name; one without attributes and children is a text. */
export function children(element: XmlElement, name: string): XmlElement[] {
  const found = element[name];
  return Array.isArray(found) ? found.map((child: unknown) => typeof child === 'object' && child !== null ? child as XmlElement : {}) : [];
}

export function count(element: XmlElement, attribute: string): number {
  const value = Number(element[`@${attribute}`] ?? 0);
  return Number.isFinite(value) ? value : 0;
}
