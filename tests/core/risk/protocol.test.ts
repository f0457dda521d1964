// What a protocol must hold, and when danger may be read as less.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mayPass, type Protocol, planParts, refuseProtocol, type SafetyPlan } from '../../../src/core/risk/protocol.ts';

const plan = Object.fromEntries(planParts.map((part) => [part, ''])) as SafetyPlan;
const protocol: Protocol = {
  dangers: ['wish_to_die'],
  known: { wish: 'yes', plan: 'no', means: 'not_known', time: 'no' },
  assessment: 'Lelah sekali, belum ada rencana.',
  plan,
  handedOver: null,
};

describe('a protocol', () => {
  test('needs a judgement and nothing else', () => {
    expect(refuseProtocol(protocol)).toBeNull();
    expect(refuseProtocol({ ...protocol, dangers: [] })).toBeNull();
    expect(refuseProtocol({ ...protocol, assessment: ' \n ' })).toBe('protocol_without_assessment');
  });

  test('is as long as a person can read, and says who took over', () => {
    expect(refuseProtocol({ ...protocol, plan: { ...plan, means: 'a'.repeat(4001) } })).toBe('protocol_too_long');
    const handedOver = { service: ' ', incident: '112-7', konseli: 'not_asked' as const };
    expect(refuseProtocol({ ...protocol, handedOver })).toBe('handed_over_to_nobody');
    expect(refuseProtocol({ ...protocol, handedOver: { ...handedOver, service: 'Ambulans' } })).toBeNull();
  });
});

const moment = fc.option(fc.date({ noInvalidDate: true }), { nil: null });

test('danger passes only with a protocol that is not older than the last reading of it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('unread', 'none', 'concern', 'urgent'),
      moment,
      moment,
      (risk, urgentAt, protocolAt) => {
        const passes = mayPass({ risk, urgentAt, protocolAt });
        const covered = protocolAt !== null && (urgentAt?.getTime() ?? -Infinity) <= protocolAt.getTime();
        expect(passes).toBe(risk !== 'urgent' || covered);
      },
    ),
  );
});
