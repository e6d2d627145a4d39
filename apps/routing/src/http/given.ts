type Given<T> = { readonly [K in keyof T]: Exclude<T[K], undefined> };

/** The fields of a body that are there: what was left out is absent and not undefined. */
export const given = <T extends object>(body: T): Given<T> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as Given<T>;
