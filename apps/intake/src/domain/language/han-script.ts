/**
 * Which of the two ways of writing Chinese a text uses. Decided by the characters that only one of the two standards for
 * everyday text has: GB 2312 (Simplified) and the first level of Big5 (Traditional).
 */
export type HanScript = 'Hans' | 'Hant';

interface Standards {
  readonly simplifiedOnly: ReadonlySet<string>;
  readonly traditionalOnly: ReadonlySet<string>;
}

/** Written Cantonese uses these and is written with traditional characters; neither standard has them all. */
const cantonese = '嘅喺唔咗哋嚟冇佢啲嗰咁嘢';

/** Undefined where nothing in the text tells them apart. */
export function hanScriptOf(text: string): HanScript | undefined {
  const { simplifiedOnly, traditionalOnly } = (standards ??= readStandards());
  let simplified = 0;
  let traditional = 0;
  for (const character of text) {
    if (simplifiedOnly.has(character)) simplified += 1;
    else if (traditionalOnly.has(character)) traditional += 1;
  }
  if (simplified === traditional) return undefined;
  return simplified > traditional ? 'Hans' : 'Hant';
}

let standards: Standards | undefined;

function readStandards(): Standards {
  const gb = charactersOf('gbk', { from: 0xb0, to: 0xf7, trails: [[0xa1, 0xfe]] });
  const trails: Trails = [
    [0x40, 0x7e],
    [0xa1, 0xfe],
  ];
  const big5 = charactersOf('big5', { from: 0xa4, to: 0xc6, trails });
  return {
    simplifiedOnly: new Set([...gb].filter((character) => !big5.has(character))),
    traditionalOnly: new Set([...big5, ...cantonese].filter((character) => !gb.has(character))),
  };
}

type Trails = readonly (readonly [number, number])[];

function charactersOf(encoding: string, { from, to, trails }: { from: number; to: number; trails: Trails }) {
  const bytes: number[] = [];
  for (let lead = from; lead <= to; lead += 1) {
    for (const [first, last] of trails) for (let trail = first; trail <= last; trail += 1) bytes.push(lead, trail);
  }
  return new Set(new TextDecoder(encoding).decode(new Uint8Array(bytes)).match(/\p{Script=Han}/gu));
}
