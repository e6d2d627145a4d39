interface Words {
  readonly locale: string;
  readonly greeting: (name: string | undefined) => string;
  readonly subject: (reference: string) => string;
  readonly arrived: (reference: string) => string;
  readonly answerBy: (due: string) => string;
  readonly addMore: string;
}

const english: Words = {
  locale: 'en-GB',
  greeting: (name) => (name === undefined ? 'Hello,' : `Dear ${name},`),
  subject: (reference) => `Your message has arrived (${reference})`,
  arrived: (reference) =>
    `thank you for getting in touch. Your message has arrived and has the reference ${reference}. One of us will read it.`,
  answerBy: (due) => `You will have our answer by ${due}.`,
  addMore: 'Is there something to add? Just reply to this message.',
};

const chinese: Words = {
  locale: 'zh-CN',
  greeting: (name) => (name === undefined ? '您好：' : `${name}，您好：`),
  subject: (reference) => `您的来信已收到（${reference}）`,
  arrived: (reference) => `感谢您与我们联系。您的来信已收到，编号为 ${reference}，我们会有专人查看。`,
  answerBy: (due) => `我们将在 ${due} 之前给您答复。`,
  addMore: '如果还有补充，直接回复本消息即可。',
};

const romanian: Words = {
  locale: 'ro-RO',
  greeting: (name) => (name === undefined ? 'Bună ziua,' : `Bună ziua, ${name},`),
  subject: (reference) => `Mesajul dumneavoastră a ajuns la noi (${reference})`,
  arrived: (reference) =>
    `vă mulțumim că ne-ați contactat. Mesajul dumneavoastră a ajuns la noi și are numărul ${reference}. Unul dintre colegi îl va citi.`,
  answerBy: (due) => `Veți primi răspunsul nostru până la ${due}.`,
  addMore: 'Mai aveți ceva de adăugat? Răspundeți pur și simplu la acest mesaj.',
};

const hungarian: Words = {
  locale: 'hu-HU',
  greeting: (name) => (name === undefined ? 'Jó napot kívánunk!' : `Kedves ${name}!`),
  subject: (reference) => `Üzenete megérkezett (${reference})`,
  arrived: (reference) =>
    `Köszönjük, hogy megkeresett minket. Üzenete megérkezett, hivatkozási száma ${reference}. Egyik munkatársunk el fogja olvasni.`,
  answerBy: (due) => `Válaszunkat legkésőbb eddig megkapja: ${due}.`,
  addMore: 'Szeretne még valamit hozzátenni? Egyszerűen válaszoljon erre az üzenetre.',
};

const languages = new Map<string, Words>([
  ['en', english],
  ['zh', chinese],
  ['ro', romanian],
  ['hu', hungarian],
]);

export interface AcknowledgementFacts {
  /** BCP 47; the first one that there is a text in is taken, English where there is none. */
  readonly languages: readonly (string | undefined)[];
  readonly name: string | undefined;
  readonly reference: string;
  readonly dueAt: Date | undefined;
  /** IANA name; UTC where absent or unknown. */
  readonly timeZone: string | undefined;
}

export interface AcknowledgementText {
  readonly language: string;
  readonly template: string;
  readonly subject: string;
  readonly text: string;
}

export function acknowledgementText(facts: AcknowledgementFacts): AcknowledgementText {
  const language = facts.languages.map(primaryLanguage).find((one) => languages.has(one)) ?? 'en';
  const words = languages.get(language) ?? english;
  const { reference, dueAt, timeZone } = facts;
  const lines = [
    words.arrived(reference),
    ...(dueAt === undefined ? [] : [words.answerBy(localTime(dueAt, words.locale, timeZone))]),
  ];
  return {
    language,
    template: 'acknowledgement@1',
    subject: words.subject(reference),
    text: `${words.greeting(addressableName(facts.name))}\n\n${lines.join(' ')}\n\n${words.addMore}`,
  };
}

function primaryLanguage(language: string | undefined): string {
  return language?.split('-', 1)[0]?.toLowerCase() ?? '';
}

/** A name goes into a message that bears our sender: nothing that reads as a link, a number or a text of its own. */
function addressableName(name: string | undefined): string | undefined {
  return name !== undefined && name.length <= 60 && /^[\p{L}\p{M}][\p{L}\p{M}'’ -]*\.?$/u.test(name) ? name : undefined;
}

/** To make a formatter takes 20 to 50 µs, and there is one for each language and time zone. */
const formatters = new Map<string, Intl.DateTimeFormat>();
const mostFormatters = 500;

function localTime(at: Date, locale: string, timeZone: string | undefined): string {
  const key = `${locale}|${timeZone ?? ''}`;
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = formatterOf(locale, timeZone);
    if (formatters.size < mostFormatters) formatters.set(key, formatter);
  }
  return formatter.format(at);
}

function formatterOf(locale: string, timeZone: string | undefined): Intl.DateTimeFormat {
  const shape = { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  try {
    return new Intl.DateTimeFormat(locale, { ...shape, timeZone: timeZone ?? 'UTC' });
  } catch (error) {
    // A hint of an adapter: nobody checked it against the list of time zones.
    if (error instanceof RangeError) return new Intl.DateTimeFormat(locale, { ...shape, timeZone: 'UTC' });
    throw error;
  }
}
