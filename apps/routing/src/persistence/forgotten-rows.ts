import type { Forgetting } from '#libs/messaging';

/** What would grow for ever, and is read only while somebody may still ask why. */
export function forgottenRows({
  decisionRetentionMs,
}: {
  readonly decisionRetentionMs: number;
}): readonly Forgetting[] {
  const seconds = String(Math.ceil(decisionRetentionMs / 1000));
  return [{ table: 'decision', where: `decided_at < now() - make_interval(secs => ${seconds})` }];
}
