import MarkdownIt from 'markdown-it';
import { DateTime } from 'luxon';
import { canonicalTag, FileProblem, parseFrontMatter, requiredField, type FrontMatter } from '#libs/templates';
import type { Article } from '../application/articles.js';
import { articleTerms } from './article-words.js';

/** An article as its file says it. */
export interface StoredArticle extends Article {
  /** What people ask whom it answers; the title is one of them. */
  readonly questions: readonly string[];
  /** The text, for the search. */
  readonly body: string;
  readonly validFrom?: Date;
  /** The first moment at which it is not valid any more. */
  readonly validUntil?: Date;
}

const fields = ['article', 'title', 'language', 'topic', 'questions', 'validFrom', 'validUntil'];
const mostSummaryCharacters = 400;
const mostTitleCharacters = 200;

/** HTML in an article is text: whoever writes one cannot run anything in a customer's browser. */
const markdown = new MarkdownIt({ html: false, linkify: false });

/** @throws FileProblem naming the line of the first thing wrong */
export function readArticle({ file, text }: { readonly file: string; readonly text: string }): StoredArticle {
  const front = parseFrontMatter(text, file, fields);
  const id = requiredField(front, 'article');
  if (!/^[a-z0-9][a-z0-9._-]{0,99}$/.test(id.value)) {
    throw new FileProblem(file, id.line, 'article must be an id of small letters, digits, . _ -');
  }
  const title = requiredField(front, 'title');
  if (title.value.length > mostTitleCharacters) {
    throw new FileProblem(file, title.line, `title must have at most ${mostTitleCharacters} characters`);
  }
  const { body, bodyLine } = front;
  const summary = summaryOf(body);
  if (summary === undefined)
    throw new FileProblem(file, bodyLine, 'needs a text whose first paragraph is the answer in short');
  const [from, until] = [dayOf(front, 'validFrom', 'first'), dayOf(front, 'validUntil', 'last')];
  if (from && until && from >= until)
    throw new FileProblem(file, front.head.get('validUntil')?.line ?? 2, 'validUntil comes before validFrom');
  const questions = (front.head.get('questions')?.value ?? '').split('|').map((question) => question.trim());
  const asked = [title.value, ...questions.filter((question) => question !== '')];
  if (!asked.some((question) => new Set(articleTerms(question)).size > 1)) {
    const problem = 'needs a title or a question with two words that say something, or nobody finds it';
    throw new FileProblem(file, title.line, problem);
  }
  return {
    articleId: id.value,
    title: title.value,
    summary,
    language: languageOf(front),
    topic: requiredField(front, 'topic').value,
    html: markdown.render(body),
    questions: asked,
    body,
    ...(from && { validFrom: from }),
    ...(until && { validUntil: until }),
  };
}

/** The first paragraph as plain text. */
function summaryOf(body: string): string | undefined {
  const tokens = markdown.parse(body, {});
  const at = tokens.findIndex(({ type }) => type === 'paragraph_open');
  const words = (tokens[at + 1]?.children ?? [])
    .map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? ' ' : content))
    .join('')
    .trim();
  if (at < 0 || words === '') return undefined;
  return words.length <= mostSummaryCharacters ? words : `${words.slice(0, mostSummaryCharacters - 1).toWellFormed()}…`;
}

function languageOf(front: FrontMatter): string {
  const { value, line } = requiredField(front, 'language');
  try {
    return canonicalTag(value);
  } catch {
    throw new FileProblem(front.file, line, `${value} is no language tag, such as en or zh-Hant`);
  }
}

/** A day counts from its first moment to its last one, in UTC; an instant is one. */
function dayOf(front: FrontMatter, name: string, end: 'first' | 'last'): Date | undefined {
  const field = front.head.get(name);
  if (field === undefined) return undefined;
  const at = DateTime.fromISO(field.value, { zone: 'utc' });
  if (!at.isValid) throw new FileProblem(front.file, field.line, `${name} must be a date such as 2026-12-31`);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(field.value);
  return (isDay && end === 'last' ? at.plus({ days: 1 }) : at).toJSDate();
}
