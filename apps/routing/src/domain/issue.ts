/** Topic and product: one issue, one case. Cut to what the contract allows. */
export function issueKeyOf(topic: string | undefined, product: string | undefined): string {
  const parts = [topic ?? 'general', ...(product === undefined ? [] : [product])];
  return parts.join('/').slice(0, 255);
}
