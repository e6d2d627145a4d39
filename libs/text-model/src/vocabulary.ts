import { folded } from './folded-text.js';
import { walkTerms } from './term-walk.js';

/** The terms that a model knows: hashes of them, so that a model file holds nothing that a customer wrote. */
export interface VocabularyTerms {
  readonly hashes: Int32Array;
  /** Of each term, an index into `views`. */
  readonly viewOf: Uint8Array;
  /** How much a rare term counts more than a common one. */
  readonly rarity: Float32Array;
}

export interface VocabularyLimits {
  /** Terms in fewer texts are left out. */
  readonly minTexts: number;
  /** The terms of the most texts are kept. */
  readonly mostTerms: number;
}

/** Looks up terms by their hash. */
export class Vocabulary {
  private readonly slots: Int32Array;
  private readonly mask: number;

  constructor(readonly terms: VocabularyTerms) {
    this.mask = 2 ** Math.ceil(Math.log2(terms.hashes.length * 2 + 2)) - 1;
    this.slots = new Int32Array(this.mask + 1).fill(-1);
    for (const [index, hash] of terms.hashes.entries()) {
      let slot = hash & this.mask;
      while (this.slots[slot] !== -1) slot = (slot + 1) & this.mask;
      this.slots[slot] = index;
    }
  }

  get size(): number {
    return this.terms.hashes.length;
  }

  /** The index of a term, or -1 where it is not known. */
  indexOf(hash: number): number {
    for (let slot = hash & this.mask; ; slot = (slot + 1) & this.mask) {
      const index = this.slots[slot] ?? -1;
      if (index === -1 || this.terms.hashes[index] === hash) return index;
    }
  }
}

interface Counted {
  readonly hash: number;
  readonly view: number;
  texts: number;
  lastText: number;
}

/** The terms of the texts that a model learns from. */
export function learnVocabulary(texts: readonly string[], { minTexts, mostTerms }: VocabularyLimits): Vocabulary {
  const counted = new Map<number, Counted>();
  for (const [index, text] of texts.entries()) {
    walkTerms(folded(text), (view, hash) => {
      const known = counted.get(hash);
      if (known === undefined) counted.set(hash, { hash, view, texts: 1, lastText: index });
      else if (known.lastText !== index) {
        known.lastText = index;
        known.texts += 1;
      }
    });
  }
  let kept = [...counted.values()].filter((term) => term.texts >= minTexts);
  if (kept.length > mostTerms) kept = kept.sort((a, b) => b.texts - a.texts).slice(0, mostTerms);
  return new Vocabulary({
    hashes: Int32Array.from(kept, ({ hash }) => hash),
    viewOf: Uint8Array.from(kept, ({ view }) => view),
    rarity: Float32Array.from(kept, (term) => Math.sqrt(Math.log((1 + texts.length) / (1 + term.texts)) + 1)),
  });
}
