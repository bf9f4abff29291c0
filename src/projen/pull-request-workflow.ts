import { Component, Project, YamlFile } from 'projen';
import { ACTIONS, WorkflowFile } from './private/workflow-file';

/**
 * The workflow `.github/workflows/pull-request.yml`: everything that `npx projen build` proves, for each pull request.
 *
 * It runs code that is not reviewed yet. So it starts on `pull_request`, which gives code from a fork neither secrets
 * nor a token that may write, it may only read the repository, and it leaves no credentials on disk.
 *
 * @see https://docs.github.com/en/actions/reference/security/secure-use
 */
export class PullRequestWorkflow extends Component {
  /** The file, for changes of your own. */
  public readonly file: YamlFile;

  constructor(project: Project) {
    super(project);
    this.file = new WorkflowFile(project, 'pull-request', {
      name: 'pull-request',
      on: { pull_request: {} },
      permissions: { contents: 'read' },
      concurrency: { 'group': 'pull-request-${{ github.event.pull_request.number }}', 'cancel-in-progress': true },
      jobs: {
        build: {
          'runs-on': 'ubuntu-24.04',
          'timeout-minutes': 30,
          'steps': [
            { name: 'Checkout', uses: ACTIONS.CHECKOUT, with: { 'persist-credentials': false } },
            // A cache that a pull request may write is one that it may poison.
            { name: 'Setup Node.js', uses: ACTIONS.SETUP_NODE, with: { 'node-version': '22', 'package-manager-cache': false } },
            { name: 'Setup Python', uses: ACTIONS.SETUP_PYTHON, with: { 'python-version': '3.12' } },
            { name: 'Install', run: 'npm ci' },
            { name: 'Build', run: 'npx projen build' },
            {
              name: 'Generated files are committed',
              run: 'git add --all\ngit diff --staged --exit-code || { echo "Run npx projen and commit what it changes."; exit 1; }\n',
            },
          ],
        },
      },
    });
  }
}
