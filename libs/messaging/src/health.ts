/** Whether the service's messaging can do its work; the truth of at most 15 seconds ago. */
export abstract class MessagingHealth {
  abstract check(): Promise<{ ready: boolean; details: Record<string, unknown> }>;
}
