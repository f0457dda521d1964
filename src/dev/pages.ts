/** The demo's own pages: write as one of the konseli, and read what came back. The letter goes by SMTP, as real mail does. */
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { UnderstoodMail } from '../core/mail-report.ts';
import type { Answer, Route, Visit } from '../web/visit.ts';
import { DEMO_ADDRESS, type KonseliPerson, konseliCast } from './cast.ts';
import type { MailWorld } from './mail-world.ts';

export interface DemoTools {
  world: MailWorld;
  understand(raw: Uint8Array): Promise<UnderstoodMail>;
}

/** Routes of the demo; they exist in no other program. */
export function demoRoutes<Needs, Who>(tools: DemoTools): Route<Needs, Who, never>[] {
  const handle =
    (show: (person: KonseliPerson, visit: Visit<Needs, Who | null>) => Promise<Answer>) =>
    async (visit: Visit<Needs, Who | null>): Promise<Answer> => {
      const person = konseliCast.find((k) => k.slug === visit.params.person);
      return person ? show(person, visit) : { refused: 'not_found' };
    };
  return [
    {
      method: 'GET',
      path: '/demo',
      may: 'public',
      handler: (visit) => ({
        page: 'dev/people',
        title: visit.say('dev.people.title'),
        model: {
          people: konseliCast.map((k) => ({ ...k, letters: tools.world.mailboxOf(k.address).length })),
          address: DEMO_ADDRESS,
          smtp: new URL(tools.world.smtpUrl).host,
          imap: new URL(tools.world.imapUrl).host,
        },
      }),
    },
    {
      method: 'GET',
      path: '/demo/:person',
      may: 'public',
      handler: handle((person, visit) => showMailbox(tools, person, visit)),
    },
    {
      method: 'POST',
      path: '/demo/:person/letters',
      may: 'public',
      limits: [{ max: 30, minutes: 1, key: () => 'demo' }],
      handler: handle((person, visit) => sendLetter(tools, person, visit)),
    },
  ];
}

async function showMailbox<Needs, Who>(
  { world, understand }: DemoTools,
  person: KonseliPerson,
  visit: Visit<Needs, Who | null>,
): Promise<Answer> {
  const received = await Promise.all(
    world.mailboxOf(person.address).map(async ({ raw, at }) => ({ at, ...(await understand(raw)).report })),
  );
  const latest = received.at(-1);
  return {
    page: 'dev/mailbox',
    title: visit.say('dev.mailbox.title', { name: person.name }),
    model: {
      person,
      address: DEMO_ADDRESS,
      letters: received.toReversed().map((letter, n) => ({
        id: `letter-${received.length - n}`,
        at: letter.at,
        who: letter.from?.name || letter.from?.address || '',
        subject: letter.subject,
        text: letter.text,
      })),
      subject: latest ? (/^re:/i.test(latest.subject) ? latest.subject : `Re: ${latest.subject}`) : '',
      answers: latest?.messageId ?? '',
    },
  };
}

const letterForm = z.strictObject({
  subject: z.string().trim().max(200),
  text: z.string().trim().min(1).max(50_000),
  answers: z.string().max(500),
});

/** As a mail program would: a reply names the letter it answers and goes to its Reply-To (RFC 5322 §3.6.4). */
async function sendLetter<Needs, Who>(
  { world, understand }: DemoTools,
  person: KonseliPerson,
  visit: Visit<Needs, Who | null>,
): Promise<Answer> {
  const form = visit.form(letterForm);
  const back = `/demo/${person.slug}`;
  if ('wrong' in form) return { goTo: back, say: 'dev.letter.empty', tone: 'attention' };
  const { subject, text, answers } = form.fields;
  const answered = answers ? await findAnswered(world, understand, person.address, answers) : null;
  const transport = createTransport(world.smtpUrl, { disableFileAccess: true, disableUrlAccess: true });
  await transport.sendMail({
    from: { name: person.name, address: person.address },
    to: answered?.replyTo[0]?.address ?? DEMO_ADDRESS,
    subject,
    text,
    ...(answered && {
      inReplyTo: `<${answers}>`,
      references: [...answered.report.references, answers].map((id) => `<${id}>`),
    }),
  });
  transport.close();
  return { goTo: back, say: 'dev.letter.sent' };
}

async function findAnswered(
  world: MailWorld,
  understand: DemoTools['understand'],
  address: string,
  messageId: string,
): Promise<UnderstoodMail | null> {
  for (const { raw } of world.mailboxOf(address).toReversed()) {
    const mail = await understand(raw);
    if (mail.report.messageId === messageId) return mail;
  }
  return null;
}
