/** Of each language the words that stand in any question, without marks above or below the letters. */
const emptyWords = new Set(
  [
    'a an and any are as at be been but by can could did do does for from had has have hello help hi how i if in is it its may me my need not of on or our please so thank thanks that the their there they this to want was we were what when where which who why will with would you your dear regards',
    'acest aceasta ai al am are as asta as ati au avea aveti buna ca cand care ce cea cel cu cum cat da daca de din dori doresc dupa e ea ei el ele eu este fi fie in la le mai ma mea meu mi multumesc ne ni nu o ori pe pentru pot putea sa salut se si sunt te un una unde va vreau vrea ziua',
    'a abban az be csak de ez egy el en es ez ha hogy hol is ki kedves kell kerem koszonom lehet legyen lesz meg mi mikor milyen mit mert miert mint nagyon nap nem ne o ok on szeretnem szeretnek udvozlettel vagy van vagyok volt jo kivanok',
  ].flatMap((words) => words.split(' ')),
);
const emptyPairs = new Set(
  '我的 你们 您好 你好 请问 什么 时候 怎么 可以 如何 哪里 为什 没有 一个 这个 那个 谢谢 我想 想问 一下 需要 能不 不能 能否 是否 我要 們的 你們 請問 什麼 時候 怎麼 為什 沒有 一個 這個 那個 謝謝 我想 想問 的我 了吗 了嗎'.split(
    ' ',
  ),
);

const runs = /\p{Script=Han}+|[\p{L}\p{N}]+/gu;

/**
 * The terms of a text. Chinese has no spaces, so each two characters in a row are one; other words are in lower case and
 * without diacritics, as many people write them. What says nothing is left out.
 */
export function articleTerms(text: string): string[] {
  const terms: string[] = [];
  for (const [run] of text.normalize('NFKC').toLowerCase().matchAll(runs)) {
    if (/\p{Script=Han}/u.test(run)) terms.push(...pairsOf(run));
    else {
      const word = run.normalize('NFD').replace(/\p{M}/gu, '');
      if (!emptyWords.has(word)) terms.push(word);
    }
  }
  return terms;
}

function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  const pairs: string[] = [];
  for (let at = 0; at + 1 < characters.length; at += 1) {
    const pair = `${characters[at] ?? ''}${characters[at + 1] ?? ''}`;
    if (!emptyPairs.has(pair)) pairs.push(pair);
  }
  return pairs;
}
