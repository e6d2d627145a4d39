import { Logger, Module, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { PartHealth, type PartState } from '#libs/service';
import { UnderstandingSource } from './application/understanding-source.js';
import { targets, type Target } from './domain/understanding/targets.js';
import { readTextModel } from './files/read-text-model.js';
import { shippedLexicons } from './files/shipped-lexicons.js';
import { UnderstandingFiles } from './files/understanding-files.js';
import type { FileReport } from './files/watched-file.js';
import { IntakeSettings } from './intake.config.js';

const logger = new Logger('understanding');

function tell(name: string, report: FileReport): void {
  const { state, file, uses, problem } = report;
  if (state === 'loaded') logger.log(`${name}: ${uses ?? ''} from ${file}`);
  else {
    const instead = uses === undefined ? 'what ships is used instead' : `${uses} stays in use`;
    logger.error(`${name}: ${file} cannot be used, ${instead}: ${problem ?? ''}`);
  }
}

/** `target=file` pairs, as the settings have checked them. */
function modelFilesOf(entries: readonly string[]): ReadonlyMap<Target, string> {
  return new Map(
    entries.flatMap((entry) => {
      const target = targets.find((one) => entry.startsWith(`${one}=`));
      return target === undefined ? [] : [[target, entry.slice(target.length + 1)] as const];
    }),
  );
}

/** Looks at the files now and then: it works on every file system, also where a volume is swapped beneath the service. */
class UnderstandingWatch extends PartHealth implements OnModuleInit, OnModuleDestroy {
  override readonly part = 'understanding';
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly files: UnderstandingFiles,
    private readonly pollMs: number,
  ) {
    super();
  }

  async onModuleInit(): Promise<void> {
    await this.files.refresh();
    this.timer = setInterval(() => void this.files.refresh(), this.pollMs).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  override state(): PartState {
    return { state: this.files.isDegraded ? 'degraded' : 'well', details: this.files.reports() };
  }
}

/** What contacts are understood with: what ships, and the operator's files. */
@Module({
  providers: [
    {
      provide: UnderstandingFiles,
      inject: [IntakeSettings],
      useFactory: ({ rulesFile, modelFiles }: IntakeSettings) =>
        new UnderstandingFiles({
          lexicons: shippedLexicons(),
          ...(rulesFile !== undefined && { rulesFile }),
          modelFiles: modelFilesOf(modelFiles),
          readModel: readTextModel,
          onChange: tell,
        }),
    },
    { provide: UnderstandingSource, useExisting: UnderstandingFiles },
    {
      provide: PartHealth,
      inject: [UnderstandingFiles, IntakeSettings],
      useFactory: (files: UnderstandingFiles, { contentReloadMs }: IntakeSettings) =>
        new UnderstandingWatch(files, contentReloadMs),
    },
  ],
  exports: [UnderstandingSource],
})
export class UnderstandingModule {}
