/** Why a database cannot be used, in words for whoever runs the program; host, user and password never appear. */

/** The database cannot be used. Nothing was started or changed. */
export class CannotUseDatabase extends Error {
  constructor(problem: string) {
    super(
      `The database cannot be used: ${problem}. Nothing was started or changed. Check DATABASE_URL (host, port, user, password, name); npm run suluh -- doctor tries it for you.`,
    );
    this.name = 'CannotUseDatabase';
  }
}

/** @returns null when the error says something else: a bug, not a setting */
export function databaseProblem(error: unknown): string | null {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? (problems[code] ?? null) : null;
}

const refused = 'the server refuses this user or password';

/** Codes of Node's sockets and of PostgreSQL (appendix A of its manual). */
const problems: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at this host and port',
  ENOTFOUND: 'there is no host of this name',
  EAI_AGAIN: 'the name of the host cannot be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ETIMEDOUT: 'the server does not answer',
  ECONNRESET: 'the server closes the connection',
  '28P01': refused,
  '28000': refused,
  '3D000': 'the server has no database of this name',
  '42501': 'the account may not create tables there',
  '53300': 'the server has no connection left',
  '57P03': 'the server is still starting',
};
