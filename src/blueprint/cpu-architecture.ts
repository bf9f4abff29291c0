/** The processor that a container runs on. Its image must be built for the same one. */
export enum CpuArchitecture {
  /** Processors of Intel and AMD, `linux/amd64` in Docker's words. */
  X86_64 = 'x86_64',

  /** AWS Graviton, `linux/arm64` in Docker's words. It costs about a fifth less. */
  ARM64 = 'arm64',
}
