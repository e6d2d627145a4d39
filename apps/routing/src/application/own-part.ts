import type { CaseEvent, EventClass } from '#libs/contracts';

/** An event and what it says beside what every event of a case says. Checked against its schema when it is published. */
export interface OwnPart {
  readonly eventClass: EventClass<CaseEvent>;
  readonly own: object;
}
