import { channels, kinds, needs, type Channel, type Kind, type Need } from '#libs/contracts';

/** Slices are texts; a record on the wire has the words of the contract. */
const wordOf =
  <Word extends string>(words: readonly Word[]) =>
  (text: string | undefined): Word | undefined =>
    words.find((word) => word === text);

export const channelOf: (text: string | undefined) => Channel | undefined = wordOf(channels);
export const kindOf: (text: string | undefined) => Kind | undefined = wordOf(kinds);
export const needOf: (text: string | undefined) => Need | undefined = wordOf(needs);
