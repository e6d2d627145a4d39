import { Event } from '../event.js';
import { Instant, Integer, Language, LongText, Nested, OneOf, Optional, Text, TextList, Uuid } from '../fields.js';
import { sources } from '../producers.js';
import { topics } from '../topics.js';
import type { IncidentKind } from '../vocabulary.js';
import { incidentKinds } from '../vocabulary.js';
import { CaseEvent, ofCase } from './cases.js';

const ofIncident = { topic: topics.cases, subject: 'incidentId', key: 'incidentId', producers: [sources.routing] };

/** Which cases an incident concerns: all that are given must hold; of the values of one, any. */
export class IncidentRule {
  @Optional() @TextList(50) topics?: string[];
  @Optional() @TextList(50) products?: string[];
  @Optional() @TextList(50) sites?: string[];
  @Optional() @TextList(50) brands?: string[];
  /** Of cases that were opened from then on, and before the other. */
  @Optional() @Instant() openedFrom?: string;
  @Optional() @Instant() openedUntil?: string;
}

abstract class IncidentEvent {
  @Uuid() incidentId!: string;
  @OneOf(incidentKinds) kind!: IncidentKind;
  @Text(1024) title!: string;
  @Nested(() => IncidentRule) rule!: IncidentRule;
  /** What everyone affected is told, in the language that counts where theirs has none. */
  @LongText() reason!: string;
  @Language() language!: string;
  /** The languages that there is a reason in. */
  @TextList(50) languages!: string[];
  /** Until when everyone affected was promised to hear of it. */
  @Instant() newDueAt!: string;
  /** Counts what was told: a higher one replaces it. */
  @Integer(1) revision!: number;
  /** Who did it. */
  @Optional() @Text() by?: string;
}

/** Something touches many customers: a strike, an outage, a storm. */
@Event({ type: 'thirdring.incident.declared.v1', ...ofIncident })
export class IncidentDeclared extends IncidentEvent {}

/** Another reason, or another due time: everyone affected hears it. */
@Event({ type: 'thirdring.incident.updated.v1', ...ofIncident })
export class IncidentUpdated extends IncidentEvent {}

/** It is over; every case that it concerned is looked at again. */
@Event({ type: 'thirdring.incident.ended.v1', ...ofIncident })
export class IncidentEnded extends IncidentEvent {
  @Instant() endedAt!: string;
  /** By when each of its cases is looked at. */
  @Instant() reviewBy!: string;
  /** How many it concerned so far. */
  @Integer(0) linkedCases!: number;
}

/** An incident concerns the case. */
@Event({ type: 'thirdring.case.linked-to-incident.v1', ...ofCase })
export class CaseLinkedToIncident extends CaseEvent {
  @Uuid() incidentId!: string;
  @Optional() @OneOf(incidentKinds) incidentKind?: IncidentKind;
}
