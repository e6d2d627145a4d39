import MiniSearch from 'minisearch';
import { closest, FileProblem, type TemplateFile } from '#libs/templates';
import type { FoundArticle } from '../application/articles.js';
import { readArticle, type StoredArticle } from './article.js';
import { articleTerms } from './article-words.js';

/** The articles of one language. */
interface Shelf {
  readonly articles: ReadonlyMap<string, StoredArticle>;
  readonly search: MiniSearch<StoredArticle>;
  /** How much a term says: the fewer articles have it, the more. */
  readonly weights: ReadonlyMap<string, number>;
}

/** Candidates that are looked at more closely. */
const mostCandidates = 10;
const mostTerms = 60;

/** Everything that can be answered without a person, ready to be searched. */
export class ArticleIndex {
  private constructor(
    private readonly shelves: ReadonlyMap<string, Shelf>,
    private readonly threshold: number,
  ) {}

  /** @throws FileProblem when a file makes no sense, or two say that they are the same article */
  static of(files: readonly TemplateFile[], threshold: number): ArticleIndex {
    const byLanguage = new Map<string, Map<string, StoredArticle>>();
    for (const file of files) {
      const article = readArticle(file);
      const articles = byLanguage.get(article.language) ?? new Map<string, StoredArticle>();
      if (articles.has(article.articleId)) {
        throw new FileProblem(file.file, 2, `there is an article ${article.articleId} in ${article.language} already`);
      }
      byLanguage.set(article.language, articles.set(article.articleId, article));
    }
    return new ArticleIndex(new Map([...byLanguage].map(([tag, articles]) => [tag, shelfOf(articles)])), threshold);
  }

  find(articleId: string, language: string): StoredArticle | undefined {
    return this.shelves.get(language)?.articles.get(articleId);
  }

  search(text: string, wanted: readonly (string | undefined)[], now: Date): readonly FoundArticle[] {
    const shelf = closest(wanted, this.shelves);
    const terms = [...new Set(articleTerms(text))].slice(0, mostTerms);
    if (shelf === undefined || terms.length === 0) return [];
    return shelf.search
      .search(terms.join(' '))
      .slice(0, mostCandidates)
      .flatMap(({ id, match }) => {
        const article = shelf.articles.get(String(id));
        if (article === undefined || !isValid(article, now)) return [];
        const confidence = confidenceOf(article, new Set(Object.keys(match)), shelf.weights);
        return confidence < this.threshold ? [] : [{ article, confidence }];
      })
      .sort((one, other) => other.confidence - one.confidence);
  }
}

function shelfOf(articles: ReadonlyMap<string, StoredArticle>): Shelf {
  const search = new MiniSearch<StoredArticle>({
    idField: 'articleId',
    fields: ['questions', 'body'],
    extractField: (article, name) =>
      name === 'questions' ? article.questions.join('\n') : String(article[name as keyof StoredArticle]),
    tokenize: articleTerms,
    processTerm: (term) => term,
    searchOptions: {
      boost: { questions: 4 },
      // Endings differ in Romanian and Hungarian, and people mistype; of short words and of Chinese only the same will do.
      prefix: (term) => term.length > 4,
      fuzzy: (term) => (term.length > 5 ? 0.2 : false),
    },
  });
  search.addAll([...articles.values()]);
  const counts = new Map<string, number>();
  for (const { questions, body } of articles.values()) {
    for (const term of new Set(articleTerms([...questions, body].join('\n'))))
      counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  const weights = new Map([...counts].map(([term, count]) => [term, Math.log(1 + articles.size / count)]));
  return { articles, search, weights };
}

function isValid({ validFrom, validUntil }: StoredArticle, now: Date): boolean {
  return (validFrom === undefined || validFrom <= now) && (validUntil === undefined || now < validUntil);
}

/** Of the question that fits best the share of its weight that was asked; one word alone is no question. */
function confidenceOf(
  article: StoredArticle,
  asked: ReadonlySet<string>,
  weights: ReadonlyMap<string, number>,
): number {
  let best = 0;
  for (const question of article.questions) {
    const terms = [...new Set(articleTerms(question))];
    const hits = terms.filter((term) => asked.has(term));
    if (hits.length < 2) continue;
    const weigh = (some: readonly string[]): number => some.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
    best = Math.max(best, weigh(hits) / weigh(terms));
  }
  return Math.round(best * 100) / 100;
}
