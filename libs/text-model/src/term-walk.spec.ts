import { describe, expect, it } from '@jest/globals';
import { folded } from './folded-text.js';
import { dealt } from './splits.js';
import { views, walkTerms } from './term-walk.js';
import { learnVocabulary } from './vocabulary.js';
import { Vectorizer } from './vectorizer.js';
import { sampleTexts } from './sample-texts.probe.js';

function termsOf(text: string, only: (typeof views)[number]): string[] {
  const found: string[] = [];
  const read = folded(text);
  walkTerms(read, (view, _, from, to, from2, to2) => {
    if (views[view] !== only) return;
    found.push(from2 === from ? read.slice(from, to) : `${read.slice(from, to)}|${read.slice(from2, to2)}`);
  });
  return found;
}

const hashesOf = (text: string) => {
  const hashes = new Set<number>();
  walkTerms(folded(text), (_, hash) => void hashes.add(hash));
  return hashes;
};

describe('folded', () => {
  it.each([
    ['ÁRVÍZTŰRŐ', 'arvizturo'],
    ['Și ţara', 'si tara'],
    ['ＦＵＬＬ　ｗｉｄｔｈ！', 'full width!'],
    ['Straße', 'strasse'],
    ['ﬁne', 'fine'],
    ['が', 'が'],
    ['退貨', '退貨'],
  ])('%s is %s', (text, expected) => {
    expect(folded(text)).toBe(expected);
  });

  it('reads no more than the first pages', () => {
    expect(folded('a'.repeat(1_000_000))).toHaveLength(20_000);
  });
});

describe('walkTerms', () => {
  it('finds words, neighbours and the edges of the text', () => {
    expect(termsOf('It broke!!', 'words')).toEqual(['it', 'it', 'it|broke', 'broke', 'broke|!', '!', '!']);
  });

  it('finds n-grams of characters in a word with its edges', () => {
    // With edges: _ab_ has _a, _ab, _ab_, ab, ab_, b_
    expect(termsOf('ab', 'letters')).toEqual(['a', 'ab', 'ab', 'ab', 'ab', 'b']);
    expect(termsOf('密码不对', 'letters')).toEqual(expect.arrayContaining(['密码', '码不', '不对', '密码不对']));
  });

  it('takes each sign of a script without spaces as a word', () => {
    expect(termsOf('iphone坏了', 'words')).toEqual(expect.arrayContaining(['iphone', '坏', '了', '坏|了']));
  });

  it('finds pairs in any order, and not across the whole text', () => {
    const both = ['card lost today', 'today lost card'].map((text) => hashesOf(text));
    expect([...both[0]!].filter((hash) => both[1]!.has(hash)).length).toBeGreaterThan(15);
    expect(termsOf(Array.from({ length: 30 }, (_, index) => `w${index}`).join(' '), 'pairs')).not.toContain('w0|w20');
  });

  it('tells terms apart by what they are made of', () => {
    const texts = ['ab', 'a b', 'b a', 'ba', 'abab'].map((text) => [...hashesOf(text)].sort().join());
    expect(new Set(texts).size).toBe(5);
  });
});

describe('Vectorizer', () => {
  it('gives vectors of length 1, and of length 0 where no term is known', () => {
    const texts = sampleTexts(40).map(({ text }) => text);
    const vectorizer = new Vectorizer(learnVocabulary(texts, { minTexts: 1, mostTerms: 100_000 }));
    for (const text of texts) {
      const { length, weights } = vectorizer.vectorOf(text);
      expect(weights.subarray(0, length).reduce((sum, weight) => sum + weight * weight, 0)).toBeCloseTo(1, 4);
    }
    expect(vectorizer.vectorOf('%%%').length).toBe(0);
    // Longer than any before: it must not depend on what was there.
    expect(vectorizer.vectorOf(texts.join(' ')).length).toBeGreaterThan(500);
  });

  it('keeps the terms of the most texts where there are too many', () => {
    const few = learnVocabulary(['card card', 'card', 'desk'], { minTexts: 1, mostTerms: 5 });
    expect(few.size).toBe(5);
    expect(new Vectorizer(few).vectorOf('desk').length).toBe(0);
  });
});

describe('dealt', () => {
  it('gives every part a share of each label, and the same text to one part only', () => {
    const rows = [...sampleTexts(200), ...sampleTexts(200)];
    const parts = dealt(rows, 5, 1);
    expect(parts.flat()).toHaveLength(400);
    for (const part of parts) expect(part.filter(({ labels }) => labels[0] === 'refund').length).toBeGreaterThan(10);
    const homes = new Map<string, Set<number>>();
    for (const [index, part] of parts.entries()) {
      for (const { text } of part) homes.set(text, (homes.get(text) ?? new Set()).add(index));
    }
    expect([...homes.values()].every((home) => home.size === 1)).toBe(true);
  });
});
