/** Stops what `start-stack.mjs` started, and nothing else. */
export default async function stopStack() {
  await globalThis.localStack?.stop();
}
