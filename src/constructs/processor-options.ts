import type { CpuArchitecture } from '../blueprint';

/** What a container runs on. */
export interface ProcessorOptions {
  /**
   * The processor that tasks run on. It must be the one that the image is built for.
   *
   * @default - the image's, as far as that is known: of its build in the blueprint, or by `--platform` in its Dockerfile. Otherwise
   * CpuArchitecture.X86_64
   */
  readonly architecture?: CpuArchitecture;
}
