import { topicsCommand } from './topics-command.js';

await topicsCommand().parseAsync();
