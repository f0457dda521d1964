#!/usr/bin/env node
/** The command line: `npm run suluh -- COMMAND`. Each command lies in a file of its name and is loaded only when called. */
import { type Command, complain, reportFailure, say } from './command.ts';

const commands: Record<string, { help: string; load: () => Promise<Command> }> = {
  migrate: { help: 'bring the database up to date', load: async () => (await import('./migrate.ts')).migrateCommand },
  'create-key': {
    help: 'FILE · make the key file of a new installation',
    load: async () => (await import('./create-key.ts')).createKey,
  },
  'create-staff': {
    help: 'EMAIL NAME --role counsellor|supervisor|admin · make an account and print its one-time link',
    load: async () => (await import('./create-staff.ts')).createStaffCommand,
  },
  'verify-audit': {
    help: 'walk the whole record and say whether anything was changed',
    load: async () => (await import('./verify-audit.ts')).verifyAuditCommand,
  },
  doctor: {
    help: 'try database, keys, queue, IMAP and SMTP with the given settings and say what is wrong',
    load: async () => (await import('./doctor.ts')).doctor,
  },
  'authorize-mailbox': {
    help: '[ADDRESS] · let Suluh into a mailbox of Google or Microsoft 365 without a password',
    load: async () => (await import('./authorize-mailbox.ts')).authorizeMailbox,
  },
  reconcile: {
    help: 'compare every mailbox with what was taken in from it, and fetch what is missing',
    load: async () => (await import('./reconcile.ts')).reconcileCommand,
  },
  explain: {
    help: 'FILE… [--json] [--lang id|en] [--authserv-id HOST] · say how a mail would be understood; needs no database',
    load: async () => (await import('./explain.ts')).explain,
  },
  import: {
    help: 'PATH · import an mbox file, a Maildir or a folder of .eml files as history',
    load: async () => (await import('./import.ts')).importCommand,
  },
  export: {
    help: 'CASE --json [--notes] · write everything of one case to standard output',
    load: async () => (await import('./export.ts')).exportCommand,
  },
};

const [name = '', ...argv] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) {
  process.exitCode = await command
    .load()
    .then((run) => run(argv))
    .catch(reportFailure);
} else {
  const asked = ['', 'help', '--help', '-h'].includes(name);
  const print = asked ? say : complain;
  if (!asked) print(`There is no command "${name}". Nothing was done.\n`);
  print('npm run suluh -- COMMAND\n');
  for (const [key, { help }] of Object.entries(commands)) print(`  ${key.padEnd(18)}${help}`);
  process.exitCode = asked ? 0 : 2;
}
