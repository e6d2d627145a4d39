import type { Forgetting } from '#libs/messaging';

/** What would grow for ever, and is read only while somebody may still ask why. Of a case that is not closed all is kept. */
export function forgottenRows({ historyRetentionMs }: { readonly historyRetentionMs: number }): readonly Forgetting[] {
  const old = `now() - make_interval(secs => ${String(Math.ceil(historyRetentionMs / 1000))})`;
  const closed = (table: string): string =>
    `not exists (select from support_case c where c.case_id = ${table}.case_id and c.status <> 'closed')`;
  return [
    { table: 'decision', where: `decided_at < ${old} and ${closed('decision')}` },
    { table: 'case_story', where: `told_at < ${old} and ${closed('case_story')}` },
  ];
}
