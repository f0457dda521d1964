/** Fills a new demo: the staff, the settings, the stories of a semester, and the letters of today. */
import { createTransport } from 'nodemailer';
import { changeSettings } from '../service/change-settings.ts';
import { listCrisisContacts } from '../service/crisis-contacts.ts';
import { settingsSchema } from '../service/settings.ts';
import { verifyCrisisContact } from '../service/verify-crisis-contact.ts';
import { createStaff } from '../staff/create-staff.ts';
import { acceptInvitation } from '../staff/invitations.ts';
import { codeAt } from '../staff/second-factor.ts';
import { DEMO_ADDRESS, DEMO_NAME, DEMO_PASSWORD, JOKO, personOf, staffCast } from './cast.ts';
import { firstLetters } from './letters.ts';
import { stories } from './stories/index.ts';
import { type Colleague, type Telling, tell } from './tell.ts';

export interface Seeding extends Omit<Telling, 'staff'> {
  smtpUrl: string;
}

/** @returns false when the demo was filled before */
export async function seedDemo(seeding: Seeding): Promise<boolean> {
  const someone = await seeding.db.selectFrom('staff').select('id').limit(1).executeTakeFirst();
  if (someone) return false;
  const staff = await hireCast(seeding);
  await setUp(seeding, staff.get(JOKO)!);
  for (const story of stories) await tell({ ...seeding, staff }, story);
  for (const letter of firstLetters) await post(seeding, letter);
  return true;
}

async function setUp({ db, now }: Seeding, admin: Colleague): Promise<void> {
  await changeSettings(db, admin.id, settingsSchema.parse({ serviceName: DEMO_NAME, plusAddresses: true }));
  // In the demo somebody has called these numbers; a service must do so itself, and is asked to.
  for (const { id, contact } of await listCrisisContacts(db)) await verifyCrisisContact(db, admin.id, id, contact, now);
}

async function hireCast({ db, vault, now }: Seeding): Promise<Map<string, Colleague>> {
  const hired = new Map<string, Colleague>();
  for (const member of staffCast) {
    const made = await db.transaction().execute((tx) => createStaff(tx, { ...member, madeBy: null }, now));
    if ('refused' in made) throw new Error(`the cast has ${member.name} twice`);
    const given = { password: DEMO_PASSWORD, newSecret: member.secret, browser: '', token: made.invitation };
    // The code of half a minute ago, so that the person can sign in with the present one at once.
    const before = new Date(now.getTime() - 30_000);
    await acceptInvitation({ db, vault }, { ...given, code: codeAt(member.secret, before) }, before);
    hired.set(member.email, { id: made.staffId, role: member.role, name: member.name });
  }
  return hired;
}

/** A letter of today, by SMTP. */
async function post({ smtpUrl }: Seeding, letter: { slug: string; subject: string; text: string }): Promise<void> {
  const transport = createTransport(smtpUrl, { disableFileAccess: true, disableUrlAccess: true });
  await transport.sendMail({
    from: personOf(letter.slug),
    to: DEMO_ADDRESS,
    subject: letter.subject,
    text: letter.text,
  });
  transport.close();
}
