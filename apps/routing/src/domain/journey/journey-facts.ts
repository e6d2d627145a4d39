import type { Agreement } from './agreement.js';

interface Done {
  readonly at: Date;
  readonly actor: 'customer' | 'agent' | 'bot' | 'system';
}

interface ByAgent extends Done {
  readonly agentId?: string;
}

export type GreetingWay = 'acknowledgement' | 'reply' | 'conversation';
/** Who said that it is so. */
export type Confirmer = 'customer' | 'agent';
export type ResumeReason = 'review-due' | 'customer-contact' | 'agent';

export interface Greeted extends ByAgent {
  readonly type: 'greeted';
  readonly way: GreetingWay;
  readonly waitedSeconds: number;
  readonly messageId?: string;
}
export interface Restated extends ByAgent {
  readonly type: 'restated';
  readonly restatement: string;
}
export interface NeedsConfirmed extends ByAgent {
  readonly type: 'needs-confirmed';
  readonly restatement: string;
  readonly confirmedBy: Confirmer;
  readonly interactionId?: string;
}
export interface Agreed extends ByAgent {
  readonly type: 'agreed';
  readonly agreement: Agreement;
  readonly revision: number;
}
export interface Shelved extends ByAgent {
  readonly type: 'shelved';
  readonly reviewAt: Date;
  readonly reason: string;
  /** Under which it will wait in a queue when it is taken up again. */
  readonly resumeItemId: string;
}
export interface Resumed extends ByAgent {
  readonly type: 'resumed';
  readonly reason: ResumeReason;
  readonly reviewAt: Date;
  readonly note?: string;
}
export interface Verified extends ByAgent {
  readonly type: 'verified';
  readonly helped: boolean;
  readonly confirmedBy: Confirmer;
  readonly comment?: string;
  readonly interactionId?: string;
}
export interface Thanked extends ByAgent {
  readonly type: 'thanked';
  readonly messageId?: string;
}
export interface InvitedBack extends ByAgent {
  readonly type: 'invited-back';
  readonly messageId?: string;
}
/** A person said what it is really about. */
export interface Reclassified extends Done {
  readonly type: 'reclassified';
  readonly interactionId: string;
  readonly kind: string;
  readonly needs: readonly string[];
  readonly primaryNeed?: string;
  readonly issueKey: string;
  readonly previousKind?: string;
  readonly previousIssueKey?: string;
  readonly by?: string;
}

/** What happens to a case on its way from the greeting to the invitation back. */
export type JourneyFact =
  Greeted | Restated | NeedsConfirmed | Agreed | Shelved | Resumed | Verified | Thanked | InvitedBack | Reclassified;
