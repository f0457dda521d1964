// What became of a letter: the sender's word against a server that misbehaves at every point of the conversation.
import { describe, expect, test } from 'vitest';
import { composeMail } from '../../../src/mail/compose-mail.ts';
import { checkSmtp, openSmtp, type SendResult, type SmtpTimings } from '../../../src/mail/smtp.ts';
import { type SinkBehaviour, type SinkOptions, startSmtpSink } from '../../support/smtp-sink.ts';

const FAST: Partial<SmtpTimings> = { connectMs: 1_000, silenceMs: 700, deadlineMs: 3_000 };

async function letter(to = 'sari@murid.example', text = 'Halo Sari,\n\n.titik\n.\n..\n\nSalam'): Promise<Buffer> {
  const raw = await composeMail({
    from: { name: 'Konseling', address: 'konseling@sekolah.example' },
    to: { address: to },
    subject: 'Balasan',
    text,
    messageId: '<b1@sekolah.example>',
    date: new Date('2026-11-25T01:00:00Z'),
  });
  if (!Buffer.isBuffer(raw)) throw new Error(raw.refused);
  return raw;
}

async function sendThrough(behaviour: SinkBehaviour, options: SinkOptions = {}, timings = FAST) {
  const sink = await startSmtpSink(options);
  try {
    sink.script(behaviour);
    const raw = await letter();
    const smtp = openSmtp(`smtp://konseling:rahasia@127.0.0.1:${sink.port}`, { timings });
    const result = await smtp.send({ from: 'konseling@sekolah.example', to: 'sari@murid.example', raw });
    return { result, sink, raw };
  } finally {
    await sink.stop();
  }
}

const outcome = (result: SendResult) =>
  result.state === 'sent' ? `sent ${result.response}` : `${result.state} ${result.code} ${result.reason}`.trim();

describe.each([
  { line: 'one command at a time', extensions: ['AUTH PLAIN', '8BITMIME'] },
  { line: 'pipelined', extensions: ['AUTH PLAIN', 'PIPELINING', '8BITMIME'] },
])('one letter, $line', ({ extensions }) => {
  test.each<[SinkBehaviour, string]>([
    ['accept', 'sent 250 2.0.0'],
    ['drop_at_connect', 'retry disconnected'],
    ['drop_at_greeting', 'retry disconnected'],
    ['greet_554', 'retry bad_answer 554 5.3.2'],
    ['silent', 'retry timeout'],
    ['nonsense', 'retry bad_answer'],
    ['drop_at_ehlo', 'retry disconnected'],
    ['auth_535', 'retry auth_failed 535 5.7.8'],
    ['mail_451', 'retry refused_for_now 451 4.3.0'],
    ['mail_550', 'failed sender_refused 550 5.1.8'],
    ['drop_at_mail', 'retry disconnected'],
    ['rcpt_450', 'retry refused_for_now 450 4.2.1'],
    ['rcpt_550', 'failed recipient_refused 550 5.1.1'],
    ['drop_at_rcpt', 'retry disconnected'],
    ['data_451', 'retry refused_for_now 451 4.3.0'],
    ['data_554', 'failed message_refused 554 5.7.1'],
    ['data_421', 'retry refused_for_now 421 4.3.2'],
    ['drop_at_data', 'retry disconnected'],
    ['stall_at_data', 'retry timeout'],
    ['drop_after_354', 'uncertain no_answer'],
    ['drop_in_body', 'uncertain no_answer'],
    ['drop_after_dot', 'uncertain no_answer'],
    ['dot_451', 'retry refused_for_now 451 4.3.0'],
    ['dot_552', 'failed too_large 552 5.2.2'],
    ['dot_554', 'failed message_refused 554 5.7.1'],
    ['dot_421', 'retry refused_for_now 421 4.3.2'],
    ['withhold', 'uncertain no_answer'],
    ['partial_250', 'uncertain no_answer'],
  ])('%s → %s', async (behaviour, expected) => {
    const { result, sink } = await sendThrough(behaviour, { extensions });
    expect(outcome(result)).toBe(expected);
    // Whatever the server holds, we never say "try again" about it.
    if (sink.received.length + sink.withheld.length > 0) expect(['sent', 'uncertain']).toContain(result.state);
    expect(JSON.stringify(result)).not.toContain('@');
  });

  test('an answer that takes its time is waited for', async () => {
    const { result } = await sendThrough('slow_250', { extensions, slowMs: 1_200 }, { ...FAST, silenceMs: 2_000 });
    expect(result.state).toBe('sent');
  });

  test('an answer that drips for ever ends at the deadline, uncertain', async () => {
    const { result } = await sendThrough('drip', { extensions }, { ...FAST, deadlineMs: 900 });
    expect(outcome(result)).toBe('uncertain no_answer');
  });
});

test('nobody listens', async () => {
  const sink = await startSmtpSink();
  await sink.stop();
  const result = await openSmtp(sink.url, { timings: FAST }).send({
    from: 'konseling@sekolah.example',
    to: 'sari@murid.example',
    raw: await letter(),
  });
  expect(outcome(result)).toBe('retry cannot_connect');
});

test('the bytes arrive as they were composed, to one recipient, from a nameless machine', async () => {
  const { sink, raw } = await sendThrough('accept');
  expect(sink.received).toHaveLength(1);
  const [mail] = sink.received;
  expect(mail?.to).toEqual(['sari@murid.example']);
  expect(mail?.from).toBe('konseling@sekolah.example');
  expect(
    mail?.raw.equals(Buffer.concat([raw, Buffer.from(raw.toString('latin1').endsWith('\r\n') ? '' : '\r\n')])),
  ).toBe(true);
  expect(sink.commands[0]).toBe('EHLO [127.0.0.1]');
});

test('the empty envelope sender of automatic mail', async () => {
  const sink = await startSmtpSink();
  const result = await openSmtp(sink.url, { timings: FAST }).send({
    from: '',
    to: 'sari@murid.example',
    raw: await letter(),
  });
  await sink.stop();
  expect(result.state).toBe('sent');
  expect(sink.commands).toContain(`MAIL FROM:<> SIZE=${(await letter()).length}`);
});

test('a body made to end the letter early is still one letter', async () => {
  const sink = await startSmtpSink();
  const raw = Buffer.from(
    'To: sari@murid.example\r\n\r\na\n.\nMAIL FROM:<x@jahat.example>\r.\r\nb\r\n.\rc\n.\r\n.\r\nRCPT TO:<y@jahat.example>',
  );
  const result = await openSmtp(sink.url, { timings: FAST }).send({
    from: 'a@sekolah.example',
    to: 'sari@murid.example',
    raw,
  });
  await sink.stop();
  expect(result.state).toBe('sent');
  expect(sink.received).toHaveLength(1);
  expect(sink.commands.filter((line) => /^(MAIL|RCPT)/.test(line))).toHaveLength(2);
  expect(sink.received[0]?.raw.includes('\n.\n')).toBe(false);
});

describe('what is refused before a socket opens', () => {
  test.each([
    'sari@murid.example\r\nRCPT TO:<lain@jahat.example>',
    'sari@murid.example, lain@jahat.example',
    'sari@murid.example lain@jahat.example',
    '"sari@murid.example"@jahat.example',
    '"sari, x"@murid.example',
    'Sari <sari@murid.example>',
    '<sari@murid.example>',
    'sari@murid.example\0',
    'sari@murid.example\u2028',
    'sari(komentar)@murid.example',
    'sari@[127.0.0.1]',
    'sari@@murid.example',
    'sari',
    '@murid.example',
    '',
    'säri@murid.example',
    `${'a'.repeat(65)}@murid.example`,
    `sari@${'a'.repeat(250)}.example`,
  ])('address %j', async (to) => {
    const sink = await startSmtpSink();
    const result = await openSmtp(sink.url, { timings: FAST }).send({
      from: 'konseling@sekolah.example',
      to,
      raw: await letter(),
    });
    await sink.stop();
    expect(outcome(result)).toBe('failed bad_address');
    expect(sink.connections).toBe(0);
  });

  test.each([
    ['another person in To', 'To: dewi@murid.example\r\n\r\nx'],
    ['two people in To', 'To: sari@murid.example, dewi@murid.example\r\n\r\nx'],
    ['two To fields', 'To: sari@murid.example\r\nTo: dewi@murid.example\r\n\r\nx'],
    ['a copy', 'To: sari@murid.example\r\nCC : dewi@murid.example\r\n\r\nx'],
    ['a blind copy', 'To: sari@murid.example\r\nbcc: dewi@murid.example\r\n\r\nx'],
    ['a group', 'To: kelas: sari@murid.example, dewi@murid.example;\r\n\r\nx'],
    ['folded second address', 'To: sari@murid.example,\r\n dewi@murid.example\r\n\r\nx'],
    ['nobody', 'Subject: x\r\n\r\nTo: sari@murid.example'],
  ])('a letter that names %s', async (_, text) => {
    const sink = await startSmtpSink();
    const result = await openSmtp(sink.url, { timings: FAST }).send({
      from: 'konseling@sekolah.example',
      to: 'sari@murid.example',
      raw: Buffer.from(text),
    });
    await sink.stop();
    expect(outcome(result)).toBe('failed recipient_differs');
    expect(sink.connections).toBe(0);
  });
});

describe('passwords stay off unprotected lines', () => {
  // 0.0.0.0 reaches the same sink, yet is no loopback name: the rules for real servers hold.
  test('off loopback a server without STARTTLS hears no password', async () => {
    const sink = await startSmtpSink();
    const url = `smtp://konseling:rahasia@0.0.0.0:${sink.port}`;
    expect(await checkSmtp(url, { timings: FAST })).toMatchObject({ ok: false, code: 'tls_failed' });
    await sink.stop();
    expect(sink.connections).toBe(1);
    expect(sink.commands.join()).not.toMatch(/AUTH/);
  });

  test('a server that offers no login gets no letter when a password is set', async () => {
    const { result, sink } = await sendThrough('accept', { extensions: ['8BITMIME'] });
    expect(outcome(result)).toBe('retry auth_failed');
    expect(sink.received).toHaveLength(0);
  });
});

test('the doctor is told what is wrong', async () => {
  const sink = await startSmtpSink();
  expect(await checkSmtp(sink.url, { timings: FAST })).toEqual({ ok: true, tls: false });
  sink.script('auth_535');
  expect(await checkSmtp(`smtp://a:b@127.0.0.1:${sink.port}`, { timings: FAST })).toEqual({
    ok: false,
    code: 'auth_failed',
    reason: '535 5.7.8',
  });
  expect(await checkSmtp(`smtps://127.0.0.1:${sink.port}`, { timings: FAST })).toMatchObject({ code: 'tls_failed' });
  expect(await checkSmtp('http://127.0.0.1', { timings: FAST })).toMatchObject({ code: 'bad_settings' });
  await sink.stop();
});
