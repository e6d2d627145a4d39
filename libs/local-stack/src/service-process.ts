/**
 * How the process of a service is started, here and in the image (`deploy/docker/Dockerfile`). Left alone, Node keeps a
 * young generation and malloc arenas for far more memory than it has use for: 440 MB resident under load, 257 MB so.
 */
export const serviceNodeFlags: readonly string[] = [
  '--enable-source-maps',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=TimeoutNegativeWarning', // kafkajs on Node 24
  '--max-semi-space-size=16',
  '--max-old-space-size=192',
];

export const serviceEnvironment: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: '2' };
