/** The first admin is made here, and anyone whom no admin can make. The page to set the password is a one-time link. */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { createStaff } from '../staff/create-staff.ts';
import { complain, say, withInstallation } from './command.ts';

const wish = z.object({
  email: z.email({ message: 'the first word must be an e-mail address' }),
  name: z.string().trim().min(1, { message: 'the second must be the name, in quotes when it has blanks' }).max(120),
  role: z.enum(['counsellor', 'supervisor', 'admin'], {
    message: '--role must be counsellor, supervisor or admin',
  }),
});

export async function createStaffCommand(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options: { role: { type: 'string' } },
    allowPositionals: true,
  });
  const read = wish.safeParse({ email: positionals[0] ?? '', name: positionals[1] ?? '', role: values.role });
  if (!read.success) {
    complain('npm run suluh -- create-staff EMAIL "NAME" --role counsellor|supervisor|admin');
    for (const issue of read.error.issues) complain(`  - ${issue.message}`);
    return 2;
  }
  return withInstallation(async ({ db }) => {
    const made = await db.transaction().execute((tx) => createStaff(tx, { ...read.data, madeBy: null }, new Date()));
    if ('refused' in made) {
      complain('There is already an account with this address. Nothing was changed.');
      return 1;
    }
    say(`The account is made. Give this link to ${read.data.name}; it works once, within 24 hours:`);
    say(`${readConfig(process.env).publicUrl}/invitations/${made.invitation}`);
    return 0;
  });
}
