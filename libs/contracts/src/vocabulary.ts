/**
 * The words of the domain as they stand on the wire. A list may grow within a major version, so a reader meets an
 * unknown word as `other` where the list has it, and as the plain string where it has not.
 */
export const channels = [
  'phone',
  'email',
  'web-form',
  'chat',
  'sms',
  'social',
  'messaging-app',
  'in-person',
  'letter',
  'fax',
  'suggestion-box',
  'app',
  'other',
] as const;
export type Channel = (typeof channels)[number];

export const kinds = [
  'inquiry',
  'request',
  'complaint',
  'claim',
  'suggestion',
  'compliment',
  'survey-response',
  'callback-request',
  'other',
] as const;
export type Kind = (typeof kinds)[number];

export const needs = ['information', 'emotion', 'environment'] as const;
export type Need = (typeof needs)[number];

export const components = [
  'access',
  'communication',
  'competence',
  'courtesy',
  'credibility',
  'reliability',
  'responsiveness',
  'security',
  'tangibles',
  'understanding-the-customer',
] as const;
export type Component = (typeof components)[number];

export const dimensions = ['reliability', 'assurance', 'tangibles', 'empathy', 'responsiveness'] as const;
export type Dimension = (typeof dimensions)[number];

export const directions = ['inbound', 'outbound'] as const;
export type Direction = (typeof directions)[number];

export const partyTypes = ['email', 'phone', 'external-id', 'social', 'device', 'anonymous'] as const;
export type PartyType = (typeof partyTypes)[number];

export const phoneOutcomes = ['answered', 'abandoned', 'voicemail', 'callback'] as const;
export type PhoneOutcome = (typeof phoneOutcomes)[number];

export const visibilities = ['private', 'public'] as const;
export type Visibility = (typeof visibilities)[number];

export const contactStyles = ['more', 'as-usual', 'less'] as const;
export type ContactStyle = (typeof contactStyles)[number];

/** Parts of a customer's file that have one value each. */
export const customerAttributes = [
  'name',
  'organisation',
  'segment',
  'tier',
  'language',
  'timeZone',
  'contactStyle',
  'quietHours',
] as const;
export type CustomerAttribute = (typeof customerAttributes)[number];

export const relationTypes = ['acts-for', 'member-of', 'beneficiary', 'other'] as const;
export type RelationType = (typeof relationTypes)[number];

/** Why a contact is thought to come from a machine; adapters may say it in words of their own. */
export const automaticReasons = [
  'out-of-office',
  'bounce',
  'own-message',
  'auto-generated',
  'list-mail',
  'no-reply',
] as const;
export type AutomaticReason = (typeof automaticReasons)[number];

/** What led to the case that a contact continues. */
export const caseLinks = ['reference', 'in-reply-to', 'thread', 'other'] as const;
export type CaseLink = (typeof caseLinks)[number];

/** What an agent should know of a contact that looked like a part of a case and was not made one. */
export const threadNotes = [
  'quotes-case-of-another',
  'answers-message-to-another',
  'unknown-reference',
  'other',
] as const;
export type ThreadNote = (typeof threadNotes)[number];

/** How a customer answered what was suggested. */
export const answerWays = ['link', 'reply', 'api', 'other'] as const;
export type AnswerWay = (typeof answerWays)[number];

export const actorTypes = ['customer', 'agent', 'bot', 'system'] as const;
export type ActorType = (typeof actorTypes)[number];

export const consentPurposes = ['survey', 're-contact', 'marketing', 'recording', 'profiling', 'other'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

export const transactionKinds = ['purchase', 'renewal', 'cancellation', 'other'] as const;
export type TransactionKind = (typeof transactionKinds)[number];

export const openers = ['interaction', 'agent', 'system', 'other'] as const;
export type Opener = (typeof openers)[number];

export const queueLeftReasons = [
  'answered',
  'abandoned',
  'callback',
  'voicemail',
  'overflow',
  'withdrawn',
  'other',
] as const;
export type QueueLeftReason = (typeof queueLeftReasons)[number];

export const transferModes = ['cold', 'direct', 'warm', 'other'] as const;
export type TransferMode = (typeof transferModes)[number];

export const waitEstimateMethods = ['room', 'throughput', 'recent-waits', 'other'] as const;
export type WaitEstimateMethod = (typeof waitEstimateMethods)[number];

export const slaMetrics = ['first-response', 'next-response', 'periodic-update', 'resolution', 'other'] as const;
export type SlaMetric = (typeof slaMetrics)[number];

/** `undecided`: only of a correction, when a decision came too early and a later fact will decide. */
export const slaOutcomes = ['met', 'breached', 'cancelled', 'undecided'] as const;
export type SlaOutcome = (typeof slaOutcomes)[number];

/** Whose move it is. */
export const waitingParties = ['customer', 'agent', 'third-party', 'other'] as const;
export type WaitingParty = (typeof waitingParties)[number];

/** What was promised: an answer, a call, the solution, or something else that is done. */
export const promiseKinds = ['reply', 'callback', 'resolution', 'action', 'other'] as const;
export type PromiseKind = (typeof promiseKinds)[number];

/** What the customer said to an explained delay. */
export const delayAnswers = ['accepted', 'refused', 'none', 'other'] as const;
export type DelayAnswer = (typeof delayAnswers)[number];

/** What touches many customers at once. */
export const incidentKinds = ['strike', 'outage', 'storm', 'disaster', 'recall', 'other'] as const;
export type IncidentKind = (typeof incidentKinds)[number];

/** How the customer was greeted. */
export const greetingWays = ['acknowledgement', 'reply', 'conversation', 'other'] as const;
export type GreetingWay = (typeof greetingWays)[number];

/** Who said that it is so. */
export const confirmers = ['customer', 'agent', 'other'] as const;
export type Confirmer = (typeof confirmers)[number];

/** Where an expectation comes from. */
export const expectationSources = ['past-experience', 'word-of-mouth', 'personal-need', 'promise', 'other'] as const;
export type ExpectationSource = (typeof expectationSources)[number];

/** What took up a shelved case again. */
export const resumeReasons = ['review-due', 'customer-contact', 'agent', 'other'] as const;
export type ResumeReason = (typeof resumeReasons)[number];

export const participantRoles = ['accountable', 'partial', 'supporting', 'none', 'other'] as const;
export type ParticipantRole = (typeof participantRoles)[number];

export const handOffOutcomes = ['resolved', 'withdrawn', 'other'] as const;
export type HandOffOutcome = (typeof handOffOutcomes)[number];

export const mergeRoles = ['survivor', 'merged', 'other'] as const;
export type MergeRole = (typeof mergeRoles)[number];

export const presenceStates = ['available', 'busy', 'away', 'offline', 'other'] as const;
export type PresenceState = (typeof presenceStates)[number];

export const messagePurposes = [
  'acknowledgement',
  'reply',
  'explanation',
  'survey',
  'apology',
  'thanks',
  're-contact',
  'callback',
  'other',
] as const;
export type MessagePurpose = (typeof messagePurposes)[number];

export const feedbackSources = [
  'survey',
  'comment',
  'review',
  'public-review',
  'signal',
  'mystery-shopping',
  'pulse',
] as const;
export type FeedbackSource = (typeof feedbackSources)[number];

export const measures = [
  'csat',
  'ces',
  'nps',
  'expectation',
  'expectation-adequate',
  'perception',
  'disconfirmation',
  'importance',
  'rating',
  'kano-functional',
  'kano-dysfunctional',
  'choice',
  'text',
  'sign',
] as const;
export type Measure = (typeof measures)[number];

export const scaleDirections = ['higher-is-better', 'lower-is-better', 'middle-is-best'] as const;
export type ScaleDirection = (typeof scaleDirections)[number];

export const feedbackRelations = ['transactional', 'relational'] as const;
export type FeedbackRelation = (typeof feedbackRelations)[number];

export const severities = ['low', 'medium', 'high', 'other'] as const;
export type Severity = (typeof severities)[number];

export const figureGrains = ['hour', 'day', 'week', 'month', 'quarter', 'year', 'other'] as const;
export type FigureGrain = (typeof figureGrains)[number];

/** `revised`: it changed after it had been final. */
export const figureStatuses = ['provisional', 'final', 'revised', 'other'] as const;
export type FigureStatus = (typeof figureStatuses)[number];
