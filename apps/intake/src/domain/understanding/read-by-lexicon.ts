import type { Kind } from '../contact.js';
import type { Cue, Lexicon } from './lexicon.js';
import type { PhraseMatch } from './phrases.js';
import type { Classified, Component, Findings, Need } from './targets.js';
import type { Words } from './words.js';

/** What the cues of a lexicon add up to in one text. */
interface Reading {
  readonly sentiment: number;
  readonly sentimentConfidence: number;
  readonly urgency: ReadonlySet<number>;
  readonly kinds: ReadonlyMap<Kind, number>;
  readonly needs: ReadonlyMap<Need, number>;
  readonly components: ReadonlyMap<Component, number>;
}

/** What a text says of itself by the words of its language. Says nothing of topics, which are the operator's own. */
export function readByLexicon(text: Words, lexicon: Lexicon): Findings {
  const reading = readingOf(text, lexicon);
  const kind = kindOf(reading, text);
  const needs = needsOf(reading, text, kind?.value);
  const [need] = needs;
  const by = <V>(value: V, confidence: number): Classified<V> => ({
    value,
    confidence: rounded(confidence),
    by: lexicon.by,
  });
  const urgency = urgencyOf(reading, kind?.value);
  return {
    ...(kind !== undefined && { kind: by(kind.value, kind.confidence) }),
    ...(need !== undefined && { need: by(need.value, need.confidence), needs: needs.map(({ value }) => value) }),
    ...(urgency !== undefined && { urgency: by(urgency.value, urgency.confidence) }),
    ...(reading.sentimentConfidence > 0 && {
      sentiment: by(Math.round(reading.sentiment * 100) / 100, reading.sentimentConfidence),
    }),
    components: componentsOf(reading, kind?.value).map(({ value, confidence }) => by(value, confidence)),
  };
}

type Found<V> = { readonly value: V; readonly confidence: number };

function readingOf(text: Words, lexicon: Lexicon): Reading {
  const matches = lexicon.cues.matches(text.words);
  const urgency = new Set<number>();
  for (const { value } of longest(matches, 'urgency')) urgency.add(value.level);
  return {
    ...sentimentOf(text, lexicon, matches),
    urgency,
    kinds: counts(
      longest(matches, 'kind', ({ kind }) => kind),
      ({ kind }) => kind,
    ),
    needs: counts(
      longest(matches, 'need', ({ need }) => need),
      ({ need }) => need,
    ),
    components: counts(
      longest(matches, 'component', ({ component }) => component),
      ({ component }) => component,
    ),
  };
}

type CueAbout<A extends Cue['about']> = Extract<Cue, { about: A }>;

/** Of matches that overlap (and have the same key) only the longest: "not working" and not "working" too. */
function longest<A extends Cue['about']>(
  matches: readonly PhraseMatch<Cue>[],
  about: A,
  key: (cue: CueAbout<A>) => string = () => '',
): PhraseMatch<CueAbout<A>>[] {
  const ends = new Map<string, number>();
  return matches
    .filter((match): match is PhraseMatch<CueAbout<A>> => match.value.about === about)
    .sort((one, other) => one.from - other.from || other.to - one.to)
    .filter(({ value, from, to }) => {
      const kept = from >= (ends.get(key(value)) ?? 0);
      if (kept) ends.set(key(value), to);
      return kept;
    });
}

function counts<V, K>(matches: readonly PhraseMatch<V>[], key: (value: V) => K): Map<K, number> {
  const found = new Map<K, number>();
  for (const { value } of matches) found.set(key(value), (found.get(key(value)) ?? 0) + 1);
  return found;
}

/** A good thing denied is nearly as bad as the bad one; a bad thing denied is only a little good. */
const deniedGood = -0.7;
const deniedBad = -0.3;
/** How far before a word its emphasis may stand. */
const emphasisReach = 2;

function sentimentOf(
  { words, clauses, exclamations, isShouted }: Words,
  { negations, reach }: Lexicon,
  matches: readonly PhraseMatch<Cue>[],
): { sentiment: number; sentimentConfidence: number } {
  const emphases = longest(matches, 'emphasis');
  let [sum, good, bad] = [0, 0, 0];
  for (const { value, from } of longest(matches, 'sentiment')) {
    const sameClause = (at: number) => clauses[at] === clauses[from];
    let strength = value.strength;
    const emphasis = emphases.find(({ to }) => to <= from && to > from - emphasisReach && sameClause(to - 1));
    if (emphasis !== undefined) strength *= emphasis.value.factor;
    for (let at = from - 1; at >= Math.max(0, from - reach) && sameClause(at); at -= 1) {
      if (!negations.has(words[at] ?? '')) continue;
      strength *= strength > 0 ? deniedGood : deniedBad;
      break;
    }
    sum += strength;
    if (strength > 0) good += 1;
    else bad += 1;
  }
  if (good + bad === 0) return { sentiment: 0, sentimentConfidence: 0 };
  sum *= (1 + 0.1 * Math.min(3, exclamations)) * (isShouted ? 1.2 : 1);
  const agreement = Math.abs(good - bad) / (good + bad);
  return {
    sentiment: sum / Math.sqrt(sum * sum + 8),
    sentimentConfidence: Math.min(0.85, 0.4 + 0.08 * (good + bad) + 0.15 * agreement),
  };
}

/** A cue of a demand outweighs one of a question, which any contact may hold. In the order of precedence on a tie. */
const kindWeights = {
  claim: 2.5,
  'callback-request': 2.2,
  suggestion: 2.4,
  complaint: 1.5,
  request: 1.4,
  compliment: 1.5,
  inquiry: 0.7,
} as const;
type ReadKind = keyof typeof kindWeights;
const mostCues = 2;

function kindOf({ kinds, sentiment }: Reading, { questions }: Words): Found<ReadKind> | undefined {
  const asks = kinds.has('request') || kinds.has('inquiry') || questions > 0;
  const bonus: Partial<Record<ReadKind, number>> = {
    complaint: sentiment <= -0.5 ? 0.7 : sentiment >= 0.5 ? -1 : 0,
    compliment: sentiment >= 0.3 && !asks ? 0.8 : sentiment < 0 ? -2 : 0,
    inquiry: questions > 0 ? 0.5 : 0,
    claim: sentiment >= 0.6 ? -1.5 : 0,
  };
  let best: { value: ReadKind; score: number } | undefined;
  let second = 0;
  for (const value of Object.keys(kindWeights) as ReadKind[]) {
    const score = kindWeights[value] * Math.min(mostCues, kinds.get(value) ?? 0) + (bonus[value] ?? 0);
    if (best === undefined || score > best.score) [second, best] = [best?.score ?? 0, { value, score }];
    else if (score > second) second = score;
  }
  if (best === undefined || best.score <= 0) return undefined;
  const lead = best.score - Math.max(0, second);
  return { value: best.value, confidence: Math.min(0.85, 0.4 + 0.08 * best.score + 0.1 * lead) };
}

function urgencyOf({ urgency, sentiment }: Reading, kind: ReadKind | undefined): Found<number> | undefined {
  const isPraiseOrIdea = kind === 'compliment' || kind === 'suggestion';
  if (urgency.has(5) && !isPraiseOrIdea) return { value: 5, confidence: 0.75 };
  if (urgency.has(2)) return { value: 2, confidence: 0.6 };
  if (urgency.has(4) && !isPraiseOrIdea) return { value: 4, confidence: 0.65 };
  if (isPraiseOrIdea) return { value: 2, confidence: 0.5 };
  if (sentiment <= -0.85) return { value: 4, confidence: 0.45 };
  return undefined;
}

function needsOf({ needs, sentiment }: Reading, { questions }: Words, kind: ReadKind | undefined): Found<Need>[] {
  const asks = kind === 'inquiry' || kind === 'request' || questions > 0;
  const isPraise = kind === 'compliment';
  const scores: [Need, number][] = [
    ['emotion', (needs.get('emotion') ?? 0) * 1.2 + (sentiment <= -0.7 ? 1.2 : 0) + (isPraise ? 1.5 : 0)],
    ['environment', (needs.get('environment') ?? 0) * (asks ? 0.8 : 1.1)],
    ['information', Math.min(2, needs.get('information') ?? 0) * 0.7 + (asks ? 0.7 : 0)],
  ];
  return scores
    .filter(([, score]) => score >= 0.7)
    .sort(([, one], [, other]) => other - one)
    .map(([value, score]) => ({ value, confidence: Math.min(0.8, 0.35 + 0.12 * score) }));
}

const judging: ReadonlySet<ReadKind | undefined> = new Set<ReadKind>([
  'complaint',
  'claim',
  'compliment',
  'suggestion',
]);
const mostComponents = 3;

/** Who only asks judges nothing: a question for the opening hours is no word on access. */
function componentsOf({ components, sentiment }: Reading, kind: ReadKind | undefined): Found<Component>[] {
  if (!judging.has(kind) && Math.abs(sentiment) < 0.5) return [];
  return [...components]
    .sort(([, one], [, other]) => other - one)
    .slice(0, mostComponents)
    .map(([value, count]) => ({ value, confidence: Math.min(0.8, 0.4 + 0.15 * count) }));
}

const rounded = (value: number) => Math.round(Math.min(0.99, Math.max(0, value)) * 100) / 100;
