import type { LabelledText } from './labelled-text.js';
import { seededRandom } from './seeded-random.js';

/** Texts made for the specs: what four sorts of customers write, in English and Chinese, with a little that says nothing. */
const phrases: Readonly<Record<string, readonly string[]>> = {
  delivery: [
    'where is my parcel',
    'the courier never came',
    'tracking shows no movement',
    '包裹还没有送到',
    '快递在哪里',
  ],
  refund: [
    'give me my money back',
    'I returned the kettle and wait for the refund',
    'you charged me twice',
    '请退款',
    '钱还没退回来',
  ],
  access: ['I cannot log in', 'my password is not accepted', 'the account is locked', '密码不对登录不了', '账号被锁定'],
  praise: [
    'the lady at the desk was wonderful',
    'thank you for the quick help',
    'best service in years',
    '服务太好了',
    '谢谢你们的帮助',
  ],
};
const openings = ['', 'hello, ', 'good morning, ', 'once again: ', '你好，'];
const endings = ['', '!', ' please', ' since monday', ' as I said', '，谢谢'];
const strangers = [
  'the moon is far',
  'seven plus nine',
  'purple elephants dance',
  '今天天气很热',
  'lorem ipsum dolor',
  'sing me a song',
];

export function sampleTexts(count: number, seed = 1): LabelledText[] {
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const labels = Object.keys(phrases);
  return Array.from({ length: count }, (_, index) => {
    const label = labels[index % labels.length] ?? '';
    const said = [pick(phrases[label] ?? []), ...(random() < 0.3 ? [pick(phrases[label] ?? [])] : [])].join(', ');
    return { text: `${pick(openings)}${said}${pick(endings)} ${Math.floor(random() * 900)}`, labels: [label] };
  });
}

/** Two wishes in one text, one, or none. */
export function sampleWithSeveral(count: number, seed = 1): LabelledText[] {
  const random = seededRandom(seed);
  const single = sampleTexts(count * 2, seed);
  return Array.from({ length: count }, (_, index) => {
    const first = single[index];
    const second = single[Math.floor(random() * single.length)];
    if (first === undefined || second === undefined || random() < 0.1) return { text: strangerAt(index), labels: [] };
    if (random() < 0.5) return first;
    return { text: `${first.text}. ${second.text}`, labels: [...new Set([...first.labels, ...second.labels])] };
  });
}

export function outOfScopeTexts(count: number): LabelledText[] {
  return Array.from({ length: count }, (_, index) => ({ text: strangerAt(index), labels: [] }));
}

function strangerAt(index: number): string {
  return `${strangers[index % strangers.length]} ${index}`;
}
