/** How the pipeline turns the repository into a cloud assembly. */
export interface PipelineSynth {
  /**
   * Shell commands that install what the app needs.
   *
   * @default ['npm ci']
   */
  readonly installCommands?: string[];

  /**
   * Shell commands that synthesize the app, such as `['pip install -r requirements.txt', 'npx aws-cdk@2 synth']`.
   *
   * @default ['npx cdk synth --quiet']
   */
  readonly commands?: string[];

  /**
   * The folder that the commands write the cloud assembly to, as a path from the repository's root.
   *
   * @default 'cdk.out'
   */
  readonly outputDirectory?: string;
}
