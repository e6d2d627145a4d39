import type { Caller } from '#libs/service';
import type { Submitter } from '../application/adapter-rights.js';

export const submitterOf = ({ id, keyId }: Caller): Submitter => ({ adapterId: id, keyId });
