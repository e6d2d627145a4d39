export { startService } from './start/start-service.js';
export { createService, type ServiceOptions } from './start/create-service.js';
export { shutDown } from './start/shutdown.js';
export {
  Setting,
  SettingsOf,
  type SettingOptions,
  type SettingsClass,
  type SettingsIdentity,
} from './config/setting.js';
export { loadSettings, SettingsError, type Environment } from './config/load-settings.js';
export { ServiceSettings } from './config/service.settings.js';
export { settingsModule } from './config/settings.module.js';
export { settingsTable } from './config/settings-table.js';
export type { CallerKey } from './config/parse-setting.js';
export { ApiKeyGuard } from './auth/api-key.guard.js';
export type { AuthenticatedRequest } from './auth/authenticated-request.js';
export { ApiKeys, type Caller, type Role } from './auth/api-keys.js';
export { DoorRules } from './auth/door-rules.js';
export { IssuedKeys } from './auth/issued-keys.js';
export { CurrentCaller, RequireRole } from './auth/require-role.js';
export { ProblemFilter } from './problems/problem.filter.js';
export { InvalidFields } from './problems/invalid-fields.js';
export { TooManyRequests } from './problems/too-many-requests.js';
export { answerOf } from './problems/answer-of.js';
export { problem, type Problem, type ProblemAnswer } from './problems/problem.js';
export { validationPipe } from './validation/validation-pipe.js';
export { PageQuery } from './validation/page-query.dto.js';
export { ApiContractBody, ApiContractResponse } from './openapi/contract-schemas.js';
export { ApiProblems } from './openapi/api-problems.js';
export { openApiDocument } from './openapi/open-api-document.js';
export { BodyLimit, defaultBodyBytes } from './http/body-limit.js';
export { MalformedBody, parseJsonBody } from './http/json-body.js';
export { isLineStream } from './http/line-stream.js';
export { PartHealth, type PartState } from './health/part-health.js';
export { ServiceState } from './health/service-state.js';
