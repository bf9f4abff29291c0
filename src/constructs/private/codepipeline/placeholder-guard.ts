import { aws_codebuild as codebuild } from 'aws-cdk-lib';
import { PLACEHOLDER_MARKER } from '../../../blueprint/private/placeholder-marker';

/**
 * Fails a run before its assets are published if one of them is a placeholder for a build's output.
 *
 * It belongs to the publishing projects themselves, where it costs no build of its own and cannot be passed by.
 */
export const PLACEHOLDER_GUARD = codebuild.BuildSpec.fromObject({
  phases: {
    pre_build: {
      commands: [
        `if find . -name '${PLACEHOLDER_MARKER}' | grep .; then ` +
        'echo "These assets are placeholders: the output of a build was absent when the app was synthesized. ' +
        'Nothing was published. Run the pipeline again; if this repeats, compare output in pipeline.json with what the buildspec writes." >&2; ' +
        'exit 1; fi',
      ],
    },
  },
});
