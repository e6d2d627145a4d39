import type { DataSource } from 'typeorm';
import { refOf, type Instrument } from '../domain/instrument.js';

export interface InstrumentContent {
  readonly instrument: Instrument;
  readonly contentHash: string;
}

export interface KeptInstruments {
  /** Versions that were asked once and are in no file any more. */
  readonly retired: readonly Instrument[];
  /** `id@version` of those whose content is another than what customers were asked. */
  readonly changed: readonly string[];
}

/** One of the content, so that two instances that start together do not each find the other's row missing. */
const keep = `
insert into instrument_version (instrument, version, content_hash, content)
select * from unnest($1::text[], $2::text[], $3::text[], $4::jsonb[])
on conflict (instrument, version) do update set content_hash = excluded.content_hash, content = excluded.content
where instrument_version.content_hash <> excluded.content_hash and not exists (
  select 1 from survey s
  where s.instrument = instrument_version.instrument and s.instrument_version = instrument_version.version)`;

/** Keeps what may be asked from now on. A version that somebody was asked is left as it was, and told if it is another now. */
export async function keepInstruments(
  dataSource: DataSource,
  contents: readonly InstrumentContent[],
): Promise<KeptInstruments> {
  await dataSource.query(keep, [
    contents.map(({ instrument }) => instrument.id),
    contents.map(({ instrument }) => instrument.version),
    contents.map(({ contentHash }) => contentHash),
    contents.map(({ instrument }) => JSON.stringify(instrument)),
  ]);
  const rows = await dataSource.query<{ contentHash: string; content: Instrument }[]>(
    'select content_hash as "contentHash", content from instrument_version',
  );
  const now = new Map(contents.map((one) => [refOf(one.instrument), one.contentHash]));
  const kept = rows.map(({ contentHash, content }) => ({ ref: refOf(content), contentHash, content }));
  return {
    retired: kept.filter(({ ref }) => !now.has(ref)).map(({ content }) => content),
    changed: kept.filter(({ ref, contentHash }) => (now.get(ref) ?? contentHash) !== contentHash).map(({ ref }) => ref),
  };
}
