import { policyCommand } from './policy-command.js';

await policyCommand().parseAsync();
