import { CustomerCrowd } from './actors/customer-crowd.js';
import type { SimulatorOptions } from './options.js';
import type { Platform } from './platform/platform.js';
import { Simulation } from './simulation.js';
import { LiveView } from './view/live-view.js';

/** Customers and agents at the pace of people, with a view of it, until the signal or the end of the time. */
export async function runLive(platform: Platform, options: SimulatorOptions, signal: AbortSignal): Promise<void> {
  const simulation = await Simulation.begin(platform, options, {
    workMs: 4_000,
    pollMs: 500,
    atOnce: 1_000,
    patienceMs: 20_000,
  });
  const over =
    options.durationMs === undefined ? signal : AbortSignal.any([signal, AbortSignal.timeout(options.durationMs)]);
  const crowd = new CustomerCrowd(simulation.plan, options.rate, simulation.doors, (error) => simulation.note(error));
  const view = new LiveView(platform, simulation, options, process.stdout);
  view.start();
  try {
    await crowd.run(over);
  } finally {
    await view.stop();
    await simulation.end();
  }
}
