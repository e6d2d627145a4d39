import type { InteractionSubmitted, MessageRequested } from '#libs/contracts';
import { setTimeout as wait } from 'node:timers/promises';
import type { IntakeDoors } from '../doors/intake-doors.js';
import { answerLink, correspondence, correspondenceOf, type Correspondence } from '../world/correspondence.js';
import { isAttestedAt } from '../world/company.js';
import { customerAt, type SimulatedCustomer } from '../world/customers.js';
import { randomOf } from '../world/random.js';
import { partyTypeOf, type RespondentOptions } from './respondents.js';

/** What was written in answer to an acknowledgement is not answered again: everybody comes to an end. */
const mark = '-wrote-';

/** Customers who answer acknowledgements: in the thread, by the link, from their absence, or through a neighbour. */
export class Correspondents {
  private readonly underWay = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  /** What was done, by what it was. */
  readonly done = new Map<string, number>();

  constructor(
    private readonly options: RespondentOptions,
    private readonly doors: IntakeDoors,
    private readonly onTrouble: (error: unknown) => void,
  ) {}

  get isIdle(): boolean {
    return this.underWay.size === 0;
  }

  read(message: MessageRequested, reader: SimulatedCustomer): void {
    if (message.purpose !== 'acknowledgement' || message.inReplyTo?.includes(mark) === true) return;
    const what = correspondenceOf(this.options.seed, message);
    if (what === undefined) return;
    const writing = this.act(what, message, reader)
      .catch((error: unknown) => this.onTrouble(error))
      .finally(() => this.underWay.delete(writing));
    this.underWay.add(writing);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.underWay);
  }

  private async act(
    what: NonNullable<Correspondence>,
    message: MessageRequested,
    reader: SimulatedCustomer,
  ): Promise<void> {
    const { signal } = this.stopping;
    const random = randomOf(this.options.seed, 'patience', message.messageId);
    await wait(random.next() * this.options.patienceMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    this.done.set(what, (this.done.get(what) ?? 0) + 1);
    if (what === 'follow-the-link') await this.followLink(message, random.chance(0.7) ? 'accept' : 'refuse');
    else await this.doors.publish([this.letter(what, message, reader)]);
  }

  private letter(
    what: Exclude<Correspondence, 'follow-the-link' | undefined>,
    message: MessageRequested,
    reader: SimulatedCustomer,
  ): InteractionSubmitted {
    const { seed, customers, run } = this.options;
    const { channel, channelAccount, to, subject, messageId } = message;
    const isStranger = what === 'show-it-to-a-stranger';
    const writer = isStranger ? customerAt(seed, (reader.number % customers) + 1) : reader;
    const words = correspondence[reader.language];
    const handle = isStranger ? writer.email : to;
    const text = { 'write-more': words.more, 'be-away': words.away, 'say-it-helped': words.helped }[String(what)];
    return {
      channel: isStranger ? 'email' : channel,
      channelAccount,
      externalId: `${run}${mark}${messageId}`,
      direction: 'inbound',
      party: { type: partyTypeOf(handle), handle, verified: isStranger || isAttestedAt(channelAccount) },
      subject: what === 'be-away' ? words.away : `Re: ${subject ?? message.caseReference ?? ''}`,
      text: text ?? (isStranger ? words.stranger : words.person),
      // What the delivery adapter says in its receipt.
      inReplyTo: `provider-${messageId}`,
      language: reader.language,
    };
  }

  /** As a browser does it: the page, then its form. */
  private async followLink({ text }: MessageRequested, word: 'accept' | 'refuse'): Promise<void> {
    const page = new URL(answerLink.exec(text)?.[0] ?? '');
    const shown = await fetch(page);
    if (!shown.ok) throw new Error(`The page of a suggested answer: ${shown.status}`);
    page.pathname = `${page.pathname}/${word}`;
    const said = await fetch(page, { method: 'POST', body: new URLSearchParams() });
    if (!said.ok) throw new Error(`The form of a suggested answer: ${said.status}`);
  }
}
