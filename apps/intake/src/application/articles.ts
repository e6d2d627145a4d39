/** A text that answers what is often asked. */
export interface Article {
  readonly articleId: string;
  readonly title: string;
  /** What it comes to, as plain text. */
  readonly summary: string;
  readonly language: string;
  readonly topic: string;
  /** The whole, as HTML that is safe to show. */
  readonly html: string;
}

export interface FoundArticle {
  readonly article: Article;
  /** 0 to 1: how much of a question that the article answers was asked. */
  readonly confidence: number;
}

/** What is known, and can be read without asking anybody. */
export abstract class Articles {
  /** Valid at that time and in the first of the wanted languages that there is anything in; the best first. */
  abstract search(text: string, wanted: readonly (string | undefined)[], now: Date): readonly FoundArticle[];

  abstract find(articleId: string, language: string): Article | undefined;
}
