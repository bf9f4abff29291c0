import { IResolver, Project, YamlFile } from 'projen';

/**
 * Actions by commit: a tag can be moved to other code, a commit cannot. The version is what people and update tools
 * read; it follows as a comment.
 */
const VERSIONS: Record<string, string> = {
  'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1': 'v7.0.1',
  'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020': 'v7.0.0',
  'actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97': 'v7.0.0',
};
const [CHECKOUT, SETUP_NODE, SETUP_PYTHON] = Object.keys(VERSIONS);

export const ACTIONS = { CHECKOUT, SETUP_NODE, SETUP_PYTHON };

/** A workflow of GitHub. projen's own cannot hold the comments that name the versions of pinned actions. */
export class WorkflowFile extends YamlFile {
  constructor(project: Project, name: string, workflow: object) {
    super(project, `.github/workflows/${name}.yml`, { obj: workflow });
  }

  protected synthesizeContent(resolver: IResolver): string | undefined {
    return super.synthesizeContent(resolver)?.replace(
      /^(\s*(?:- )?uses: )(\S+)$/gm,
      (line, key: string, action: string) => action in VERSIONS ? `${key}${action} # ${VERSIONS[action]}` : line,
    );
  }
}
