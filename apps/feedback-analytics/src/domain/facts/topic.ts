/** The topic of an issue, which is topic and product; undefined where nothing was found that it is about. */
export function topicOf(issueKey: string | undefined): string | undefined {
  const topic = issueKey?.split('/')[0];
  return topic === 'general' || topic === '' ? undefined : topic;
}
