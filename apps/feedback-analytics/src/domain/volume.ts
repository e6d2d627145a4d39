/** What is counted of each day, channel and queue. */
export const volumeCounts = [
  'received',
  'contacted',
  'casesOpened',
  'casesReopened',
  'casesClosed',
  'surveysInvited',
  'surveysAnswered',
  'messagesSent',
  'messagesDelivered',
  'messagesFailed',
] as const;
export type VolumeCount = (typeof volumeCounts)[number];
export type Volumes = Readonly<Record<VolumeCount, number>>;

export const noVolumes = Object.fromEntries(volumeCounts.map((name) => [name, 0])) as Volumes;

export function addVolumes(a: Volumes, b: Volumes): Volumes {
  return Object.fromEntries(volumeCounts.map((name) => [name, a[name] + b[name]])) as Volumes;
}
