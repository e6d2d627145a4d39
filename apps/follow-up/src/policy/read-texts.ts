import type { YamlNode } from '#libs/templates';
import { canonicalTag } from '#libs/templates';
import type { Texts } from '../domain/texts.js';

const mostCharacters = 1_024;

/** The languages that an instrument says it speaks, in their order. */
export function readLanguages(node: YamlNode): readonly string[] {
  const tags = node.list().flatMap((entry) => {
    const text = entry.text();
    if (text === undefined) return [];
    try {
      return [canonicalTag(text)];
    } catch {
      return entry.refuse('language', `"${text}" is no language tag, such as en or zh-Hant`) ?? [];
    }
  });
  const twice = tags.find((tag, index) => tags.indexOf(tag) !== index);
  if (twice !== undefined) node.refuse('language', `"${twice}" stands here twice`);
  return tags;
}

/** A text in each of the languages and in no other. What is missing is named with the line that it is missing at. */
export function readTexts(node: YamlNode, languages: readonly string[]): Texts | undefined {
  if (node.isText) return node.refuse('translation', `needs a text for each of ${languages.join(', ')}`);
  const texts: Record<string, string> = {};
  for (const { key, keyNode, value } of node.fields()) {
    const text = value.text();
    if (!languages.includes(key)) keyNode.refuse('translation', `"${key}" is not among the languages of this file`);
    else if (text !== undefined && text.length > mostCharacters)
      value.refuse('translation', `is longer than ${String(mostCharacters)} characters`);
    else if (text !== undefined) texts[key] = text;
  }
  const missing = languages.filter((language) => texts[language] === undefined);
  return missing.length === 0 ? texts : node.refuse('translation', `is missing in ${missing.join(', ')}`);
}
