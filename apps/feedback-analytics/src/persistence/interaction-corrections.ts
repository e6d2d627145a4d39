import type { StatementTable } from '#libs/messaging';

/**
 * What people said that contacts are about, over what was said at first. Of several corrections the last word on each
 * column counts. A contact that is not known is left out: its classification goes before on the same key, so it is one of
 * before the service was there.
 */
export const interactionCorrections: StatementTable = {
  kind: 'statement',
  name: 'correct_interaction_facts',
  columns: [
    { property: 'interactionId', type: 'uuid' },
    { property: 'kind', type: 'text' },
    { property: 'primaryNeed', type: 'text' },
    { property: 'language', type: 'text' },
  ],
  text:
    'update interaction_fact fact set kind = coalesce(said.kind, fact.kind), ' +
    'primary_need = coalesce(said.primary_need, fact.primary_need), language = coalesce(said.language, fact.language) from (' +
    'select interaction_id, (array_agg(kind order by n desc) filter (where kind is not null))[1] as kind, ' +
    '(array_agg(primary_need order by n desc) filter (where primary_need is not null))[1] as primary_need, ' +
    '(array_agg(language order by n desc) filter (where language is not null))[1] as language ' +
    'from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) with ordinality as given (interaction_id, kind, primary_need, language, n) ' +
    'group by interaction_id) said where fact.interaction_id = said.interaction_id',
};
