import JestRunner from 'jest-runner';

/**
 * Jest's own runner, one file after the other: end-to-end suites each start all services, and two at once on two cores
 * would measure each other. `maxWorkers` cannot be set for one project, a runner can.
 */
export default class OneAtATime extends (JestRunner.default ?? JestRunner) {
  isSerial = true;
}
