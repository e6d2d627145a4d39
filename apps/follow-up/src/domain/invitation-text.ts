import type { Instrument } from './instrument.js';
import type { Language } from './language.js';

export interface InvitationVariables {
  readonly reference: string;
  readonly link: string;
  readonly expiresAt: Date;
}

export const invitationTemplate = 'csat-invitation@1';

type Render = (values: { reference: string; link: string; until: string; question: string; scale: string }) => {
  subject: string;
  text: string;
};

const texts: Readonly<Record<Language, Render>> = {
  en: ({ reference, link, until, question, scale }) => ({
    subject: `How did we do? (${reference})`,
    text: `Hello,\n\nyour request ${reference} is closed. ${question} One tap is enough, from ${scale}: 1 means not at all, 5 means completely.\n\n${link}\n\nYou can answer until ${until}. Thank you for helping us to do better.`,
  }),
  zh: ({ reference, link, until, question, scale }) => ({
    subject: `我们做得怎么样？（${reference}）`,
    text: `您好：\n\n您的请求 ${reference} 已处理完毕。${question}请在 ${scale} 分中选择：1 表示非常不满意，5 表示非常满意。\n\n${link}\n\n链接有效期至 ${until}。感谢您帮助我们改进。`,
  }),
  ro: ({ reference, link, until, question, scale }) => ({
    subject: `Cum ne-am descurcat? (${reference})`,
    text: `Bună ziua,\n\nsolicitarea dumneavoastră ${reference} a fost închisă. ${question} Este suficientă o notă de la ${scale}: 1 înseamnă deloc, 5 înseamnă pe deplin.\n\n${link}\n\nPuteți răspunde până la ${until}. Vă mulțumim că ne ajutați să fim mai buni.`,
  }),
  hu: ({ reference, link, until, question, scale }) => ({
    subject: `Elégedett velünk? (${reference})`,
    text: `Jó napot kívánunk!\n\n${reference} számú ügyét lezártuk. ${question} Elég egy szám, ${scale}: az 1 azt jelenti, hogy egyáltalán nem, az 5 azt, hogy teljes mértékben.\n\n${link}\n\nVálaszát ${until} napig várjuk. Köszönjük, hogy segít jobbá válnunk.`,
  }),
};

/** Subject and text of the invitation; dates as `2026-11-23`, which every reader understands. */
export function invitationText(
  instrument: Instrument,
  language: Language,
  { reference, link, expiresAt }: InvitationVariables,
): { readonly subject: string; readonly text: string } {
  const { scaleMin, scaleMax, label } = instrument.score;
  return texts[language]({
    reference,
    link,
    until: expiresAt.toISOString().slice(0, 10),
    question: label[language],
    scale: `${scaleMin}–${scaleMax}`,
  });
}
