import { describe, expect, test } from 'vitest';
import { isPermanentFailure } from '../../src/core/bounce-reason.ts';

describe('an address to give up', () => {
  test.each([
    ['550 5.1.1 <sari@murid.example>: Recipient address rejected: User unknown', '5.1.1'],
    ['554 <sari@murid.example>... 550 Host unknown (Authoritative answer from name server)', null],
    ['No MX record found for domain=murid.example', null],
    ['551 5.1.6 Recipient has moved', '5.1.6'],
    ['the address could not be found', '5.0.0'],
    ['450 4.1.1 <sari@murid.example>: Recipient address rejected: User unknown', '4.1.1'],
    ['Destinataire inconnu', null],
    ['', '5.1.1'],
  ])('%s %s', (diagnostic, status) => {
    expect(isPermanentFailure({ said: diagnostic, status, action: 'failed', refused: null })).toBe(true);
  });
});

describe('an address that may work again', () => {
  test.each([
    ['552 5.2.2 Mailbox full', '5.2.2'],
    ['550 5.1.1 mailbox over quota', '5.1.1'],
    ['550 5.7.1 Message rejected due to SPF', '5.7.1'],
    ['554 delivery error: This account has been disabled or discontinued', null],
    ['connect to mx.murid.example: Connection timed out', '4.4.1'],
    ['DNS lookup of murid.example responded with NXDOMAIN', '4.0.0'],
    ['550 5.7.26 This message does not pass authentication checks (SPF and DKIM both do not pass)', '5.7.26'],
    ['552 5.3.4 Message too big for system', '5.3.4'],
    ['Greylisted, please try again later', '4.7.1'],
  ])('%s %s', (diagnostic, status) => {
    expect(isPermanentFailure({ said: diagnostic, status, action: 'failed', refused: null })).toBe(false);
  });

  test('whatever is delayed', () => {
    expect(isPermanentFailure({ said: 'User unknown', status: '5.1.1', action: 'delayed', refused: null })).toBe(false);
  });
});

test('a report that says nothing says nothing', () => {
  expect(isPermanentFailure({ said: '', status: null, action: 'failed', refused: null })).toBeNull();
});

describe('“user unknown”', () => {
  const verdict = (refused: 'recipient' | 'content' | null, status: string | null, said = '550 User unknown') =>
    isPermanentFailure({ said, status, action: 'failed', refused });

  test.each([null, '5.0.0', '5.2.1', '5.7.1'])('with %s counts only as an answer to the address', (status) => {
    expect([verdict('recipient', status), verdict(null, status), verdict('content', status)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('counts with a status of the address', () => {
    expect([verdict(null, '5.1.1'), verdict('content', '5.1.1')]).toEqual([true, false]);
  });

  test('counts in a server’s own words', () => {
    expect(verdict(null, null, 'This user doesn’t have an account here: user unknown')).toBe(true);
  });
});
