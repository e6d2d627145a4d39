import { Command } from 'commander';
import { FolderUnreadable, mistakeLine } from '#libs/templates';
import { loadRoutingPolicy, routingPolicyFile } from './load-routing-policy.js';
import { loadTimePolicy, timePolicyFiles, type TimeRules } from './load-time-policy.js';
import { unknownFiles } from './policy-files.js';
import { readPolicyFolder } from './read-policy-folder.js';

const layout = `
The folder:
  ${timePolicyFiles.calendars.padEnd(20)} business hours, holidays, exceptions
  ${timePolicyFiles.sla.padEnd(20)} SLA policies and what becomes of promises
  ${timePolicyFiles.entitlements.padEnd(20)} what a customer's plan gives for a kind of contact on a channel
  ${routingPolicyFile.padEnd(20)} queues, channels, steps and limits of routing
  holidays/*.ics       iCalendar files that a calendar names

apps/routing/example-policy is one, with comments. The exit code is 1 when there is a mistake. \`npm run policy -- --help\` says
how to compare a folder with what counts now, and how to apply it.`;

/** `npm run policy`. The exit code is 1 when something is not as it must be. */
export function policyCommand(print: (line: string) => void = console.log): Command {
  const program = new Command('npm run policy --').description('The rules of a company, as a folder of YAML files.');
  program
    .command('check')
    .description('says which mistakes there are in a policy folder: file, line and rule')
    .argument('<folder>')
    .addHelpText('after', layout)
    .action(async (folder: string) => {
      if (!(await check(folder, print))) process.exitCode = 1;
    });
  return program;
}

async function check(folder: string, print: (line: string) => void): Promise<boolean> {
  try {
    const files = await readPolicyFolder(folder);
    const { rules, problems: ofTime } = loadTimePolicy(files);
    const routing = loadRoutingPolicy(files);
    const problems = [...unknownFiles(files), ...ofTime, ...routing.problems];
    for (const problem of problems) print(mistakeLine(problem));
    if (problems.length > 0) print(`${String(problems.length)} mistakes; nothing of it would be applied`);
    else if (rules === undefined && routing.rules === undefined)
      print(`there is neither ${timePolicyFiles.sla} nor ${routingPolicyFile}: nothing to check`);
    else {
      print(`no mistakes: ${[...(rules ? [summary(rules)] : []), ...queueCount(routing.rules)].join(', ')}`);
      if (rules === undefined) print(`without ${timePolicyFiles.sla} it can be played by what-if, and not applied`);
    }
    return problems.length === 0;
  } catch (error) {
    if (!(error instanceof FolderUnreadable)) throw error;
    print(error.message);
    return false;
  }
}

const summary = ({ calendars, policies, entitlements }: TimeRules): string =>
  `${String(calendars.length)} calendars, ${String(policies.length)} SLA policies, ${String(entitlements.length)} entitlements`;

const queueCount = (rules: ReturnType<typeof loadRoutingPolicy>['rules']): readonly string[] =>
  rules === undefined ? [] : [`${String(Object.keys(rules.queues ?? {}).length)} queues`];
