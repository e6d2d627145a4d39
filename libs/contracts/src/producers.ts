/** Values of `ce_source` of the services. */
export const sources = {
  intake: '/thirdring/intake',
  routing: '/thirdring/routing',
  followUp: '/thirdring/follow-up',
  feedbackAnalytics: '/thirdring/feedback-analytics',
} as const;

export const anyone = ['*'] as const;
