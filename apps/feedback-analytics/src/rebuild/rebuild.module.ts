import { migrations, stores } from '../persistence/unit-stores.js';
import { rebuildWith, type RebuildOptions, type RebuildResult } from './rebuild-figures.js';

/** The rebuild on the tables of the service. */
export function rebuildFigures(options: RebuildOptions): Promise<RebuildResult> {
  return rebuildWith({ stores, migrations }, options);
}
