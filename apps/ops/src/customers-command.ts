import { Command } from 'commander';
import { writeFile } from 'node:fs/promises';
import { OpsFailure } from './ops-failure.js';
import { askService, doorsOf, withDoorOptions, type DoorOptions } from './service-doors.js';
import { printJson, type Terminal } from './terminal.js';

interface ExportOptions extends DoorOptions {
  readonly out?: string;
}

interface EraseOptions extends DoorOptions {
  readonly yes?: true;
  readonly json?: true;
}

interface Part {
  readonly service: string;
  readonly customerIds?: readonly string[];
}

const others = ['routing', 'follow-up', 'feedback-analytics'] as const;

/** What people are entitled to: to see what is known of them, and to be forgotten. Over the doors of the services. */
export function customersCommand(out: Terminal): Command {
  const command = new Command('customers')
    .summary('export what all services know of a customer; erase a customer')
    .description(
      'what people are entitled to: to see what is known of them, and to be forgotten.\nIt asks the running services over HTTP, with the key of an operator.',
    );
  withDoorOptions(command.command('export <customerId>'))
    .description('gathers the parts of all services, of everybody merged with the customer too, in one JSON document')
    .option('-o, --out <file>', 'write it there, readable by you alone; default: the terminal')
    .addHelpText('after', '\nExample:\n  npm run ops -- customers export 3f8f09c8-… --out ilinca.json')
    .action((customerId: string, options: ExportOptions) => exportCustomer(out, customerId, options));
  withDoorOptions(command.command('erase <customerId>'))
    .description('forgets the customer and everybody merged with it, in every service, for good')
    .option('--yes', 'it is meant')
    .addHelpText('after', '\nExample:\n  npm run ops -- customers erase 3f8f09c8-… --yes')
    .action((customerId: string, options: EraseOptions) => eraseCustomer(out, customerId, options));
  return command;
}

async function exportCustomer(out: Terminal, customerId: string, options: ExportOptions): Promise<void> {
  const doors = await doorsOf(options);
  const intake = await askService<Part>(doors, 'intake', `/v1/customers/${encodeURIComponent(customerId)}/data`);
  const parts: object[] = [intake];
  for (const service of others) {
    for (const id of intake.customerIds ?? [customerId]) {
      parts.push(await askService<Part>(doors, service, `/v1/customers/${id}/data`));
    }
  }
  const document = { customerId, exportedAt: new Date().toISOString(), parts };
  if (options.out === undefined) return printJson(out, document);
  await writeFile(options.out, `${JSON.stringify(document, undefined, 2)}\n`, { mode: 0o600 }).catch(
    (error: unknown) => {
      throw new OpsFailure(`${options.out ?? ''} cannot be written: ${String(error)}`);
    },
  );
  out.write(`${String(parts.length)} parts of ${String(1 + others.length)} services written to ${options.out}\n`);
}

async function eraseCustomer(out: Terminal, customerId: string, options: EraseOptions): Promise<void> {
  if (!options.yes) {
    throw new OpsFailure(
      'this forgets the customer, and everybody merged with it, for good: add --yes when it is meant',
      2,
    );
  }
  const doors = await doorsOf(options);
  const path = `/v1/customers/${encodeURIComponent(customerId)}/erasure`;
  const answer = await askService<{ erasedAt: string }>(doors, 'intake', path, 'POST');
  if (options.json) return printJson(out, answer);
  out.write(`erased at ${answer.erasedAt}; the other services follow as they hear of it\n`);
}
