/** The reasons for which the web view says no. Each has a page that says what happened, what is safe and what to do. */

export const refusals = {
  unreadable: 400,
  forbidden: 403,
  stale: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  wrong_type: 415,
  too_many: 429,
  failed: 500,
} as const;

export type RefusalKind = keyof typeof refusals;

/** Thrown where a refusal cannot be returned: deep inside reading a request. */
export class Refusal extends Error {
  readonly kind: RefusalKind;
  /** numbers for the sentence, as `{ minutes: 5 }` */
  readonly values: Record<string, number>;

  constructor(kind: RefusalKind, values: Record<string, number> = {}) {
    super(`refused: ${kind}`);
    this.name = 'Refusal';
    this.kind = kind;
    this.values = values;
  }
}
