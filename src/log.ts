/**
 * The log: an event name, ids, codes and numbers; never a word of a letter, a name or an address. Only the fields listed here
 * are written, and an error is reduced to its kind, code and place in our own source.
 */
import { type Logger, pino } from 'pino';

export interface LogFields {
  id?: string;
  case?: string;
  staff?: number;
  mailbox?: number;
  job?: string;
  code?: string;
  state?: string;
  count?: number;
  ms?: number;
  status?: number;
  method?: string;
  route?: string;
  reference?: string;
  error?: unknown;
}

export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}

const allowed = new Set<string>([
  'id',
  'case',
  'staff',
  'mailbox',
  'job',
  'code',
  'state',
  'count',
  'ms',
  'status',
  'method',
  'route',
  'reference',
]);

export function openLog(level: string, destination?: { write(line: string): void }): Log {
  const logger = destination ? pino({ level, base: null }, destination) : pino({ level, base: null });
  return { info: writer(logger, 'info'), warn: writer(logger, 'warn'), error: writer(logger, 'error') };
}

const writer =
  (logger: Logger, level: 'info' | 'warn' | 'error') =>
  (event: string, fields: LogFields = {}): void => {
    const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => allowed.has(name)));
    logger[level]({ ...kept, ...describeError(fields.error) }, event);
  };

/** Messages of errors may quote what was being worked on, so they are left out; kind, code and place are enough to find it. */
function describeError(error: unknown): { kind?: string; code?: string; at?: string[] } {
  if (!(error instanceof Error)) return {};
  const { code } = error as { code?: unknown };
  const at = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .map((line) => line.replace(/^ +at /, '').replace(/\(?file:\/\/.*\/((?:src|node_modules)\/)/, '$1'))
    .slice(0, 4);
  return { kind: error.name, ...(typeof code === 'string' ? { code } : {}), at };
}
