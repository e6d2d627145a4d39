import type { Programme } from './instrument.js';

/** The one programme so far: every closed cycle of a case is followed by one question. */
export const csatAfterClose: Programme = {
  id: 'csat-after-close',
  samplingWeight: 1,
  instrument: {
    id: 'csat',
    version: '1',
    score: {
      id: 'overall-satisfaction',
      measure: 'csat',
      scaleMin: 1,
      scaleMax: 5,
      direction: 'higher-is-better',
      label: {
        en: 'How satisfied are you with the way we handled your request?',
        zh: '您对我们处理您此次请求的方式满意吗？',
        ro: 'Cât de mulțumit sunteți de felul în care v-am rezolvat solicitarea?',
        hu: 'Mennyire elégedett azzal, ahogyan az ügyét intéztük?',
      },
    },
    comment: {
      id: 'comment',
      maxCharacters: 4096,
      label: {
        en: 'What could we have done better?',
        zh: '我们还有哪些地方可以做得更好？',
        ro: 'Ce am fi putut face mai bine?',
        hu: 'Mit csinálhattunk volna jobban?',
      },
    },
  },
};
