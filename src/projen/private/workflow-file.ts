import { IResolver, Project, YamlFile } from 'projen';
import { checkWorkflowSize } from './workflow-limits';

/**
 * Actions by commit: a tag can be moved to other code, a commit cannot. The version is what people and update tools
 * read; it follows as a comment.
 */
const VERSIONS: Record<string, string> = {
  'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1': 'v7.0.1',
  'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020': 'v7.0.0',
  'actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97': 'v7.0.0',
  'actions/upload-artifact@043fb46d1a93c77aae656e7c1c64a875d1fc6a0a': 'v7.0.1',
  'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c': 'v8.0.1',
  'aws-actions/configure-aws-credentials@e6de054238d6b7531b4efff3b6587d9aade6a06c': 'v6.2.3',
};
const [CHECKOUT, SETUP_NODE, SETUP_PYTHON, UPLOAD_ARTIFACT, DOWNLOAD_ARTIFACT, CONFIGURE_AWS_CREDENTIALS] = Object.keys(VERSIONS);

export const ACTIONS = { CHECKOUT, SETUP_NODE, SETUP_PYTHON, UPLOAD_ARTIFACT, DOWNLOAD_ARTIFACT, CONFIGURE_AWS_CREDENTIALS };

/** A workflow of GitHub. projen's own cannot hold the comments that name the versions of pinned actions. */
export class WorkflowFile extends YamlFile {
  constructor(project: Project, name: string, workflow: object) {
    super(project, `.github/workflows/${name}.yml`, { obj: workflow });
  }

  protected synthesizeContent(resolver: IResolver): string | undefined {
    const content = super.synthesizeContent(resolver)?.replace(
      /^(\s*(?:- )?uses: )(\S+)$/gm,
      (line, key: string, action: string) => action in VERSIONS ? `${key}${action} # ${VERSIONS[action]}` : line,
    );
    checkWorkflowSize(this.path, content ?? '');
    return content;
  }
}
