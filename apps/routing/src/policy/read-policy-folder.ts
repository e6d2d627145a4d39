import { readTextFolder } from '#libs/templates';
import type { PolicyFiles } from './load-time-policy.js';

/**
 * YAML and iCalendar files of a folder and those below it, by their path in it with `/`.
 * @throws FolderUnreadable
 */
export const readPolicyFolder = (folder: string): Promise<PolicyFiles> =>
  readTextFolder(folder, ['.yaml', '.yml', '.ics']);
