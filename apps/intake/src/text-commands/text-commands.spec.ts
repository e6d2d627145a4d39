import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classifyCommand } from './classify-command.js';
import type { Output } from './output.js';
import { runCommand } from './run-command.js';
import { trainCommand } from './train-command.js';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'text-commands-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(command: typeof trainCommand, ...args: string[]) {
  let text = '';
  let errors = '';
  const out: Output = {
    write: (more) => void (text += more),
    writeError: (more) => void (errors += more),
    progress: () => undefined,
  };
  return { code: await runCommand(command, args, out), text, errors };
}
const train = (...args: string[]) => run(trainCommand, ...args);
const classify = (...args: string[]) => run(classifyCommand, ...args);

const wishes = {
  delivery: ['where is my parcel', 'the courier did not come', 'my parcel is late', '包裹还没有送到'],
  refund: ['I want my money back', 'please refund the kettle', 'you charged me twice', '请退款'],
  access: ['I cannot log in', 'the password is refused', 'my account is locked', '密码不对'],
};
const pairs = Object.entries(wishes).flatMap(([label, texts]) => texts.map((text) => ({ text, label })));
const many = Array.from({ length: 10 }, (_, turn) =>
  pairs.map(({ text, label }) => ({ text: `${text} ${turn}`, label })),
).flat();
const asCsv = (rows: readonly { text: string; label: string }[], header = 'text,label'): string =>
  [header, ...rows.map(({ text, label }) => `"${text}",${label}`)].join('\n');

async function trained(...more: string[]): Promise<string> {
  await writeFile(at('train.csv'), asCsv(many));
  const { code, errors } = await train(at('train.csv'), '--target', 'topics', '--out', at('model.json'), ...more);
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  return at('model.json');
}

async function json(name: string): Promise<unknown> {
  return JSON.parse(await readFile(at(name), 'utf8'));
}

describe('npm run train', () => {
  it('tells how good the model is, and writes the same file for the same rows and seed', async () => {
    await writeFile(at('train.csv'), asCsv(many));
    const asked = [at('train.csv'), '--target', 'topics', '--json', at('figures.json')];
    const { code, text } = await train(...asked, '--out', at('a.json'));
    expect(code).toBe(0);
    for (const part of ['accuracy', 'macro-F1', 'confusions', 'promised', 'a human decides'])
      expect(text).toContain(part);
    expect(await json('figures.json')).toMatchObject({ rows: 120, labels: 3, rowsLeftOut: 0, heldOut: { n: 12 } });
    await train(...asked, '--out', at('b.json'));
    await train(...asked, '--out', at('c.json'), '--seed', '2');
    const [a, b, c] = await Promise.all(['a.json', 'b.json', 'c.json'].map((name) => readFile(at(name), 'utf8')));
    expect(b).toBe(a);
    expect(c).not.toBe(a);
  });

  it('leaves out rows that cannot be used, names line, column and reason, and ends with 2', async () => {
    const bad = ['only one field', '"a" b,c', ',refund', 'a text,', `${'x'.repeat(1_200_000)},refund`];
    await writeFile(at('bad.csv'), `\ufeff${asCsv(many)}\n${bad.join('\n')}\n`);
    const { code, errors, text } = await train(at('bad.csv'), '--target', 'topics', '--out', at('model.json'));
    expect(code).toBe(2);
    expect(text).toContain('120 texts');
    for (const said of [
      'bad.csv:122: has 1 fields where the header has 2',
      'bad.csv:123: text follows the closing quote',
      'bad.csv:124: text is empty',
      'bad.csv:125: label is empty',
      'bad.csv:126: the record is longer than',
      '5 rows cannot be used',
    ]) {
      expect(errors).toContain(said);
    }
  });

  it('finds columns by their usual names, or takes those that are named', async () => {
    await writeFile(at('usual.csv'), asCsv(many, 'Message,Kind'));
    const out = ['--target', 'kind', '--out', at('m.json')];
    expect((await train(at('usual.csv'), ...out)).code).toBe(0);
    await writeFile(at('other.csv'), asCsv(many, 'said,sort'));
    const refused = await train(at('other.csv'), ...out);
    expect(refused).toMatchObject({
      code: 1,
      errors: expect.stringContaining('it has said, sort. Name one with --text-column'),
    });
    expect((await train(at('other.csv'), ...out, '--text-column', 'said', '--label-column', 'sort')).code).toBe(0);
  });

  it('reads splits and keeps the validation split apart; scores the test split with what is out of scope', async () => {
    const split = (turns: readonly number[]) =>
      turns.flatMap((turn) => pairs.map(({ text, label }) => [`${text} ${turn}`, label]));
    const strange = (from: number) => Array.from({ length: 12 }, (_, index) => [`purple moon ${from + index}`, 'oos']);
    await writeFile(
      at('splits.json'),
      JSON.stringify({
        train: split([0, 1, 2, 3, 4]),
        oos_train: strange(0),
        val: split([5, 6]),
        oos_val: strange(20),
        test: split([7, 8]),
        oos_test: strange(40),
      }),
    );
    const { code, text } = await train(at('splits.json'), '--target', 'topics', '--out', at('m.json'));
    expect(code).toBe(0);
    expect(text).toContain('72 texts with 3 labels');
    expect(text).toContain('found on 36 validation texts');
    await classify('--model', at('m.json'), at('splits.json'), '--json', at('score.json'));
    expect(await json('score.json')).toEqual({
      n: 36,
      accuracy: 1,
      macroF1: 1,
      coverage: expect.any(Number),
      outOfScopeRecall: 1,
    });
    const refused = await classify('--model', at('m.json'), at('splits.json'), '--split', 'exam', '--out', at('o.csv'));
    expect(refused).toMatchObject({ code: 1, errors: expect.stringContaining('has no split "exam"; it has train') });
  });

  it('reads a folder of lists, where a text has several labels or none', async () => {
    await mkdir(at('folds'));
    for (const fold of [0, 1, 2]) {
      const entries = many.map(({ text, label }, index) => {
        const other = many[(index * 7 + fold) % many.length]!;
        if (index % 10 === 0) return { text: `the moon ${index} ${fold}` };
        return { text: `${text}, ${other.text}`, intents: [...new Set([label, other.label])] };
      });
      await writeFile(
        at(`folds/fold${fold}.json`),
        JSON.stringify(fold === 2 ? [...entries, 7, { text: '' }] : entries),
      );
    }
    const asked = ['--target', 'topics', '--out', at('m.json')];
    expect(await train(at('folds'), ...asked)).toMatchObject({
      code: 1,
      errors: expect.stringContaining('--multi-label'),
    });
    const { code, errors } = await train(at('folds'), ...asked, '--multi-label');
    expect(code).toBe(2);
    expect(errors).toContain('fold2.json:121: is neither');
    await classify('--model', at('m.json'), at('folds/fold0.json'), '--out', at('o.csv'), '--json', at('score.json'));
    expect(await json('score.json')).toMatchObject({ n: 120, microF1: expect.any(Number) });
    expect(await readFile(at('o.csv'), 'utf8')).toMatch(/^text,labels,predicted,confidence,decided,terms\n/);
  });

  it.each([
    ['a file that is not there', ['nothing.csv'], 'nothing.csv: there is no such file'],
    ['an empty file', ['empty.csv'], 'the file has no header'],
    ['too few texts', ['few.csv'], 'at least 20 labelled texts'],
    ['no JSON', ['broken.json'], 'broken.json is no JSON'],
    ['another encoding', ['few.csv', '--encoding', 'klingon'], '--encoding must be the name of an encoding'],
    ['another target', ['few.csv', '--target', 'mood'], 'Allowed choices are topics'],
    ['both aims', ['few.csv', '--coverage', '0.9', '--precision', '0.9'], 'cannot be used with'],
    ['a share of 90', ['few.csv', '--coverage', '90'], 'Expected a share'],
  ])('refuses %s in one sentence', async (_, [file = '', ...more], message) => {
    await Promise.all([
      writeFile(at('empty.csv'), ''),
      writeFile(at('few.csv'), asCsv(pairs)),
      writeFile(at('broken.json'), '[{"text": '),
    ]);
    const { code, errors } = await train(at(file), '--target', 'topics', '--out', at('m.json'), ...more);
    expect(code).toBe(1);
    expect(errors).toContain(message);
    expect(errors).not.toContain('    at ');
    await expect(readFile(at('m.json'))).rejects.toThrow('ENOENT');
  });
});

describe('npm run classify', () => {
  it('adds what the model says to each row, scores it, and puts bad rows into a file of their own', async () => {
    const model = await trained();
    await writeFile(
      at('in.csv'),
      'id,text,label\n1,"my parcel, where is it?",delivery\n2,密码不对,access\n3,x\n4,quux zork,refund\n',
    );
    const asked = ['--model', model, at('in.csv'), '--column', 'text', '--label', 'label'];
    const { code, errors, text } = await classify(...asked, '--out', at('out.csv'), '--json', at('score.json'));
    expect(code).toBe(2);
    expect(errors).toContain('in.csv:4: has 2 fields where the header has 3');
    expect(await readFile(at('out.csv.rejects.csv'), 'utf8')).toMatch(
      /^line,column,reason,id,text,label\n4,,has 2 fields/,
    );
    const [header, first, second, third] = (await readFile(at('out.csv'), 'utf8')).split('\n');
    expect(header).toBe('id,text,label,predicted,confidence,decided,terms');
    expect(first).toMatch(/^1,"my parcel, where is it\?",delivery,delivery,(?:0\.[89]\d*|1\.0+),yes,.*parcel/);
    expect(second).toMatch(/^2,密码不对,access,access,/);
    expect(third).toMatch(/,no,/);
    expect(text).toContain('texts/s of one core');
    expect(await json('score.json')).toEqual({
      n: 3,
      accuracy: expect.any(Number),
      macroF1: expect.any(Number),
      coverage: 2 / 3,
    });
  });

  it('explains one text, and says when it does not know', async () => {
    const model = await trained();
    const known = await classify('--model', model, '--text', 'the courier lost my parcel');
    expect(known.code).toBe(0);
    expect(known.text).toMatch(/^topics: delivery\n/);
    expect(known.text).toMatch(/What spoke for delivery:\n.*\n\s+parcel/);
    expect((await classify('--model', model, '--text', 'zork')).text).toContain('undecided');
  });

  it('explains one text by rules, then the model, then what ships', async () => {
    await writeFile(
      at('rules.yaml'),
      `version: 7
rules:
  - id: gold
    when: { text: [包裹, parcel, csomag*, colet*], channel: [chat], attributes: { plan: gold, year: 2 } }
    then: { urgency: 4 }
`,
    );
    const asked = [
      '--rules',
      at('rules.yaml'),
      '--channel',
      'chat',
      '--attribute',
      'plan=gold',
      '--attribute',
      'year=2',
    ];
    for (const [text, language] of [
      ['Where is my parcel? It should have been here on Monday.', 'en'],
      ['我的包裹还没有送到，请问什么时候能收到？', 'zh-Hans'],
      ['Unde este coletul meu? Trebuia să ajungă luni.', 'ro'],
      ['Hol van a csomagom? Hétfőre ígérték.', 'hu'],
    ] as const) {
      const { code, text: lines, errors } = await classify(...asked, '--text', text);
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      expect(lines).toMatch(new RegExp(`^language +${language} .*rule:language@1\n`));
      expect(lines).toMatch(/\nurgency +4 +0\.90 {2}rule:gold@7\n/);
      expect(lines).toMatch(/gold \(line 3\): holds, decides urgency\n/);
    }
    const model = await trained();
    const both = await classify('--rules', at('rules.yaml'), '--model', model, '--text', 'the courier lost my parcel');
    expect(both.text).toMatch(/\ntopic +delivery +\d\.\d\d {2}model:topics@/);
    expect(both.text).toMatch(/does not hold\n +- channel is "email", wanted "chat"/);
    expect((await classify('--text', 'I want to complain, you are late!')).text).toMatch(/\nkind +complaint /);
  });

  it.each([
    ['no model', ['in.csv', '--out', 'o.csv'], 'Give --model'],
    ['nothing to classify', ['--model', 'model.json'], 'Give one of the two'],
    ['a file and a text', ['in.csv', '--text', 'x', '--model', 'model.json'], 'Give one of the two'],
    ['rules for a file', ['in.csv', '--rules', 'model.json', '--model', 'model.json'], '--rules is for one contact'],
    ['a channel for a file', ['in.csv', '--channel', 'chat', '--model', 'model.json'], '--channel is for one contact'],
    ['a pigeon', ['--text', 'x', '--channel', 'pigeon'], 'Allowed choices are phone, email'],
    ['half a rating', ['--text', 'x', '--rating', '2,5'], 'such as 2,1,5'],
    ['a nameless attribute', ['--text', 'x', '--attribute', 'gold'], 'Expected name=value'],
    ['rules that are not there', ['--text', 'x', '--rules', 'none.csv'], 'none.csv: there is no such file'],
    ['rules with a slip', ['--text', 'x', '--rules', 'in.csv'], 'in.csv: line 1, column 1: '],
    ['another model', ['--text', 'x', '--rules', 'rules.csv', '--model', 'in.csv'], 'in.csv cannot be used: it is no'],
    ['nowhere to write', ['in.csv', '--model', 'model.json'], 'Give --out, --label, or both'],
    [
      'a score without labels',
      ['in.csv', '--model', 'model.json', '--out', 'o.csv', '--json', 's.json'],
      'give --label too',
    ],
    [
      'a column that is not there',
      ['in.csv', '--model', 'model.json', '--out', 'o.csv', '--column', 'Body'],
      'no column "Body"',
    ],
    [
      'a model that was cut off',
      ['in.csv', '--model', 'half.json', '--out', 'o.csv'],
      'half.json cannot be used: it is no JSON',
    ],
    ['a model that is none', ['in.csv', '--model', 'in.csv', '--out', 'o.csv'], 'in.csv cannot be used: it is no JSON'],
    ['a folder that is not there', ['in.csv', '--model', 'model.json', '--out', 'no/o.csv'], 'there is no such file'],
  ])('refuses %s in one sentence', async (_, args, message) => {
    const model = await trained();
    await writeFile(at('half.json'), (await readFile(model, 'utf8')).slice(0, 2_000));
    await writeFile(at('in.csv'), 'text\nhello\n');
    await writeFile(at('rules.csv'), 'version: 1\nrules: []\n');
    const { code, errors } = await classify(...args.map((arg) => (/\.(?:csv|json)$/.test(arg) ? at(arg) : arg)));
    expect(code).toBe(1);
    expect(errors).toContain(message);
    expect(errors).not.toContain('    at ');
  });
});
