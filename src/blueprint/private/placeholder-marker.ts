/** The file that marks a placeholder for a build's output. Whoever publishes assets refuses a cloud assembly that holds one. */
export const PLACEHOLDER_MARKER = '.build-output-is-missing';
