import { PartHealth, type PartState } from '#libs/service';

/** A folder of files that an operator writes. */
interface Watched {
  /** What is wrong with them, while those before them are in force. */
  readonly problem: Error | undefined;
}

/** Says which folder has files that cannot be used, with file and line. */
export class ContentHealth extends PartHealth {
  readonly part = 'content';

  constructor(private readonly folders: Readonly<Record<string, Watched>>) {
    super();
  }

  override state(): PartState {
    const problems = Object.entries(this.folders).flatMap(([name, { problem }]) =>
      problem === undefined ? [] : [[name, problem.message] as const],
    );
    return { state: problems.length === 0 ? 'well' : 'degraded', details: Object.fromEntries(problems) };
  }
}
