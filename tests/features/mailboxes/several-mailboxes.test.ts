// Two mailboxes of one service, as the program runs: each letter comes in by its own, and is answered by its own.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { suluh } from '../../support/desk.ts';
import { type Dovecot, dovecotAvailable, dovecotMissing, startDovecot } from '../../support/dovecot.ts';
import { openService, type Program, type Service } from '../../support/service.ts';
import { type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts';
import { aMail } from '../intake/door.ts';

describe.skipIf(!dovecotAvailable)(`two mailboxes (${dovecotMissing})`, () => {
  let dovecot: Dovecot;
  let second: SmtpSink;
  let service: Service;
  let program: Program;
  beforeAll(async () => {
    dovecot = await startDovecot({ users: ['konseling', 'bk'] });
    second = await startSmtpSink();
    service = await openService({
      dovecot,
      env: {
        IMAP_FOLDERS: 'INBOX,\\Junk',
        MAIL_ADDRESS_2: 'bk@smp.example',
        IMAP_URL_2: dovecot.imapUrl('bk'),
        SMTP_URL_2: second.url,
        LOG_LEVEL: 'info',
      },
    });
    program = service.run({ roles: ['worker', 'poller'] });
  });
  afterAll(async () => {
    await program?.end();
    await service?.stop();
    await second?.stop();
    await dovecot?.stop();
  });

  test('each is answered from the address it was written to, through its own server, and copied into its own mailbox', async () => {
    dovecot.deliver(aMail({ from: 'sari@murid.example' }), 'konseling');
    dovecot.deliver(aMail({ from: 'bima@murid.example', to: 'bk@smp.example' }), 'bk');
    await program.until('both are answered', async () => service.sink.received.length + second.received.length === 2);
    const facts = (sink: SmtpSink) =>
      sink.received.map(({ to, raw }) => [to, /^From: .*<(.*)>/m.exec(raw.toString())?.[1]]);
    expect(facts(service.sink)).toEqual([[['sari@murid.example'], 'konseling@sekolah.example']]);
    expect(facts(second)).toEqual([[['bima@murid.example'], 'bk@smp.example']]);
    await program.until(
      'both are copied',
      async () => dovecot.mails('konseling', 'Sent').length + dovecot.mails('bk', 'Sent').length === 2,
    );
    expect(dovecot.mails('bk', 'Sent')[0]!.toString()).toContain('To: bima@murid.example');
  });

  test('a letter of one of ours to the other is no letter of a konseli', async () => {
    dovecot.deliver(aMail({ from: 'konseling@sekolah.example', to: 'bk@smp.example' }), 'bk');
    const mail = await program.until('it is settled', async () =>
      service.db
        .selectFrom('inbound_mails')
        .select(['state', 'fate'])
        .where('state', 'in', ['ignored', 'held'])
        .executeTakeFirst(),
    );
    expect(mail.fate).not.toBe('new_case');
    expect(service.sink.received.length + second.received.length).toBe(2);
  });

  test('new numbers on the server are read again, and compared without anybody asking', async () => {
    dovecot.dropIndex('konseling');
    const compared = await program.until('it is compared', async () =>
      service.db
        .selectFrom('reconciliations as r')
        .innerJoin('mailboxes as m', 'm.id', 'r.mailbox_id')
        .select(['m.address', 'r.on_server', 'r.fetched', 'r.missing'])
        .where('r.folder', '=', 'INBOX')
        .executeTakeFirst(),
    );
    expect(compared).toEqual({ address: 'konseling@sekolah.example', on_server: 1, fetched: 0, missing: 0 });
    const cases = await service.db.selectFrom('cases').select('id').execute();
    expect(cases).toHaveLength(2);
  });

  test('a comparison by hand names each folder of each, and fetches what is missing', async () => {
    const lost = await service.db
      .selectFrom('inbound_mails')
      .select('id')
      .where('case_id', 'is', null)
      .where('fate', '<>', 'duplicate')
      .executeTakeFirstOrThrow();
    await service.db.deleteFrom('inbound_mails').where('id', '=', lost.id).execute();
    const { code, out, err } = await suluh(service, 'reconcile');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toMatch(/konseling@sekolah\.example, INBOX: 1 mails on the server, all of them here/);
    expect(out).toMatch(/konseling@sekolah\.example, \\Junk: 0 mails on the server/);
    expect(out).toMatch(/bk@smp\.example, INBOX: 2 mails on the server, 1 were missing here and were fetched now/);
  });
});
