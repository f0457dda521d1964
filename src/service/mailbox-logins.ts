/**
 * What lets the program into a mailbox that has no password: the refresh token a person's consent brought, sealed like
 * everything else, and the short-lived token it buys. All processes share them; only one asks the provider at a time, because
 * some providers give a new refresh token with each answer and void the old one (RFC 6749 §6).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { record } from '../audit/record.ts';
import { openText, seal } from '../crypto/seal.ts';
import type { Vault } from '../crypto/vault.ts';
import type { Database, Reader, Tx } from '../db/database.ts';
import { type OAuthSettings, refreshTokens, TokenFailure, type TokenSource, type Tokens } from '../mail/oauth.ts';

export interface MailboxLogin {
  db: Database;
  vault: Vault;
  mailboxId: number;
  oauth: OAuthSettings;
  now(): Date;
}

/** A token that ends within this time is renewed before it is used, in milliseconds. */
const EARLY_MS = 120_000;
/** How long one process may ask before another does, in milliseconds; an answer takes 15 s at most. */
const LEASE_MS = 30_000;

/** Both functions throw {TokenFailure}. */
export function openTokenSource(login: MailboxLogin): TokenSource {
  return {
    async get() {
      const state = await readLogin(login);
      return goodToken(login, state) ?? renew(login, state);
    },
    async renew(refused) {
      const state = await readLogin(login);
      const known = goodToken(login, state);
      return known && known !== refused ? known : renew(login, state);
    },
  };
}

/** Keeps what a person's consent brought; whatever was there before is void. */
export async function keepConsent(
  tx: Tx,
  vault: Vault,
  mailboxId: number,
  tokens: Tokens & { refresh: string },
  now: Date,
): Promise<void> {
  const row = {
    refresh_sealed: seal(vault.service, 'mailbox_logins.refresh', String(mailboxId), tokens.refresh),
    ...accessOf(vault, mailboxId, tokens, now),
    renewing_until: null,
    given_at: now,
  };
  await tx
    .insertInto('mailbox_logins')
    .values({ mailbox_id: mailboxId, ...row })
    .onConflict((c) => c.column('mailbox_id').doUpdateSet(row))
    .execute();
  await record(tx, { actor: 'cli', kind: 'mailbox.authorized', data: { mailbox: mailboxId } });
}

type LoginState = Awaited<ReturnType<typeof readLogin>>;

async function readLogin({ db, mailboxId }: { db: Reader; mailboxId: number }) {
  const row = await db.selectFrom('mailbox_logins').selectAll().where('mailbox_id', '=', mailboxId).executeTakeFirst();
  if (!row) throw new TokenFailure('consent_needed');
  return row;
}

function goodToken({ vault, mailboxId, now }: MailboxLogin, state: LoginState): string | null {
  if (!state.access_sealed || !state.access_ends_at) return null;
  if (state.access_ends_at.getTime() - now().getTime() < EARLY_MS) return null;
  return openText(vault.service, 'mailbox_logins.access', String(mailboxId), state.access_sealed);
}

/** Claim, ask, settle: no transaction is open while the provider is asked. */
async function renew(login: MailboxLogin, seen: LoginState): Promise<string> {
  const lease = new Date(login.now().getTime() + LEASE_MS);
  if (!(await claim(login, seen, lease))) return waitForAnother(login, seen);
  const { vault, mailboxId, oauth, now } = login;
  const refresh = openText(vault.service, 'mailbox_logins.refresh', String(mailboxId), seen.refresh_sealed);
  try {
    const tokens = await refreshTokens(oauth, refresh);
    await settle(login, lease, {
      ...accessOf(vault, mailboxId, tokens, now()),
      ...(tokens.refresh && {
        refresh_sealed: seal(vault.service, 'mailbox_logins.refresh', String(mailboxId), tokens.refresh),
      }),
    });
    return tokens.access;
  } catch (error) {
    await settle(login, lease, {});
    throw error;
  }
}

async function claim({ db, mailboxId, now }: MailboxLogin, seen: LoginState, lease: Date): Promise<boolean> {
  const claimed = await db
    .updateTable('mailbox_logins')
    .set({ renewing_until: lease })
    .where('mailbox_id', '=', mailboxId)
    .where('refresh_sealed', '=', seen.refresh_sealed) // sealed anew each time: equal means nobody has renewed it since
    .where('access_sealed', 'is not distinct from', seen.access_sealed)
    .where((eb) => eb.or([eb('renewing_until', 'is', null), eb('renewing_until', '<=', now())]))
    .returning('mailbox_id')
    .executeTakeFirst();
  return claimed !== undefined;
}

/** Only the latest claim settles: a consent given meanwhile is newer than what was asked for before. */
async function settle(
  { db, mailboxId }: MailboxLogin,
  lease: Date,
  brought: Partial<Pick<LoginState, 'refresh_sealed' | 'access_sealed' | 'access_ends_at'>>,
): Promise<void> {
  await db
    .updateTable('mailbox_logins')
    .set({ ...brought, renewing_until: null })
    .where('mailbox_id', '=', mailboxId)
    .where('renewing_until', '=', lease)
    .execute();
}

async function waitForAnother(login: MailboxLogin, seen: LoginState): Promise<string> {
  for (let waited = 0; waited < LEASE_MS; waited += 200) {
    await sleep(200);
    const state = await readLogin(login);
    const changed = !state.access_sealed?.equals(seen.access_sealed ?? Buffer.alloc(0));
    if (changed) return goodToken(login, state) ?? renew(login, state);
    if (!state.renewing_until) return renew(login, state); // the other one failed
  }
  throw new TokenFailure('token_server_silent');
}

const accessOf = (vault: Vault, mailboxId: number, tokens: Tokens, now: Date) => ({
  access_sealed: seal(vault.service, 'mailbox_logins.access', String(mailboxId), tokens.access),
  access_ends_at: new Date(now.getTime() + tokens.lastsMs),
});
