/** What an alarm mail says: what stands still, since when, that nothing is lost, and where to look. Never a word of a letter. */
import type { AlarmKind, Language } from '../db/schema.ts';

export interface ToldAlarm {
  kind: AlarmKind;
  tells: 'began' | 'ended';
  place: string;
  began_at: Date;
  ended_at: Date | null;
}

const what: Record<Language, Record<AlarmKind, string>> = {
  id: {
    mail_stopped: 'Surat baru tidak masuk',
    sending_stopped: 'Surat tidak dapat dikirim',
    queue_stopped: 'Antrean kerja tidak berjalan',
    disk_nearly_full: 'Cakram hampir penuh',
  },
  en: {
    mail_stopped: 'New mail is not coming in',
    sending_stopped: 'Letters cannot be sent',
    queue_stopped: 'The queue of work stands still',
    disk_nearly_full: 'The disk is nearly full',
  },
};

const act: Record<Language, Record<AlarmKind, string>> = {
  id: {
    mail_stopped:
      'Surat menunggu di server surat dan diambil begitu sambungannya pulih. Lihat halaman Surat: di sana tertulis sebabnya dan apa yang perlu dilakukan.',
    sending_stopped:
      'Surat yang belum terkirim disimpan dan dicoba lagi dengan sendirinya. Periksa SMTP_URL, kata sandi kotak surat, dan server suratnya; "suluh doctor" menyebutkan apa yang salah.',
    queue_stopped:
      'Tidak ada yang hilang; pekerjaan menunggu. Periksa apakah bagian "worker" dan Redis (bila dipakai) berjalan, lalu jalankan lagi.',
    disk_nearly_full:
      'Kosongkan tempat atau tambah cakram. Bila penuh, surat tidak dapat disimpan dan menunggu di server surat.',
  },
  en: {
    mail_stopped:
      'Mail waits on the mail server and is fetched as soon as the connection is back. The page Mail says why, and what to do.',
    sending_stopped:
      'Letters that were not sent are kept and tried again by themselves. Check SMTP_URL, the password of the mailbox and its server; "suluh doctor" says what is wrong.',
    queue_stopped:
      'Nothing is lost; the work waits. Check that the part "worker" and Redis (if it is used) are running, and start them again.',
    disk_nearly_full: 'Make room or add disk space. When it is full, mail cannot be kept and waits on the mail server.',
  },
};

const frame = {
  id: {
    over: 'sudah pulih',
    since: (at: string) => `Sejak ${at} (UTC).`,
    until: (from: string, to: string) =>
      `Gangguan berlangsung dari ${from} sampai ${to} (UTC). Tidak ada yang perlu dilakukan.`,
    where: 'Tempatnya',
    foot: 'Surat ini ditulis Suluh dengan sendirinya, sekali untuk setiap gangguan.',
  },
  en: {
    over: 'works again',
    since: (at: string) => `Since ${at} (UTC).`,
    until: (from: string, to: string) => `The trouble lasted from ${from} to ${to} (UTC). Nothing needs to be done.`,
    where: 'Where',
    foot: 'Suluh wrote this mail by itself, once for each outage.',
  },
};

export const troubleName = (language: Language, kind: AlarmKind): string => what[language][kind];
export const troubleAct = (language: Language, kind: AlarmKind): string => act[language][kind];

export function alarmText(language: Language, alarm: ToldAlarm, publicUrl: string): { subject: string; text: string } {
  const say = frame[language];
  const name = what[language][alarm.kind];
  const place = alarm.place ? [`${say.where}: ${alarm.place}`] : [];
  const began = minute(alarm.began_at);
  const body =
    alarm.tells === 'began'
      ? [`${name}.`, say.since(began), ...place, '', act[language][alarm.kind]]
      : [`${name}: ${say.over}.`, say.until(began, minute(alarm.ended_at ?? alarm.began_at)), ...place];
  const subject = alarm.tells === 'began' ? `Suluh: ${name}` : `Suluh: ${name}: ${say.over}`;
  return { subject, text: [...body, '', `${publicUrl}/mail`, '', say.foot].join('\n') };
}

const minute = (at: Date): string => at.toISOString().slice(0, 16).replace('T', ' ');
