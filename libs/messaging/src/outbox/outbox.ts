/** For what writes outbox rows in a transaction of its own: the relay sends them soon after `nudge`, otherwise within 250 ms. */
export abstract class Outbox {
  /** Call it after COMMIT was answered. */
  abstract nudge(): void;
}
