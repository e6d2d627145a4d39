import { en } from './en.js';
import { hu } from './hu.js';
import type { Phrases } from './phrases.js';
import { ro } from './ro.js';
import { zh } from './zh.js';

export const languages = ['en', 'zh', 'ro', 'hu'] as const;
export type SpokenLanguage = (typeof languages)[number];

export const phrases: Readonly<Record<SpokenLanguage, Phrases>> = { en, zh, ro, hu };
