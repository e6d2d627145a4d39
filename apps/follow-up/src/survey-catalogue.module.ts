import { Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { settingsModule, SettingsError } from '#libs/service';
import { FileProblem, FolderUnreadable } from '#libs/templates';
import { MessageTexts } from './application/message-texts.js';
import { SurveyCatalogue } from './application/survey-catalogue.js';
import { refOf } from './domain/instrument.js';
import { FollowUpSettings } from './follow-up.config.js';
import { keepInstruments } from './persistence/keep-instruments.js';
import { MessageFiles } from './persistence/message-files.js';
import { scheduleRounds } from './persistence/schedule-rounds.js';
import type { LoadedInstrument } from './policy/load-instruments.js';
import { PolicyRefused, policyOf } from './policy/shipped-policy.js';

/** A service does not start with rules that have mistakes. */
function refuse(setting: string, lines: readonly string[]): never {
  throw new SettingsError(lines.map((line) => `${setting}: ${line}`));
}

async function catalogueOf({ policyFolder }: FollowUpSettings, database: DataSource): Promise<SurveyCatalogue> {
  const { instruments, programmes, budget } = await policyOf(policyFolder).catch((error: unknown) => {
    if (error instanceof PolicyRefused) return refuse('FOLLOW_UP_POLICY', error.lines);
    throw error;
  });
  const { retired, changed } = await keepInstruments(database, instruments);
  if (changed.length > 0)
    refuse(
      'FOLLOW_UP_POLICY',
      instruments.flatMap((one) => changedLine(one, changed)),
    );
  const catalogue = new SurveyCatalogue(programmes, budget, {
    current: instruments.map(({ instrument }) => instrument),
    retired,
  });
  await scheduleRounds(database, catalogue.schedules);
  return catalogue;
}

function changedLine(
  { file, instrument, versionLine }: LoadedInstrument,
  changed: readonly string[],
): readonly string[] {
  const ref = refOf(instrument);
  if (!changed.includes(ref)) return [];
  return [
    `${file}:${String(versionLine)} version.answered: customers were asked ${ref} with another content: give it a new version`,
  ];
}

async function textsOf({ templatesFolder }: FollowUpSettings): Promise<MessageTexts> {
  try {
    return await MessageFiles.of(templatesFolder);
  } catch (error) {
    if (error instanceof FileProblem || error instanceof FolderUnreadable)
      return refuse('FOLLOW_UP_TEMPLATES', [error.message]);
    throw error;
  }
}

/** What can be asked, and in which words: what ships, and the operator's files. */
@Module({
  imports: [settingsModule(FollowUpSettings)],
  providers: [
    { provide: SurveyCatalogue, inject: [FollowUpSettings, DataSource], useFactory: catalogueOf },
    { provide: MessageTexts, inject: [FollowUpSettings], useFactory: textsOf },
  ],
  exports: [SurveyCatalogue, MessageTexts],
})
export class SurveyCatalogueModule {}
