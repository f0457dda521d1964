/**
 * Sentences of events, made when they are shown: the record itself holds codes and numbers only. A sentence names who acted
 * and on what; where a code has words of its own (a stage, an item) those are used.
 */
import type { Catalogue } from '../web/merge-words.ts';
import type { EventKind } from './event-kinds.ts';

type Values = Record<string, string>;
type Sentences = Record<`event.${EventKind}`, string | ((p: Values) => string)>;

const id: Sentences = {
  'event.staff.created': (p) => `${p.who} menambahkan akun staf ${p.staff}`,
  'event.staff.changed': (p) => `${p.who} mengubah akun staf ${p.staff}`,
  'event.staff.disabled': (p) => `${p.who} menonaktifkan akun staf ${p.staff}`,
  'event.staff.enabled': (p) => `${p.who} mengaktifkan kembali akun staf ${p.staff}`,
  'event.staff.invited': (p) => `${p.who} membuat tautan undangan untuk ${p.staff}`,
  'event.password.set': (p) => `${p.who} memasang kata sandi`,
  'event.second_factor.set': (p) => `${p.who} memasang kode dua langkah`,
  'event.second_factor.reset': (p) => `${p.who} mengatur ulang kode dua langkah ${p.staff}`,
  'event.session.began': (p) => `${p.who} masuk`,
  'event.session.refused': 'Percobaan masuk ditolak',
  'event.session.ended': (p) => `${p.who} keluar`,
  'event.mail.received': 'Surat diterima dari kotak surat',
  'event.mail.filed': 'Surat masuk ke kasus',
  'event.mail.held': 'Surat ditahan untuk diperiksa orang',
  'event.mail.set_aside': (p) => `${p.who} menyisihkan surat`,
  'event.mail.retried': (p) => `${p.who} mencoba lagi memproses surat`,
  'event.mail.read': (p) => `${p.who} membaca surat yang ditahan`,
  'event.mail.searched': (p) => `${p.who} mencari surat menurut alamat pengirim`,
  'event.mail.erased': (p) => `${p.who} menyetujui penghapusan; surat dihapus untuk selamanya`,
  'event.case.erased': (p) => `${p.who} menyetujui penghapusan; isi kasus dihapus untuk selamanya`,
  'event.erasure.asked': (p) => `${p.who} meminta penghapusan`,
  'event.erasure.refused': (p) => `${p.who} menolak penghapusan`,
  'event.sender.blocked': (p) => `${p.who} memblokir seorang pengirim`,
  'event.sender.unblocked': (p) => `${p.who} membuka blokir seorang pengirim`,
  'event.alarm.began': 'Ada yang berhenti bekerja; admin diberi tahu',
  'event.alarm.ended': 'Yang berhenti sudah bekerja lagi',
  'event.mailbox.reconciled': 'Kotak surat dicocokkan dengan surat yang tersimpan di sini',
  'event.mailbox.authorized': (p) => `${p.who} memberi Suluh izin masuk ke kotak surat`,
  'event.server_copies.removed': (p) =>
    `Server surat diminta menghapus ${p.count} salinan surat yang sudah aman di sini`,
  'event.case.opened': 'Kasus dibuka bersama surat pertama',
  'event.case.claimed': (p) => `${p.who} mengambil kasus`,
  'event.case.assigned': (p) => `${p.who} menyerahkan kasus kepada ${p.to}`,
  'event.case.released': (p) => `${p.who} melepas kasus`,
  'event.case.shared': (p) => `${p.who} mengajak ${p.with} sebagai pendamping`,
  'event.case.unshared': (p) => `${p.who} mengakhiri pendampingan ${p.with}`,
  'event.case.excluded': (p) => `${p.who} menutup kasus ini bagi ${p.whom}`,
  'event.case.moved': (p) =>
    `${p.who} memindahkan kasus: ${p.from} → ${p.to}${p.without ? `, tanpa catatan: ${p.without}` : ''}`,
  'event.case.closed': (p) => `${p.who} mengakhiri kasus: ${p.ending}`,
  'event.case.slept': (p) => `${p.who} menunda kasus`,
  'event.case.woke': (p) => `${p.who} membangunkan kasus`,
  'event.case.read': (p) => `${p.who} membaca kasus`,
  'event.case.searched': (p) => `${p.who} mencari dalam surat`,
  'event.case.exported': (p) => `${p.who} mengekspor kasus`,
  'event.list.read': (p) => `${p.who} melihat daftar dengan cuplikan`,
  'event.attachment.read': (p) => `${p.who} menyimpan lampiran`,
  'event.raw_mail.read': (p) => `${p.who} menyimpan surat mentah`,
  'event.risk.read': (p) => `${p.who} membaca tanda bahaya: ${p.value}`,
  'event.record.made': (p) => `${p.who} mencatat ${p.item}: ${p.value}`,
  'event.record.withdrawn': (p) => `${p.who} menarik catatan ${p.item}`,
  'event.override.asked': (p) => `${p.who} meminta lanjut walau ${p.missing} hal belum tercatat`,
  'event.override.agreed': (p) => `${p.who} menyetujui lanjut tanpa catatan yang kurang`,
  'event.override.refused': (p) => `${p.who} menolak lanjut tanpa catatan yang kurang`,
  'event.outcome.chosen': (p) => `${p.who} memilih hasil: ${p.outcome}`,
  'event.outcome.completed': (p) => `${p.who} mencatat hasil terlaksana: ${p.outcome}`,
  'event.protocol.written': (p) => `${p.who} menulis protokol bahaya`,
  'event.protocol.read': (p) => `${p.who} membaca protokol bahaya`,
  'event.safety_plan.drafted': (p) => `${p.who} memasukkan rencana keselamatan ke draf balasan`,
  'event.disclosure.asked': (p) => `${p.who} mencatat bahwa pihak lain perlu diberi tahu`,
  'event.disclosure.agreed': (p) => `${p.who} menyetujui pemberitahuan kepada pihak lain`,
  'event.disclosure.refused': (p) => `${p.who} menolak pemberitahuan kepada pihak lain`,
  'event.disclosure.told': (p) => `${p.who} mencatat bahwa pihak lain sudah diberi tahu`,
  'event.duty.called': (p) => `Surat dengan tanda bahaya memanggil ${p.count} orang`,
  'event.duty.answered': (p) => `${p.who} membuka kasus yang memanggil`,
  'event.silence.letter_sent': (p) => `${p.who} mengirim surat karena konseli lama tidak menulis`,
  'event.silence.came_due': 'Konseli lama tidak menulis; konselor yang memutuskan',
  'event.silence.skipped': (p) => `${p.who} melewati satu surat sapaan`,
  'event.silence.held': (p) => `${p.who} menahan surat sapaan di kasus ini`,
  'event.silence.released': (p) => `${p.who} melanjutkan surat sapaan di kasus ini`,
  'event.consent.kept': (p) => `${p.who} mencatat jawaban konseli atas persetujuan`,
  'event.goal.made': (p) => `${p.who} mencatat tujuan konseli: T${p.number}`,
  'event.goal.dropped': (p) => `${p.who} melepas tujuan T${p.number}`,
  'event.answers.kept': (p) => `${p.who} mencatat jawaban konseli atas pertanyaan kita`,
  'event.instrument.answered': () => 'Jawaban konseli atas instrumen dicatat',
  'event.rupture.raised': () => 'Angka hubungan turun atau rendah; perlu ditengok',
  'event.rupture.settled': (p) => `${p.who} menengok hubungan: ${p.settled}`,
  'event.note.written': (p) => `${p.who} menulis catatan internal`,
  'event.worksheet.began': (p) => `${p.who} memulai lembar baca`,
  'event.worksheet.read': (p) => `${p.who} membuka lembar baca`,
  'event.resonance.shared': (p) => `${p.who} membagikan resonansinya kepada ${p.with}`,
  'event.resonance.unshared': (p) => `${p.who} menarik kembali resonansi yang dibagikan`,
  'event.resonance.read': (p) => `${p.who} membaca resonansi yang dibagikan kepadanya`,
  'event.resonance.destroyed': (p) => `${p.who} menghancurkan resonansi untuk selamanya`,
  'event.reading.began': (p) => `${p.who} mulai membaca dengan alasan tercatat`,
  'event.address.added': (p) => `${p.who} menambahkan alamat konseli`,
  'event.reply.sent': (p) => `${p.who} mengirim balasan`,
  'event.reply.recalled': (p) => `${p.who} membatalkan balasan`,
  'event.acknowledgement.sent': 'Balasan otomatis disiapkan',
  'event.delivery.succeeded': 'Surat diterima server pengirim',
  'event.delivery.failed': 'Surat gagal dikirim',
  'event.delivery.became_uncertain': 'Pengiriman surat tidak pasti',
  'event.delivery.bounced': 'Surat terpental',
  'event.delivery.tried_again': (p) => `${p.who} mengirim surat sekali lagi`,
  'event.delivery.settled_by_hand': (p) => `${p.who} memutuskan nasib pengiriman surat`,
  'event.settings.changed': (p) => `${p.who} mengubah pengaturan`,
  'event.crisis_contact.changed': (p) => `${p.who} mengubah kontak darurat`,
  'event.crisis_contact.verified': (p) => `${p.who} memeriksa kontak darurat`,
  'event.instrument.added': (p) => `${p.who} menambah instrumen ${p.name}`,
  'event.instrument.retired': (p) => `${p.who} berhenti menawarkan sebuah instrumen`,
  'event.instrument.offered_again': (p) => `${p.who} menawarkan sebuah instrumen lagi`,
  'event.template.saved': (p) => `${p.who} menyimpan templat`,
  'event.template.removed': (p) => `${p.who} menghapus templat`,
  'event.follow_up.planned': (p) => `${p.who} merencanakan pengingat`,
  'event.follow_up.came_due': 'Pengingat jatuh tempo',
  'event.audit.verified': (p) => `${p.who} memeriksa keutuhan catatan`,
  'event.audit.read': (p) => `${p.who} membaca riwayat`,
};

const en: Sentences = {
  'event.staff.created': (p) => `${p.who} added the staff account ${p.staff}`,
  'event.staff.changed': (p) => `${p.who} changed the staff account ${p.staff}`,
  'event.staff.disabled': (p) => `${p.who} disabled the staff account ${p.staff}`,
  'event.staff.enabled': (p) => `${p.who} enabled the staff account ${p.staff} again`,
  'event.staff.invited': (p) => `${p.who} made an invitation for ${p.staff}`,
  'event.password.set': (p) => `${p.who} set a password`,
  'event.second_factor.set': (p) => `${p.who} set up two-step codes`,
  'event.second_factor.reset': (p) => `${p.who} reset the two-step codes of ${p.staff}`,
  'event.session.began': (p) => `${p.who} signed in`,
  'event.session.refused': 'An attempt to sign in was refused',
  'event.session.ended': (p) => `${p.who} signed out`,
  'event.mail.received': 'A mail was taken in',
  'event.mail.filed': 'A mail was filed in the case',
  'event.mail.held': 'A mail was held for a person to look at',
  'event.mail.set_aside': (p) => `${p.who} set a mail aside`,
  'event.mail.retried': (p) => `${p.who} tried a mail again`,
  'event.mail.read': (p) => `${p.who} read a held mail`,
  'event.mail.searched': (p) => `${p.who} looked for mail by its sender`,
  'event.mail.erased': (p) => `${p.who} agreed to an erasure; the letter is gone for ever`,
  'event.case.erased': (p) => `${p.who} agreed to an erasure; the words of the case are gone for ever`,
  'event.erasure.asked': (p) => `${p.who} asked for an erasure`,
  'event.erasure.refused': (p) => `${p.who} refused an erasure`,
  'event.sender.blocked': (p) => `${p.who} blocked a sender`,
  'event.sender.unblocked': (p) => `${p.who} lifted the block of a sender`,
  'event.alarm.began': 'Something stood still; the admins were told',
  'event.alarm.ended': 'What stood still works again',
  'event.mailbox.reconciled': 'The mailbox was compared with the letters kept here',
  'event.mailbox.authorized': (p) => `${p.who} let Suluh into the mailbox`,
  'event.server_copies.removed': (p) =>
    `The mail server was asked to remove ${p.count} copies of letters that are safe here`,
  'event.case.opened': 'The case was opened with its first letter',
  'event.case.claimed': (p) => `${p.who} took the case`,
  'event.case.assigned': (p) => `${p.who} handed the case to ${p.to}`,
  'event.case.released': (p) => `${p.who} gave the case back`,
  'event.case.shared': (p) => `${p.who} brought in ${p.with} as co-counsellor`,
  'event.case.unshared': (p) => `${p.who} ended the part of ${p.with}`,
  'event.case.excluded': (p) => `${p.who} closed this case to ${p.whom}`,
  'event.case.moved': (p) =>
    `${p.who} moved the case: ${p.from} → ${p.to}${p.without ? `, without: ${p.without}` : ''}`,
  'event.case.closed': (p) => `${p.who} closed the case: ${p.ending}`,
  'event.case.slept': (p) => `${p.who} put the case off`,
  'event.case.woke': (p) => `${p.who} woke the case`,
  'event.case.read': (p) => `${p.who} read the case`,
  'event.case.searched': (p) => `${p.who} searched in letters`,
  'event.case.exported': (p) => `${p.who} exported the case`,
  'event.list.read': (p) => `${p.who} saw the list with previews`,
  'event.attachment.read': (p) => `${p.who} saved an attachment`,
  'event.raw_mail.read': (p) => `${p.who} saved the raw mail`,
  'event.risk.read': (p) => `${p.who} read the signs of danger: ${p.value}`,
  'event.record.made': (p) => `${p.who} recorded ${p.item}: ${p.value}`,
  'event.record.withdrawn': (p) => `${p.who} took back the record ${p.item}`,
  'event.override.asked': (p) => `${p.who} asked to go on with ${p.missing} things not on record`,
  'event.override.agreed': (p) => `${p.who} agreed to go on without the missing records`,
  'event.override.refused': (p) => `${p.who} refused to go on without the missing records`,
  'event.outcome.chosen': (p) => `${p.who} chose the outcome: ${p.outcome}`,
  'event.outcome.completed': (p) => `${p.who} recorded that the outcome happened: ${p.outcome}`,
  'event.protocol.written': (p) => `${p.who} wrote the protocol of a danger`,
  'event.protocol.read': (p) => `${p.who} read the protocol of a danger`,
  'event.safety_plan.drafted': (p) => `${p.who} put the safety plan into the draft of an answer`,
  'event.disclosure.asked': (p) => `${p.who} noted that somebody else has to be told`,
  'event.disclosure.agreed': (p) => `${p.who} agreed that somebody else is told`,
  'event.disclosure.refused': (p) => `${p.who} refused that somebody else is told`,
  'event.disclosure.told': (p) => `${p.who} noted that somebody else was told`,
  'event.duty.called': (p) => `A letter with signs of danger called ${p.count} people`,
  'event.duty.answered': (p) => `${p.who} opened the case that called`,
  'event.silence.letter_sent': (p) => `${p.who} sent a letter because the konseli has not written for long`,
  'event.silence.came_due': 'The konseli has not written for long; the counsellor decides',
  'event.silence.skipped': (p) => `${p.who} left out one check-in letter`,
  'event.silence.held': (p) => `${p.who} held the check-in letters in this case`,
  'event.silence.released': (p) => `${p.who} let the check-in letters in this case go on`,
  'event.consent.kept': (p) => `${p.who} noted the konseli’s answer to the consent`,
  'event.goal.made': (p) => `${p.who} noted a goal of the konseli: T${p.number}`,
  'event.goal.dropped': (p) => `${p.who} let go of the goal T${p.number}`,
  'event.answers.kept': (p) => `${p.who} noted what the konseli answered to our questions`,
  'event.instrument.answered': () => 'What the konseli answered to an instrument was kept',
  'event.rupture.raised': () => 'The numbers of the relationship fell or are low; it needs a look',
  'event.rupture.settled': (p) => `${p.who} looked at the relationship: ${p.settled}`,
  'event.note.written': (p) => `${p.who} wrote an internal note`,
  'event.worksheet.began': (p) => `${p.who} began a reading worksheet`,
  'event.worksheet.read': (p) => `${p.who} opened a reading worksheet`,
  'event.resonance.shared': (p) => `${p.who} shared their resonance with ${p.with}`,
  'event.resonance.unshared': (p) => `${p.who} took a shared resonance back`,
  'event.resonance.read': (p) => `${p.who} read a resonance that was shared with them`,
  'event.resonance.destroyed': (p) => `${p.who} destroyed a resonance for ever`,
  'event.reading.began': (p) => `${p.who} began to read with a recorded reason`,
  'event.address.added': (p) => `${p.who} added an address of the konseli`,
  'event.reply.sent': (p) => `${p.who} sent a reply`,
  'event.reply.recalled': (p) => `${p.who} called a reply back`,
  'event.acknowledgement.sent': 'The automatic reply was prepared',
  'event.delivery.succeeded': 'The mail server took the letter',
  'event.delivery.failed': 'The letter could not be sent',
  'event.delivery.became_uncertain': 'It is uncertain whether the letter was sent',
  'event.delivery.bounced': 'The letter came back',
  'event.delivery.tried_again': (p) => `${p.who} sent the letter once more`,
  'event.delivery.settled_by_hand': (p) => `${p.who} decided what became of the letter`,
  'event.settings.changed': (p) => `${p.who} changed the settings`,
  'event.crisis_contact.changed': (p) => `${p.who} changed a crisis contact`,
  'event.crisis_contact.verified': (p) => `${p.who} verified a crisis contact`,
  'event.instrument.added': (p) => `${p.who} added the instrument ${p.name}`,
  'event.instrument.retired': (p) => `${p.who} offers an instrument no more`,
  'event.instrument.offered_again': (p) => `${p.who} offers an instrument again`,
  'event.template.saved': (p) => `${p.who} saved a template`,
  'event.template.removed': (p) => `${p.who} removed a template`,
  'event.follow_up.planned': (p) => `${p.who} planned a reminder`,
  'event.follow_up.came_due': 'A reminder came due',
  'event.audit.verified': (p) => `${p.who} verified the record`,
  'event.audit.read': (p) => `${p.who} read the history`,
};

const pagesId = {
  'actor.konseli': 'Konseli',
  'actor.system': 'Suluh',
  'actor.cli': 'Baris perintah',
  'actor.unknown': 'seseorang',
  'audit.title': 'Keutuhan catatan',
  'audit.lead':
    'Setiap hal yang terjadi dicatat berurutan, dan setiap baris menyegel baris sebelumnya. Bila satu baris diubah atau dihapus, rantainya putus dan itu tampak di sini.',
  'audit.verify': 'Periksa sekarang',
  'audit.whole': 'Rantai utuh',
  'audit.whole_text': (p: { n: string }) =>
    `${p.n} peristiwa diperiksa. Tidak ada yang diubah, dihapus, atau disisipkan.`,
  'audit.broken': 'Rantai putus',
  'audit.broken_text': (p: { seqs: string }) =>
    `Ada peristiwa yang diubah, dihapus, atau disisipkan, mulai nomor ${p.seqs}. Jangan ubah apa pun; hubungi admin dan simpan salinan basis data.`,
  'audit.verified_whole': 'Rantai diperiksa dan utuh. Pemeriksaan ini tercatat.',
  'audit.verified_broken': 'Rantai putus. Pemeriksaan ini tercatat; baca di bawah apa yang perlu dilakukan.',
  'audit.anchors': (p: { stored: number; filed: number }) => `${p.stored} di basis data, ${p.filed} di luar basis data`,
  'audit.anchors.label': 'Segel yang dibandingkan',
  'audit.anchors_broken': (p: { seqs: string }) =>
    `Segel yang pernah disimpan tidak cocok lagi untuk nomor ${p.seqs}: catatan ditulis ulang atau dipotong setelah saat itu.`,
  'audit.anchors_unreadable': (p: { n: number }) =>
    `${p.n} baris dalam berkas segel tidak dapat dibaca: berkas itu pernah diubah.`,
  'audit.head': 'Segel terakhir',
  'audit.head.hint': 'Salin dan simpan di luar Suluh. Bila nanti berbeda untuk nomor yang sama, catatan pernah diubah.',
  'audit.number': 'Nomor',
  'audit.last_verified': 'Terakhir diperiksa',
  'audit.never': 'belum pernah',
  'audit.by': (p: { name: string }) => `oleh ${p.name}`,
  'overrides.title': 'Lanjut tanpa catatan',
  'overrides.lead':
    'Kasus yang diminta atau diizinkan berpindah tahap walau catatannya belum lengkap. Setiap izin perlu dua orang.',
  'overrides.waiting': 'Menunggu orang kedua',
  'overrides.settled': 'Sudah dijawab',
  'overrides.none': 'Tidak ada permintaan',
  'overrides.none_text': 'Semua kasus berpindah tahap dengan catatan lengkap.',
  'overrides.asked': 'Diminta oleh',
  'overrides.agreed': (p: { name: string }) => `disetujui ${p.name}`,
  'overrides.refused': (p: { name: string }) => `ditolak ${p.name}`,
  'history.title': (p: { code: string }) => `Riwayat kasus ${p.code}`,
  'history.lead': 'Surat, perpindahan tahap, catatan, dan siapa yang membaca, berdampingan.',
  'history.strand.moves': 'Tahap dan penanggung jawab',
  'history.strand.records': 'Yang tercatat dan diputuskan',
  'history.strand.reads': 'Siapa yang membaca',
  'history.strand.deliveries': 'Surat masuk dan keluar',
  'history.nothing': 'Belum ada.',
  'history.readings': 'Alasan membaca',
  'history.locked': 'Isi surat dan keterangan hanya terbuka dengan alasan.',
  'history.back': 'Kembali ke kasus',
};

const pagesEn: typeof pagesId = {
  'actor.konseli': 'The konseli',
  'actor.system': 'Suluh',
  'actor.cli': 'The command line',
  'actor.unknown': 'somebody',
  'audit.title': 'Wholeness of the record',
  'audit.lead':
    'All that happens is written down in order, and every line seals the one before. If a line is changed or removed, the chain breaks, and it shows here.',
  'audit.verify': 'Verify now',
  'audit.whole': 'The chain is whole',
  'audit.whole_text': (p) => `${p.n} events were checked. None was changed, removed or put in between.`,
  'audit.broken': 'The chain is broken',
  'audit.broken_text': (p) =>
    `Events were changed, removed or put in between, from number ${p.seqs} on. Change nothing; call your admin and keep a copy of the database.`,
  'audit.verified_whole': 'The chain was verified and is whole. This is on record.',
  'audit.verified_broken': 'The chain is broken. This is on record; read below what to do.',
  'audit.anchors': (p) => `${p.stored} in the database, ${p.filed} outside it`,
  'audit.anchors.label': 'Seals compared',
  'audit.anchors_broken': (p) =>
    `Seals kept earlier no longer fit for number ${p.seqs}: the record was written anew or cut off since then.`,
  'audit.anchors_unreadable': (p) =>
    `${p.n} ${p.n === 1 ? 'line' : 'lines'} of the file of seals cannot be read: that file was changed.`,
  'audit.head': 'Last seal',
  'audit.head.hint':
    'Copy it and keep it outside Suluh. If it is another one day for the same number, the record was changed.',
  'audit.number': 'Number',
  'audit.last_verified': 'Last verified',
  'audit.never': 'never',
  'audit.by': (p) => `by ${p.name}`,
  'overrides.title': 'Moves without records',
  'overrides.lead':
    'Cases that were asked, or allowed, to change stage before everything was on record. Each needs two persons.',
  'overrides.waiting': 'Waiting for a second person',
  'overrides.settled': 'Answered',
  'overrides.none': 'No requests',
  'overrides.none_text': 'Every case changed stage with its records complete.',
  'overrides.asked': 'Asked by',
  'overrides.agreed': (p) => `agreed by ${p.name}`,
  'overrides.refused': (p) => `refused by ${p.name}`,
  'history.title': (p) => `History of case ${p.code}`,
  'history.lead': 'Letters, moves, records and who read, side by side.',
  'history.strand.moves': 'Stages and hands',
  'history.strand.records': 'Records and decisions',
  'history.strand.reads': 'Who read',
  'history.strand.deliveries': 'Letters in and out',
  'history.nothing': 'Nothing yet.',
  'history.readings': 'Reasons for reading',
  'history.locked': 'Letters and remarks open only with a reason.',
  'history.back': 'Back to the case',
};

export const words: Catalogue = {
  id: { ...id, ...pagesId } as Catalogue['id'],
  en: { ...en, ...pagesEn } as Catalogue['en'],
};

type Say = (key: string, values?: Record<string, unknown>) => string;

/** Groups of words that a code in an event's data belongs to. */
const groups: Readonly<Record<string, string>> = {
  outcome: 'outcome',
  ending: 'ending',
  item: 'gate',
  settled: 'rupture.settle',
};

/**
 * @param event kind, actor and data as they stand in the record
 * @param staff names by id
 */
export function eventSentence(
  say: Say,
  event: { kind: EventKind; actor: string; data: Record<string, unknown> },
  staff: ReadonlyMap<number, string>,
): string {
  const values = Object.fromEntries(
    Object.entries(event.data).map(([name, value]) => [name, inWords(say, event, name, value, staff)]),
  );
  return say(`event.${event.kind}`, { ...unsaid, ...values, who: actorName(say, event.actor, staff) });
}

/** What an older event did not write down yet stays an empty place in its sentence. */
const unsaid: Values = Object.fromEntries(
  [
    'staff',
    'to',
    'from',
    'with',
    'whom',
    'without',
    'missing',
    'item',
    'value',
    'outcome',
    'ending',
    'count',
    'settled',
    'number',
  ].map((name) => [name, '']),
);

export function actorName(say: Say, actor: string, staff: ReadonlyMap<number, string>): string {
  const id = /^staff:(\d+)$/.exec(actor)?.[1];
  if (id) return staff.get(Number(id)) ?? say('actor.unknown');
  return say(`actor.${actor}`);
}

function inWords(
  say: Say,
  event: { kind: EventKind; data: Record<string, unknown> },
  name: string,
  value: unknown,
  staff: ReadonlyMap<number, string>,
): string {
  const person = () => staff.get(Number(value)) ?? say('actor.unknown');
  if (name === 'to' && event.kind === 'case.assigned') return person();
  if (name === 'with' || name === 'whom' || name === 'staff') return person();
  if (name === 'from' || name === 'to') return typeof value === 'string' ? say(`stage.${value}`) : '';
  if (name === 'value' && typeof event.data.item === 'string') return say(`gate_value.${event.data.item}.${value}`);
  if (name === 'missing' && Array.isArray(value)) return String(value.length);
  if (name === 'without' && Array.isArray(value)) return value.map((item) => say(`gate.${item}`)).join(', ');
  const group = groups[name];
  return group ? say(`${group}.${value}`) : String(value);
}
