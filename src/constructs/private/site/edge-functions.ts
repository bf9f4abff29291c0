import { join } from 'node:path';
import { aws_cloudfront as cloudfront } from 'aws-cdk-lib';
import { Construct } from 'constructs';

const FOLDER = join(__dirname, '..', '..', '..', '..', 'assets', 'site');

/** What chooses the release that answers a visitor, and where that is written. */
export interface EdgeFunctions {
  readonly store: cloudfront.KeyValueStore;
  readonly routeRelease: cloudfront.Function;
  readonly rememberRelease: cloudfront.Function;
}

export function createEdgeFunctions(scope: Construct): EdgeFunctions {
  const store = new cloudfront.KeyValueStore(scope, 'Releases', { comment: 'Which release answers whom' });
  return {
    store,
    routeRelease: edgeFunction(scope, 'RouteRelease', 'route-release.js', 'Chooses the release that answers', store),
    rememberRelease: edgeFunction(scope, 'RememberRelease', 'remember-release.js', 'Lets a browser remember the release that it got'),
  };
}

function edgeFunction(scope: Construct, id: string, file: string, comment: string, keyValueStore?: cloudfront.IKeyValueStore): cloudfront.Function {
  return new cloudfront.Function(scope, id, {
    runtime: cloudfront.FunctionRuntime.JS_2_0,
    code: cloudfront.FunctionCode.fromFile({ filePath: join(FOLDER, file) }),
    keyValueStore,
    comment,
  });
}
