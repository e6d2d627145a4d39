import { inboundKey, InteractionSubmitted, type Channel } from '#libs/contracts';
import type { OutgoingRecord } from '#libs/messaging';
import { recordOf } from './event-record.js';

const texts = [
  ['en', 'The lamp flickers', 'The desk lamp that arrived on Tuesday flickers after ten minutes. Can it be exchanged?'],
  ['zh', '台灯闪烁', '星期二收到的台灯开了十分钟就开始闪，请问可以换一盏吗？'],
  ['ro', 'Lampa pâlpâie', 'Lampa de birou primită marți pâlpâie după zece minute. Se poate schimba?'],
  ['hu', 'Vibrál a lámpa', 'A kedden érkezett asztali lámpa tíz perc után vibrálni kezd. Ki lehet cserélni?'],
] as const;

const channels = ['email', 'web-form', 'chat', 'messaging-app'] as const satisfies readonly Channel[];

export const adapterSource = '/adapters/bench';

export interface SubmissionPlan {
  /** Part of every id, so that two loads of one run never repeat each other. */
  readonly series: string;
  /** Contacts come from so many people in turn. */
  readonly customers: number;
}

export const externalIdOf = (series: string, index: number): string => `${series}-${index}`;

/** A contact as an adapter publishes it. Each is about an issue of its own, so that each opens a case. */
export function submission({ series, customers }: SubmissionPlan, index: number): OutgoingRecord {
  const customer = (index * 7919) % customers;
  const [language, subject, text] = texts[customer % texts.length] ?? texts[0];
  const externalId = externalIdOf(series, index);
  const data: InteractionSubmitted = {
    channel: channels[index % channels.length] ?? 'email',
    channelAccount: 'help@lamps.example',
    externalId,
    direction: 'inbound',
    party: { type: 'email', handle: `customer-${customer}@mail.example`, name: `Customer ${customer}`, verified: true },
    subject,
    text,
    language,
    kind: 'inquiry',
    topics: [`order-${externalId}`],
  };
  return recordOf(InteractionSubmitted, data, { source: adapterSource, id: externalId, key: inboundKey(data) });
}
