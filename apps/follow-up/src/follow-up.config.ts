import { Matches, Max, Min, MinLength } from 'class-validator';
import { ServiceSettings, Setting, SettingsOf } from '#libs/service';

const dayMs = 86_400_000;

@SettingsOf({ service: 'follow-up', port: 3103 })
export class FollowUpSettings extends ServiceSettings {
  @Setting('SURVEY_DELAY', { as: 'duration', default: 5_000, help: 'from closing a case to its survey' })
  @Min(0)
  @Max(365 * dayMs)
  readonly surveyDelayMs!: number;

  @Setting('SURVEY_EXPIRY', { as: 'duration', default: 14 * dayMs, help: 'how long an invitation can be answered' })
  @Min(1_000)
  @Max(365 * dayMs)
  readonly surveyExpiryMs!: number;

  @Setting('FOLLOW_UP_POLICY', {
    optional: true,
    help: 'folder with instruments (instruments/*.yaml), programmes.yaml and contact-budget.yaml of your own',
  })
  readonly policyFolder?: string;

  @Setting('FOLLOW_UP_TEMPLATES', {
    optional: true,
    help: 'folder with messages of your own (*.md), which come before those that ship',
  })
  readonly templatesFolder?: string;

  @Setting('SURVEY_LINK_BASE', {
    default: 'http://127.0.0.1:3103',
    help: 'address of this service as customers reach it, the start of the links in invitations',
  })
  @Matches(/^https?:\/\/\S+[^/]$/, { message: 'must be an http or https address without a slash at the end' })
  readonly surveyLinkBase!: string;

  @Setting('SURVEY_TOKEN_SECRET', {
    secret: true,
    help: 'what the tokens of survey links are made with; a new one makes the links that were sent invalid',
  })
  @MinLength(32)
  readonly surveyTokenSecret!: string;
}
