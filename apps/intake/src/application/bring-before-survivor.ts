import { Injectable } from '@nestjs/common';
import type { DueTimer } from '#libs/messaging';
import { fileAlone, joinFiles } from '../domain/customer-file.js';
import { keepCustomer } from './know-customer.js';
import type { IntakeUnit } from './stores.js';

export const membersOf = (ref: string): readonly string[] => ref.split(' ');

/** What a merged customer said under its own handle is part of what the survivor is known by. */
@Injectable()
export class BringBeforeSurvivor {
  async run({ ref }: DueTimer, unit: IntakeUnit): Promise<void> {
    const [memberId = '', survivorId = ''] = membersOf(ref);
    const member = await unit.customers.get(memberId);
    const survivor = await unit.customers.get(survivorId);
    // It may have been merged elsewhere, given back or erased since: who did that saw to the rest.
    if (member === undefined || survivor?.view === undefined || member.mergedInto !== survivorId) return;
    const view = joinFiles(survivor.view, fileAlone(member));
    if (view !== survivor.view) keepCustomer(survivor, { ...survivor, version: survivor.version + 1, view }, unit);
  }
}
