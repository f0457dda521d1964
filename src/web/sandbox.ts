/**
 * How a foreign HTML document leaves: the second layer behind the sanitiser. Whatever that let through can neither run nor load (threats 1
 * and 4), as `<iframe sandbox>` holds it and when somebody opens its address by itself.
 */
export const SANDBOX_HEADERS = {
  'content-security-policy':
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox",
  'x-frame-options': 'SAMEORIGIN',
} as const;
