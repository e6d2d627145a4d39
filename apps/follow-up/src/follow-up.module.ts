import { Module } from '@nestjs/common';
import { MessagingModule, MessagingQuarantine1700000001410, MessagingSchema1700000000000 } from '#libs/messaging';
import { appendTable, databaseModule, stateTable } from '#libs/persistence';
import { settingsModule } from '#libs/service';
import { AnswerByLink } from './application/answer-by-link.js';
import { ExpireSurvey } from './application/expire-survey.js';
import { CustomerTraces } from './application/customer-traces.js';
import { ExportCustomer } from './application/export-customer.js';
import { FollowCustomer } from './application/follow-customer.js';
import { FollowDelivery } from './application/follow-delivery.js';
import { OpenJourney } from './application/open-journey.js';
import { Invitations } from './application/invitations.js';
import { PlanRound } from './application/plan-round.js';
import { PlanSurvey } from './application/plan-survey.js';
import { RecordInteraction } from './application/record-interaction.js';
import { RedirectInvitation } from './application/redirect-invitation.js';
import { RememberContact } from './application/remember-contact.js';
import { RemindInvited } from './application/remind-invited.js';
import { ReopenJourney } from './application/reopen-journey.js';
import { SendInvitation } from './application/send-invitation.js';
import { ShowSurvey } from './application/show-survey.js';
import { SurveyPolicy } from './application/survey-policy.js';
import { SurveySteps } from './application/survey-steps.js';
import { SurveyTokens } from './application/survey-tokens.js';
import { TakeAnswer } from './application/take-answer.js';
import { FollowUpSettings } from './follow-up.config.js';
import { FollowUpConsumer } from './follow-up.consumer.js';
import { CustomerDataController } from './http/customer-data.controller.js';
import { SurveysController } from './http/surveys.controller.js';
import { ContactClockEntity } from './persistence/contact-clock.entity.js';
import { ContactsEntity } from './persistence/contacts.entity.js';
import { CustomerEntity } from './persistence/customer.entity.js';
import { CustomerTracesRepository } from './persistence/customer-traces.repository.js';
import { DeliveryEntity } from './persistence/delivery.entity.js';
import { eraseDeliveries, eraseFollowUpEvents } from './persistence/erasure-statements.js';
import { FollowUpCustomers1700000001302 } from './persistence/follow-up-customers.migration.js';
import { FollowUpInstruments1700000004101 } from './persistence/follow-up-instruments.migration.js';
import { FollowUpProgrammes1700000004102 } from './persistence/follow-up-programmes.migration.js';
import { FollowUpSchema1700000000100 } from './persistence/follow-up-schema.migration.js';
import { InteractionRecordEntity } from './persistence/interaction-record.entity.js';
import { JourneyEntity } from './persistence/journey.entity.js';
import { QuotaUseEntity } from './persistence/quota-use.entity.js';
import { SurveyEntity } from './persistence/survey.entity.js';
import { SurveyCatalogueModule } from './survey-catalogue.module.js';

const stores = {
  journeys: stateTable(JourneyEntity, { key: 'caseId' }),
  surveys: stateTable(SurveyEntity, { key: 'responseId' }),
  customers: stateTable(CustomerEntity, { key: 'customerId' }),
  contacts: stateTable(ContactsEntity, { key: 'customerId' }),
  clocks: stateTable(ContactClockEntity, { key: 'customerId' }),
  quotas: stateTable(QuotaUseEntity, { key: 'programmeId' }),
  deliveries: stateTable(DeliveryEntity, { key: 'messageId' }),
  interactions: appendTable(InteractionRecordEntity),
  erasures: eraseDeliveries,
  storedEvents: eraseFollowUpEvents,
};

const entities = [
  ...[JourneyEntity, SurveyEntity, CustomerEntity, ContactsEntity, DeliveryEntity, InteractionRecordEntity],
  ...[ContactClockEntity, QuotaUseEntity],
];

@Module({
  imports: [
    settingsModule(FollowUpSettings),
    SurveyCatalogueModule,
    databaseModule({
      settings: FollowUpSettings,
      entities,
      migrations: [
        MessagingSchema1700000000000,
        MessagingQuarantine1700000001410,
        FollowUpSchema1700000000100,
        FollowUpCustomers1700000001302,
        FollowUpInstruments1700000004101,
        FollowUpProgrammes1700000004102,
      ],
    }),
    MessagingModule.forRootAsync({
      inject: [FollowUpSettings],
      useFactory: ({ messaging }: FollowUpSettings) => ({
        ...messaging,
        // Nobody waits for this service as for an answer; intake and routing get the processor.
        gatherMs: 60,
        stores,
      }),
    }),
  ],
  controllers: [FollowUpConsumer, SurveysController, CustomerDataController],
  providers: [
    {
      provide: SurveyPolicy,
      inject: [FollowUpSettings],
      useFactory: (settings: FollowUpSettings): SurveyPolicy => ({
        delayMs: settings.surveyDelayMs,
        expiryMs: settings.surveyExpiryMs,
        linkBase: settings.surveyLinkBase,
        tokenSecret: settings.surveyTokenSecret,
      }),
    },
    SurveyTokens,
    TakeAnswer,
    AnswerByLink,
    ShowSurvey,
    RememberContact,
    RecordInteraction,
    FollowCustomer,
    ExportCustomer,
    { provide: CustomerTraces, useClass: CustomerTracesRepository },
    OpenJourney,
    PlanSurvey,
    PlanRound,
    Invitations,
    RemindInvited,
    RedirectInvitation,
    SurveySteps,
    ReopenJourney,
    SendInvitation,
    ExpireSurvey,
    FollowDelivery,
  ],
})
export class FollowUpModule {}
