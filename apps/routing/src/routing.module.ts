import { Logger, Module, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import {
  MessagingModule,
  MessagingQuarantine1700000001410,
  MessagingSchema1700000000000,
  Outbox,
  type SessionOptions,
} from '#libs/messaging';
import { databaseModule } from '#libs/persistence';
import { DoorRules, settingsModule } from '#libs/service';
import { AnswerOffer } from './application/answer-offer.js';
import { AskEngine } from './application/ask-engine.js';
import { AbandonCase } from './application/desk/abandon-case.js';
import { AskAboutCase } from './application/desk/ask-about-case.js';
import { ChangeUrgency } from './application/desk/change-urgency.js';
import { EstimateQueue } from './application/desk/estimate-queue.js';
import { QueueReads } from './application/desk/queue-reads.js';
import { Heartbeat, HeartbeatSettings } from './application/desk/heartbeat.js';
import { DrainQueue } from './application/desk/drain-queue.js';
import { CarryOverClocks } from './application/carry-over-clocks.js';
import { CaseStories } from './application/case-stories.js';
import { ChangeAgent } from './application/change-agent.js';
import { ChangeCase } from './application/change-case.js';
import { CommandAnswers } from './application/command-answers.js';
import { CustomerTraces } from './application/customer-traces.js';
import { DecisionReads } from './application/decision-reads.js';
import { TellDueCase } from './application/tell-due-case.js';
import { EndCase } from './application/end-case.js';
import { EngineLeader } from './application/engine/engine-leader.js';
import { ExportCustomer } from './application/export-customer.js';
import { FollowCustomer } from './application/follow-customer.js';
import { FindCase } from './application/find-case.js';
import { FollowAnswer } from './application/follow-answer.js';
import { GiveBackCase } from './application/give-back-case.js';
import { DeclareIncident } from './application/incidents/declare-incident.js';
import { IncidentReads } from './application/incidents/incident-reads.js';
import { IncidentTexts } from './application/incidents/incident-texts.js';
import { TellIncident } from './application/incidents/tell-incident.js';
import { KeepReplyAddress } from './application/keep-reply-address.js';
import { FollowThrough } from './application/journey/follow-through.js';
import { ShelveCase } from './application/journey/shelve-case.js';
import { UnderstandNeed } from './application/journey/understand-need.js';
import { OpenCase } from './application/open-case.js';
import { ChangePolicy } from './application/policies/change-policy.js';
import { FollowPolicy } from './application/policies/follow-policy.js';
import { PolicyCompiler } from './application/policies/policy-compiler.js';
import { PolicyInForce } from './application/policies/policy-in-force.js';
import { PolicyStore } from './application/policies/policy-store.js';
import { startPolicy } from './application/policies/start-policy.js';
import { PromiseCustomer } from './application/promise-customer.js';
import { ReplyToCase } from './application/reply-to-case.js';
import { PromiseReads } from './application/promise-reads.js';
import { RoutingPolicy } from './application/routing-policy.js';
import { DeskStreams } from './application/streams/desk-streams.js';
import { StreamHub } from './application/streams/stream-hub.js';
import { ToldEvents } from './application/streams/told-events.js';
import { RoutingReads } from './application/routing-reads.js';
import { WaitForCustomer } from './application/wait-for-customer.js';
import { AgentDoors } from './http/agent-doors.js';
import { AgentsController } from './http/agents.controller.js';
import { CaseJourneyController } from './http/case-journey.controller.js';
import { CaseWorkController } from './http/case-work.controller.js';
import { CasesController } from './http/cases.controller.js';
import { CustomerDataController } from './http/customer-data.controller.js';
import { ClocksController } from './http/clocks.controller.js';
import { CommandsController } from './http/commands.controller.js';
import { DecisionsController } from './http/decisions.controller.js';
import { EventStreamsController } from './http/event-streams.controller.js';
import { HeartbeatsController } from './http/heartbeats.controller.js';
import { OffersController } from './http/offers.controller.js';
import { IncidentsController } from './http/incidents.controller.js';
import { PoliciesController } from './http/policies.controller.js';
import { PromiseListController } from './http/promise-list.controller.js';
import { PromisesController } from './http/promises.controller.js';
import { QueueExitsController } from './http/queue-exits.controller.js';
import { QueuesController } from './http/queues.controller.js';
import { StoryController } from './http/story.controller.js';
import { CaseStoriesRepository } from './persistence/case-stories.repository.js';
import { CaseJourney1700000002401 } from './persistence/case-journey.migration.js';
import { CaseStory1700000002602 } from './persistence/case-story.migration.js';
import { SupervisionController } from './http/supervision.controller.js';
import { TransfersController } from './http/transfers.controller.js';
import { CustomerTracesRepository } from './persistence/customer-traces.repository.js';
import { CaseTimes1700000002200 } from './persistence/case-times.migration.js';
import { DecisionsRepository } from './persistence/decisions.repository.js';
import { Decisions1700000002601 } from './persistence/decisions.migration.js';
import { PostgresEngineStores } from './persistence/engine/postgres-engine-store.js';
import { forgottenRows } from './persistence/forgotten-rows.js';
import { Desk1700000002790 } from './persistence/desk.migration.js';
import { OwnReply1700000002300 } from './persistence/own-reply.migration.js';
import { IncidentFiles } from './persistence/incident-files.js';
import { IncidentReadsRepository } from './persistence/incident-reads.repository.js';
import { Incidents1700000002604 } from './persistence/incidents.migration.js';
import { QueueReadsRepository } from './persistence/queue-reads.repository.js';
import { QueueFlow1700000002791 } from './persistence/queue-flow.migration.js';
import { PolicyStoreRepository } from './persistence/policy-store.repository.js';
import { PolicyVersions1700000002603 } from './persistence/policy-versions.migration.js';
import { PromiseIndex1700000002605 } from './persistence/promise-index.migration.js';
import { PromiseReadsRepository } from './persistence/promise-reads.repository.js';
import { RoutingCustomers1700000001301 } from './persistence/routing-customers.migration.js';
import { ToldEventsRepository } from './persistence/told-events.repository.js';
import { RoutingReadsRepository } from './persistence/routing-reads.repository.js';
import { RoutingDepth1700000002101 } from './persistence/routing-depth.migration.js';
import { RoutingSchema1700000000001 } from './persistence/routing-schema.migration.js';
import { routingEntities, routingStores } from './persistence/routing-tables.js';
import { folderOfSettings } from './policy/folder-of-settings.js';
import { FilesPolicyCompiler } from './policy/policy-compiler.js';
import { measureDecision } from './engine-metrics.js';
import { RoutingConsumer } from './routing.consumer.js';
import { RoutingSettings } from './routing.config.js';

async function policyInForce(
  settings: RoutingSettings,
  store: PolicyStore,
  compiler: PolicyCompiler,
): Promise<PolicyInForce> {
  const folder = await folderOfSettings(settings.policyFolder, compiler);
  return startPolicy(store, compiler, folder, policyProblem);
}

const policyLogger = new Logger('policy');
const policyProblem = (message: string, detail: object): void => policyLogger.warn({ ...detail, msg: message });

function engineLeader(
  settings: RoutingSettings,
  policy: PolicyInForce,
  answers: CommandAnswers,
  outbox: Outbox,
): EngineLeader {
  const logger = new Logger('engine');
  const session: SessionOptions = { connectionString: settings.databaseUrl, applicationName: 'routing-engine' };
  return new EngineLeader(session, {
    stores: new PostgresEngineStores(session),
    policy,
    answers,
    outbox,
    onProblem: (message, detail) => logger.warn({ ...detail, msg: message }),
    measure: measureDecision,
  });
}

function streamHub(told: ToldEvents): StreamHub {
  const logger = new Logger('streams');
  return new StreamHub(told, { lookEveryMs: 100 }, (message, detail) => logger.warn({ ...detail, msg: message }));
}

/** Routing: cases, their queue, agents, offers, clocks and promises. */
@Module({
  imports: [
    settingsModule(RoutingSettings),
    databaseModule({
      settings: RoutingSettings,
      entities: routingEntities,
      migrations: [
        MessagingSchema1700000000000,
        MessagingQuarantine1700000001410,
        RoutingSchema1700000000001,
        RoutingCustomers1700000001301,
        RoutingDepth1700000002101,
        CaseTimes1700000002200,
        OwnReply1700000002300,
        CaseJourney1700000002401,
        Decisions1700000002601,
        CaseStory1700000002602,
        PolicyVersions1700000002603,
        Incidents1700000002604,
        PromiseIndex1700000002605,
        Desk1700000002790,
        QueueFlow1700000002791,
      ],
    }),
    MessagingModule.forRootAsync({
      inject: [RoutingSettings],
      useFactory: (settings: RoutingSettings) => ({
        ...settings.messaging,
        gatherMs: 10,
        stores: routingStores,
        forgets: forgottenRows(settings),
      }),
    }),
  ],
  controllers: [
    RoutingConsumer,
    AgentsController,
    OffersController,
    CasesController,
    CaseJourneyController,
    CaseWorkController,
    ClocksController,
    PromisesController,
    QueuesController,
    TransfersController,
    QueueExitsController,
    SupervisionController,
    HeartbeatsController,
    EventStreamsController,
    CommandsController,
    CustomerDataController,
    DecisionsController,
    StoryController,
    PoliciesController,
    IncidentsController,
    PromiseListController,
  ],
  providers: [
    OpenCase,
    UnderstandNeed,
    FollowThrough,
    ShelveCase,
    KeepReplyAddress,
    FollowCustomer,
    ExportCustomer,
    TellDueCase,
    AskEngine,
    AskAboutCase,
    AbandonCase,
    ChangeUrgency,
    DrainQueue,
    Heartbeat,
    { provide: HeartbeatSettings, useExisting: RoutingSettings },
    { provide: ToldEvents, useClass: ToldEventsRepository },
    { provide: StreamHub, inject: [ToldEvents], useFactory: streamHub },
    DeskStreams,
    EstimateQueue,
    { provide: QueueReads, useClass: QueueReadsRepository },
    AnswerOffer,
    ChangeAgent,
    FindCase,
    FollowAnswer,
    ReplyToCase,
    EndCase,
    GiveBackCase,
    ChangeCase,
    WaitForCustomer,
    CarryOverClocks,
    PromiseCustomer,
    CommandAnswers,
    { provide: CustomerTraces, useClass: CustomerTracesRepository },
    { provide: CaseStories, useClass: CaseStoriesRepository },
    { provide: PromiseReads, useClass: PromiseReadsRepository },
    { provide: DecisionReads, useClass: DecisionsRepository },
    { provide: RoutingReads, useClass: RoutingReadsRepository },
    ChangePolicy,
    DeclareIncident,
    TellIncident,
    { provide: IncidentReads, useClass: IncidentReadsRepository },
    {
      provide: IncidentTexts,
      inject: [RoutingSettings],
      useFactory: ({ templates }: RoutingSettings) => new IncidentFiles(templates),
    },
    { provide: DoorRules, useClass: AgentDoors },
    { provide: PolicyStore, useClass: PolicyStoreRepository },
    {
      provide: PolicyCompiler,
      inject: [RoutingSettings],
      useFactory: (settings: RoutingSettings) => new FilesPolicyCompiler(settings),
    },
    { provide: PolicyInForce, inject: [RoutingSettings, PolicyStore, PolicyCompiler], useFactory: policyInForce },
    { provide: RoutingPolicy, useExisting: PolicyInForce },
    {
      provide: FollowPolicy,
      inject: [PolicyStore, PolicyCompiler, PolicyInForce],
      useFactory: (store: PolicyStore, compiler: PolicyCompiler, inForce: PolicyInForce) =>
        new FollowPolicy({ store, compiler, inForce, onProblem: policyProblem }),
    },
    {
      provide: EngineLeader,
      inject: [RoutingSettings, PolicyInForce, CommandAnswers, Outbox],
      useFactory: engineLeader,
    },
  ],
})
export class RoutingModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly engine: EngineLeader,
    private readonly followPolicy: FollowPolicy,
    private readonly streams: StreamHub,
  ) {}

  onApplicationBootstrap(): void {
    this.followPolicy.start();
    this.engine.start();
  }

  /** Before the outbox is drained, as its last batch may have published something. Streams would keep the server open. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.streams.close();
    await Promise.all([this.followPolicy.stop(), this.engine.stop()]);
  }
}
