/**
 * What a customer says to a suggested answer in their own words, in the languages that the greetings speak. Whole
 * phrases, for a word alone says little: "person" may be what the contact is about.
 */
const wantsPersonPatterns: readonly RegExp[] = [
  /\b(a (real |human )?(person|human|human being)( being)?,? please|(speak|talk|chat) (to|with) (a |an )?(real |human |actual )?(person|human|agent|someone|somebody|representative|operator)|(want|need|like|get) (a |an )?(real |actual )?(person|human( being)?|agent)|human,? please|no (bots?|robots?)|(did not|didn['’]t|does not|doesn['’]t) help)\b/i,
  /(转|轉|找|要|接)(一下|一个|個|个)?(人工|真人|客服人员|客服人員|客服专员)|人工(客服|服务|服務|座席)|真人(客服|服务|服務)|(没有|沒有|没|沒)(什么|什麼)?(帮助|幫助|用|帮上忙|幫上忙)|(没|沒)(有)?(解决|解決)/,
  /(un om|o persoan[aă]( real[aă])?|un operator|un coleg),? v[aă] rog|(vorbesc|vorbi|discut|discuta) cu (un |o )?(om|persoan[aă]|operator|coleg|cineva)|operator uman|nu (m-a|mi-a|ne-a) (ajutat|folosit)|nu (m[aă]|ne) ajut[aă]/i,
  /embert k[eé]rek|(egy )?(emberrel|[uü]gyint[eé]z[oő]vel|munkat[aá]rssal|oper[aá]torral)[^.!?]{0,40}besz[eé]ln|(szeretn[eé]k|akarok) (egy )?([eé]l[oő] )?(emberrel|[uü]gyint[eé]z[oő]vel|munkat[aá]rssal)|[eé]l[oő] (embert|munkat[aá]rsat|[uü]gyint[eé]z[oő]t)|(nem|sem) seg[ií]tett/i,
];

/**
 * "Thanks, great: that helped". What stands between two words is no letter and no digit, so that there is one way to read
 * a text: `\W` would be every Chinese character too, and a hundred of them would be read for years.
 */
const afterThanks = (thanks: string, helped: string, between: '+' | '*'): RegExp =>
  new RegExp(`^[^\\p{L}\\p{N}]*(?:(?:${thanks})[^\\p{L}\\p{N}]${between})*(?:${helped})`, 'iu');

const helpedPatterns: readonly RegExp[] = [
  afterThanks(
    'great|perfect|ok|okay|yes|thanks|thank you|thx',
    '(that|this|it|the (first|second|third|article|link))( has| really| one)* (helped|answers it|answered it|answered my question|solved it|did it|worked)\\b',
    '+',
  ),
  afterThanks(
    '好的?|谢谢|謝謝|可以了?|多谢|多謝',
    '(问题|問題)?(已经|已經|已)?(解决了?|解決了?)|有(帮助|幫助)|(帮|幫)到我?了',
    '*',
  ),
  afterThanks(
    'da|bun|perfect|mul[tțţ]umesc|mersi',
    '(asta |articolul |r[aă]spunsul )?(m-a|mi-a|ne-a) (ajutat|fost de (ajutor|folos))',
    '+',
  ),
  afterThanks(
    'igen|k[oö]sz[oö]n[oö]m|k[oö]szi|rendben|szuper',
    '(ez |az |a cikk |a v[aá]lasz )?(seg[ií]tett|megoldotta|megold[oó]dott)',
    '+',
  ),
];

/** An answer stands at the top; what follows it may be the message that is answered. */
const readCharacters = 400;
/** A longer text has more to say than thanks. */
const mostThanksCharacters = 200;

/** "A person, please", or that what was suggested did not help. */
export function wantsPerson(text: string): boolean {
  const read = ownWords(text).slice(0, readCharacters);
  return wantsPersonPatterns.some((pattern) => pattern.test(read));
}

/** That what was suggested was the answer, and nothing else is wanted. */
export function saysItHelped(text: string): boolean {
  const read = ownWords(text).trim();
  if (read.length > mostThanksCharacters || /[?？]/.test(read) || wantsPerson(read)) return false;
  return helpedPatterns.some((pattern) => pattern.test(read));
}

/** Without lines that quote, and without what stands below the first of them. */
function ownWords(text: string): string {
  const lines = text.slice(0, 2_000).split('\n');
  const quoted = lines.findIndex((line) => /^\s*>|^-{2,}|^_{5,}/.test(line));
  return (quoted < 0 ? lines : lines.slice(0, quoted)).join('\n');
}
