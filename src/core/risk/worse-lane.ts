import type { RiskLane } from './risk-ladder.ts';

const lanes: readonly RiskLane[] = ['none', 'amber', 'red'];

export const worseLane = (a: RiskLane, b: RiskLane): RiskLane => (lanes.indexOf(a) > lanes.indexOf(b) ? a : b);
