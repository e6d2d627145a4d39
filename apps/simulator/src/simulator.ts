/** The parts of the simulator, for whoever tests the whole: test/ enters here. */
export { feedAll } from './actors/customer-crowd.js';
export { faultsOf, type ServiceBalance } from './balance/balance.js';
export { request } from './doors/http.js';
export { interactionsOwed } from './doors/ledger.js';
export { startPlatform, type Platform } from './platform/platform.js';
export { Simulation } from './simulation.js';
export { isThrough, until } from './through.js';
export { contactAt } from './world/contacts.js';
