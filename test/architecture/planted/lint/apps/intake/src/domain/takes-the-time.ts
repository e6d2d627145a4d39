export const due = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000);
