export const times = [new Date(), Date.now(), performance.now()];
