import type { CpuArchitecture } from '../cpu-architecture';

/** A container image that a build makes of a Dockerfile. */
export interface BuildContainerImage {
  /** The folder with the `Dockerfile`, as a path from the repository's root; `.` is the root itself. */
  readonly directory: string;

  /**
   * The processor that the image is built for, on a machine with the same one.
   *
   * @default CpuArchitecture.X86_64
   */
  readonly architecture?: CpuArchitecture;
}
