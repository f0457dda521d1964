/** What may stand in the fields of the staff forms; each message is the key of a word. */
import { z } from 'zod';

/** As typed, to be compared: no rule tells what a right one looks like. */
export const givenPassword = z.string().max(1000);

/** Length over rules of letters and digits (NIST SP 800-63B §3.1.1.2). */
export const newPassword = z
  .string()
  .max(200, 'staff.password.long')
  .refine((password) => [...password].length >= 12, 'staff.password.short')
  .refine((password) => new Set(password.toLowerCase()).size >= 5, 'staff.password.plain')
  .refine((password) => !/^(?:password|katasandi|sandi|rahasia|qwerty|123456)/i.test(password), 'staff.password.plain');

export const code = z.string().regex(/^\s*\d{3}\s*\d{3}\s*$/, 'staff.code.wrong');
export const name = z.string().trim().min(1, 'staff.name.missing').max(80, 'staff.name.missing');
export const role = z.enum(['counsellor', 'supervisor', 'admin'], 'staff.role.wrong');
export const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(200, 'staff.email.wrong')
  .regex(/^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$/, 'staff.email.wrong');
