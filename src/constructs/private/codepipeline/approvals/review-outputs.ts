/** Where a summary writes its files. */
export const OUTPUT = 'review';

/** What a summary tells the pipeline; an action takes on only what its buildspec names. */
export const VARIABLES = ['SUMMARY', 'HAS_CHANGES', 'HAS_RISKS'];

/** A script cannot export variables to the shell that has called it: it leaves them in a file. */
export const EXPORT_VARIABLES = `. ./${OUTPUT}/variables.env && export ${VARIABLES.join(' ')}`;
