/** The decisions of routing without its service: what measures them from outside enters here. */
export { decide } from './domain/engine/decide.js';
export type { EngineCommand } from './domain/engine/engine-command.js';
export { EngineState } from './domain/engine/engine-state.js';
