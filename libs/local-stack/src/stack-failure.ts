/** The stack cannot run, and the message says to its reader why and what to do. Print it without a stack trace. */
export class StackFailure extends Error {
  override readonly name = 'StackFailure';
}
