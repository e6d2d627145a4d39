import type { ModuleRef } from '@nestjs/core';

type Token<T> = abstract new (...given: never[]) => T;

/** What any module of the service provides under this class; `undefined` when none does. */
export function optionalProvider<T>(modules: ModuleRef, token: Token<T>): T | undefined {
  try {
    return modules.get<T>(token, { strict: false });
  } catch {
    return undefined;
  }
}

/** What each module of the service that has one provides under this class. */
export function everyProvider<T>(modules: ModuleRef, token: Token<T>): readonly T[] {
  try {
    return modules.get<T>(token, { strict: false, each: true });
  } catch {
    return [];
  }
}
