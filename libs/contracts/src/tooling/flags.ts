import { parseArgs } from 'node:util';

interface Tool {
  readonly command: string;
  readonly about: string;
  /** What it takes beside `--help`, each with what it does. */
  readonly flags?: Readonly<Record<string, string>>;
}

/** What was asked of the tool; anything but `run` has been answered in `text`. */
export type Asked =
  | { readonly kind: 'run'; readonly flags: ReadonlySet<string> }
  | { readonly kind: 'help' | 'wrong'; readonly text: string };

/** A word that a tool does not know must not be taken for nothing: `contracts:generate --relase` would look like done. */
export function asked(tool: Tool, args: readonly string[]): Asked {
  const flags = { ...tool.flags, help: 'this' };
  const options = Object.fromEntries(Object.keys(flags).map((name) => [name, { type: 'boolean' as const }]));
  try {
    const { values } = parseArgs({ args: [...args], options: { ...options, help: { type: 'boolean', short: 'h' } } });
    if (values['help'] === true) return { kind: 'help', text: helpOf(tool, flags) };
    return { kind: 'run', flags: new Set(Object.keys(values)) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { kind: 'wrong', text: `${message}\n\n${helpOf(tool, flags)}` };
  }
}

function helpOf({ command, about }: Tool, flags: Readonly<Record<string, string>>): string {
  const lines = Object.entries(flags).map(([name, does]) => `  --${name.padEnd(12)} ${does}`);
  return `Usage: npm run ${command} -- [options]\n\n${about}\n\n${lines.join('\n')}\n`;
}

/** The flags of this process's command line; ends the process where they ask for help (0) or are wrong (2). */
export function flagsOrExit(tool: Tool): ReadonlySet<string> {
  const answer = asked(tool, process.argv.slice(2));
  if (answer.kind === 'run') return answer.flags;
  (answer.kind === 'help' ? process.stdout : process.stderr).write(answer.text);
  process.exit(answer.kind === 'help' ? 0 : 2);
}
