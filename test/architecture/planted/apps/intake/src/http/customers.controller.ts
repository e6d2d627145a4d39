import { accept } from '../application/accept.js';

export const controller = accept;
