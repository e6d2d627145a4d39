import { instrumentCommand } from '../policy/instrument-command.js';

await instrumentCommand().parseAsync();
