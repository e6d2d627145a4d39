import type { InteractionSubmitted, MessageRequested, PartyType } from '#libs/contracts';
import { setTimeout as wait } from 'node:timers/promises';
import { DoorRefused, request } from '../doors/http.js';
import type { IntakeDoors } from '../doors/intake-doors.js';
import { isAttestedAt } from '../world/company.js';
import { customerAt, type SimulatedCustomer } from '../world/customers.js';
import { surveyReplyOf, type SurveyReply } from '../world/survey-answers.js';

export interface RespondentOptions {
  readonly seed: number;
  readonly customers: number;
  /** Names the run, so that the ids of answers are new. */
  readonly run: string;
  /** Longest time to an answer. */
  readonly patienceMs: number;
}

const link = /https?:\/\/\S+\/v1\/surveys\/([0-9a-f-]{36})\?token=([\w-]+)/;

/** Customers who read their invitations: some open the link, some answer in the channel, most do nothing. */
export class Respondents {
  private readonly byHandle = new Map<string, SimulatedCustomer>();
  private readonly invitations = new Map<number, number>();
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  invited = 0;
  scores: number[] = [];

  constructor(
    private readonly options: RespondentOptions,
    private readonly doors: IntakeDoors,
    private readonly onTrouble: (error: unknown) => void,
  ) {
    for (let number = 1; number <= options.customers; number++) {
      const customer = customerAt(options.seed, number);
      const member = `member-${customer.email.split('@')[0] ?? ''}`;
      for (const handle of [customer.email, customer.phone, customer.social, member])
        this.byHandle.set(handle, customer);
    }
  }

  get isIdle(): boolean {
    return this.underWay.size === 0;
  }

  /** Whose handle it is. */
  customerOf(handle: string): SimulatedCustomer | undefined {
    return this.byHandle.get(handle);
  }

  read(message: MessageRequested): void {
    const customer = this.customerOf(message.to);
    if (message.purpose !== 'survey' || !customer) return;
    this.invited += 1;
    const n = (this.invitations.get(customer.number) ?? 0) + 1;
    this.invitations.set(customer.number, n);
    const reply = surveyReplyOf(this.options.seed, customer, n);
    if (!reply) return;
    const answering = this.answer(message, reply)
      .catch((error: unknown) => this.onTrouble(error))
      .finally(() => this.underWay.delete(answering));
    this.underWay.add(answering);
  }

  /** Nobody answers any more; who is answering finishes. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.underWay);
  }

  private async answer(message: MessageRequested, reply: SurveyReply): Promise<void> {
    const { signal } = this.stopping;
    await wait(reply.patience * this.options.patienceMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    if (reply.door === 'kafka') await this.answerInChannel(message, reply);
    else await this.answerByLink(message, reply);
    this.scores.push(reply.score);
  }

  private async answerByLink({ text }: MessageRequested, { score, comment }: SurveyReply): Promise<void> {
    const [address = '', responseId = '', token = ''] = link.exec(text) ?? [];
    if (address === '') throw new Error('An invitation holds no link to its survey');
    const { origin } = new URL(address);
    const body = { score, ...(comment !== undefined && { comment }) };
    try {
      await request(`${origin}/v1/surveys/${responseId}/answers?token=${token}`, { method: 'POST', body });
      this.doors.ledger.surveyAnswersByHttp += 1;
    } catch (error) {
      // Answered already, by an earlier delivery of the same invitation.
      if (!(error instanceof DoorRefused && error.status === 409)) throw error;
    }
  }

  private async answerInChannel(message: MessageRequested, { score, comment }: SurveyReply): Promise<void> {
    const { channel, channelAccount, to, responseId, messageId } = message;
    if (responseId === undefined) return;
    const answer: InteractionSubmitted = {
      channel,
      channelAccount,
      externalId: `${this.options.run}-answer-${messageId}`,
      direction: 'inbound',
      party: { type: partyTypeOf(to), handle: to, verified: isAttestedAt(channelAccount) },
      kind: 'survey-response',
      rating: { score, scaleMin: 1, scaleMax: 5 },
      ...(comment !== undefined && { text: comment }),
      attributes: { surveyResponseId: responseId },
    };
    await this.doors.publish([answer]);
    this.doors.ledger.surveyAnswersByKafka += 1;
  }
}

export function partyTypeOf(handle: string): PartyType {
  if (handle.startsWith('@')) return 'social';
  if (handle.startsWith('+')) return 'phone';
  return handle.includes('@') ? 'email' : 'external-id';
}
