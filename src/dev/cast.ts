/** The people of the demo: all invented. Their passwords are public, which is why the demo listens on this machine alone. */
import type { Role } from '../core/policy.ts';

export const DEMO_ADDRESS = 'konseling@sekolah.example';
/** the name in From, and of the service */
export const DEMO_NAME = 'Konseling SMA Harapan';
export const DEMO_PASSWORD = 'lampu kecil di meja';

export interface CastMember {
  email: string;
  name: string;
  role: Role;
  /** base 32; fixed, so that a person may put it into an app and try */
  secret: string;
}

export const ANI = 'ani@sekolah.example';
export const BUDI = 'budi@sekolah.example';
export const RATNA = 'ratna@sekolah.example';
export const JOKO = 'joko@sekolah.example';

export const staffCast: readonly CastMember[] = [
  { email: ANI, name: 'Bu Ani', role: 'counsellor', secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP' },
  { email: BUDI, name: 'Pak Budi', role: 'counsellor', secret: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU' },
  { email: RATNA, name: 'Bu Ratna', role: 'supervisor', secret: 'MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK' },
  { email: JOKO, name: 'Pak Joko', role: 'admin', secret: 'NB2W45DFOIZA2TTBNB2W45DFOIZA2TTB' },
];

export interface KonseliPerson {
  /** names the mailbox page: /demo/sari */
  slug: string;
  name: string;
  address: string;
}

export const konseliCast: readonly KonseliPerson[] = [
  { slug: 'sari', name: 'Sari Lestari', address: 'sari@murid.example' },
  { slug: 'bima', name: 'Bima', address: 'bima@murid.example' },
  { slug: 'dewi', name: 'Dewi Anggraini', address: 'dewi@murid.example' },
  { slug: 'rizky', name: 'Rizky', address: 'rizky@murid.example' },
  { slug: 'putri', name: 'Putri', address: 'putri@murid.example' },
  { slug: 'yoga', name: 'Yoga Pratama', address: 'yoga@murid.example' },
  { slug: 'laras', name: 'Laras', address: 'laras@murid.example' },
  { slug: 'maria', name: 'Maria', address: 'maria@murid.example' },
  { slug: 'hana', name: 'Hana', address: 'hana@murid.example' },
  { slug: 'wulan', name: 'Wulan', address: 'wulan@murid.example' },
  { slug: 'galih', name: 'Galih', address: 'galih@murid.example' },
  { slug: 'tiara', name: 'Tiara', address: 'tiara@murid.example' },
  { slug: 'arif', name: 'Arif', address: 'arif@murid.example' },
  { slug: 'dimas', name: 'Dimas', address: 'dimas@murid.example' },
  { slug: 'emma', name: 'Emma', address: 'emma@murid.example' },
  { slug: 'nadia', name: 'Nadia', address: 'nadia@murid.example' },
  { slug: 'fikri', name: 'Fikri', address: 'fikri@murid.example' },
  { slug: 'fajar', name: 'Fajar', address: 'fajar@murid.example' },
  // Has not written yet: her first letter opens a case before one's eyes.
  { slug: 'intan', name: 'Intan', address: 'intan@murid.example' },
];

export function personOf(slug: string): { name: string; address: string } {
  const person = konseliCast.find((k) => k.slug === slug);
  if (!person) throw new Error(`nobody in the cast is called ${slug}`);
  return { name: person.name, address: person.address };
}
