import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { WatchedFiles } from '#libs/templates';
import { Articles, type Article, type FoundArticle } from '../application/articles.js';
import { ArticleIndex } from './article-index.js';

export interface ArticleFolder {
  /** Absent: nothing is suggested. */
  readonly articles: string | undefined;
  readonly reloadMs: number;
  /** 0 to 1: how much of a question must have been asked. */
  readonly threshold: number;
}

/** A folder of Markdown articles, indexed again when one changes. */
@Injectable()
export class ArticleFiles extends Articles implements OnModuleInit, OnApplicationShutdown {
  private readonly log = new Logger('Articles');
  private readonly watched: WatchedFiles<ArticleIndex> | undefined;

  constructor(private readonly options: ArticleFolder) {
    super();
    const { articles, threshold } = options;
    if (articles === undefined) return;
    this.watched = new WatchedFiles({
      folders: [articles],
      extension: '.md',
      make: (files) => ArticleIndex.of(files, threshold),
      onLoaded: (count) => this.log.log(`${count} articles are in force`),
      onProblem: (problem) => this.log.error(`${problem.message}; the articles before stay in force`),
    });
  }

  async onModuleInit(): Promise<void> {
    await this.watched?.start(this.options.reloadMs);
  }

  onApplicationShutdown(): void {
    this.watched?.stop();
  }

  /** What is wrong with the files, while those before them are in force. */
  get problem(): Error | undefined {
    return this.watched?.problem;
  }

  override search(text: string, wanted: readonly (string | undefined)[], now: Date): readonly FoundArticle[] {
    return this.watched?.current?.search(text, wanted, now) ?? [];
  }

  override find(articleId: string, language: string): Article | undefined {
    return this.watched?.current?.find(articleId, language);
  }
}
