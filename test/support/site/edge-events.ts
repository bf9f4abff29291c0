/** @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html */
export interface EdgeField { readonly value: string; readonly attributes?: string }
export type EdgeFields = Record<string, EdgeField>;
export interface EdgeRequest { method: string; uri: string; querystring: EdgeFields; headers: EdgeFields; cookies: EdgeFields }
export interface EdgeResponse { statusCode: number; statusDescription?: string; headers: EdgeFields; cookies?: EdgeFields; body?: string }
export interface EdgeEvent { version: '1.0'; context: object; viewer: { ip: string }; request: EdgeRequest; response?: EdgeResponse }

export interface Visit {
  readonly uri: string;
  readonly ip?: string;
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly cookies?: Record<string, string>;
}

/** Every key is the object's own, as those of a parsed request are, `__proto__` included. */
export function edgeFields(values: Record<string, string> = {}): EdgeFields {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { value }]));
}

export function viewerRequest({ uri, ip = '198.51.100.7', method = 'GET', headers, cookies }: Visit): EdgeEvent {
  return {
    version: '1.0',
    context: { distributionDomainName: 'd111111abcdef8.cloudfront.net', distributionId: 'EDFDVBD6EXAMPLE', eventType: 'viewer-request', requestId: 'EXAMPLE' },
    viewer: { ip },
    request: { method, uri, querystring: {}, headers: edgeFields(headers), cookies: edgeFields(cookies) },
  };
}

export function viewerResponse(visit: Visit, headers: Record<string, string>, statusCode = 200): EdgeEvent {
  const { context, ...event } = viewerRequest(visit);
  return { ...event, context: { ...context, eventType: 'viewer-response' }, response: { statusCode, headers: edgeFields(headers), cookies: {} } };
}
