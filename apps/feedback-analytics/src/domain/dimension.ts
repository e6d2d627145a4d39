export type Component =
  | 'access'
  | 'communication'
  | 'competence'
  | 'courtesy'
  | 'credibility'
  | 'reliability'
  | 'responsiveness'
  | 'security'
  | 'tangibles'
  | 'understanding-the-customer';
export type Dimension = 'reliability' | 'assurance' | 'tangibles' | 'empathy' | 'responsiveness';

/** How the ten components of service quality fold into the five dimensions of RATER. */
const dimensions: Readonly<Record<Component, Dimension>> = {
  access: 'empathy',
  communication: 'empathy',
  'understanding-the-customer': 'empathy',
  competence: 'assurance',
  courtesy: 'assurance',
  credibility: 'assurance',
  security: 'assurance',
  reliability: 'reliability',
  responsiveness: 'responsiveness',
  tangibles: 'tangibles',
};

/** Undefined for a component of a later version that is not known here. */
export function dimensionOf(component: Component | undefined): Dimension | undefined {
  return component === undefined ? undefined : dimensions[component];
}
