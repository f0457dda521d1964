/** The words of the frame around every page and of the pages that say what went wrong. */
import type { Catalogue } from './merge-words.ts';

const id = {
  'web.skip': 'Lompat ke isi',
  'web.menu': 'Menu',
  'web.folders': 'Map surat',
  'web.notices': 'Pemberitahuan',
  'web.search': 'Cari',
  'web.private': 'Layar pribadi',
  'web.private.hint': 'Sembunyikan cuplikan surat, untuk layar yang terlihat orang lain',
  'web.display': 'Tampilan',
  'web.language': 'Bahasa',
  'web.theme': 'Terang atau gelap',
  'web.theme.auto': 'Otomatis',
  'web.theme.light': 'Terang',
  'web.theme.dark': 'Gelap',
  'web.keys': 'Tombol pintas',
  'web.keys.search': 'Cari',
  'web.keys.rows': 'Kasus berikutnya, sebelumnya',
  'web.keys.open': 'Buka yang terpilih',
  'web.keys.back': 'Kembali ke daftar',
  'web.keys.reply': 'Balas konseli',
  'web.keys.worksheet': 'Lembar baca surat terakhir',
  'web.keys.note': 'Tulis catatan',
  'web.keys.send': 'Kirim yang sedang ditulis',
  'web.keys.leave': 'Keluar dari kotak tulisan',
  'web.keys.sheet': 'Lembar ini',
  'web.keys.off': 'Matikan tombol pintas',
  'web.keys.on': 'Nyalakan tombol pintas',
  'web.me': 'Akun dan keamanan',
  'web.signOut': 'Keluar',
  'web.unread': 'Belum dibaca.',
  'web.letter.note': 'Catatan',
  'web.letter.draft': 'Draf',
  'web.letter.quote': 'Tampilkan kutipan',
  'web.letter.attachments': 'Lampiran',
  'web.notSaved': 'Belum tersimpan: sambungan atau sesi terputus. Tulisan Anda masih ada di layar ini.',
  'web.check.done': 'sudah',
  'web.check.open': 'belum',

  'web.error.reference': (p: { reference: string }) => `Nomor rujukan: ${p.reference}`,
  'web.error.home': 'Ke halaman depan',
  'web.error.again': 'Kembali ke halaman tadi',
  'web.error.copy': 'Tulisan Anda, untuk disalin',

  'web.error.unreadable.title': 'Isian tidak dapat dibaca',
  'web.error.unreadable.text':
    'Halaman mengirim isian yang tidak dikenal. Tidak ada yang diubah atau dikirim. Muat ulang halaman tadi lalu coba lagi.',
  'web.error.forbidden.title': 'Permintaan ini ditolak',
  'web.error.forbidden.text':
    'Permintaan ini tidak datang dari halaman Suluh. Tidak ada yang diubah atau dikirim. Buka Suluh lewat alamatnya yang biasa, lalu coba lagi.',
  'web.error.stale.title': 'Halaman ini sudah usang',
  'web.error.stale.text':
    'Halaman ini dibuka sebelum Anda masuk yang terakhir kali. Tidak ada yang diubah atau dikirim. Buka lagi halaman tadi, lalu ulangi.',
  'web.error.not_found.title': 'Halaman tidak ada',
  'web.error.not_found.text':
    'Alamat ini tidak ada, atau bukan untuk Anda. Tidak ada yang berubah. Bila Anda merasa seharusnya boleh melihatnya, tanyakan kepada supervisor.',
  'web.error.conflict.title': 'Ada yang berubah lebih dulu',
  'web.error.conflict.text':
    'Sementara halaman ini terbuka, orang lain atau surat baru mengubahnya. Perubahan Anda belum dijalankan. Muat ulang, periksa, lalu ulangi bila masih perlu.',
  'web.error.too_large.title': 'Terlalu besar',
  'web.error.too_large.text': (p: { limit: number }) =>
    `Yang Anda kirim lebih besar dari batas ${p.limit} MB. Tidak ada yang disimpan dari kiriman ini, dan yang sudah tersimpan tetap aman. Kembali, kecilkan atau kurangi lampirannya, lalu coba lagi.`,
  'web.error.wrong_type.title': 'Bentuk kiriman tidak dikenal',
  'web.error.wrong_type.text':
    'Suluh hanya menerima isian dari formulirnya sendiri. Tidak ada yang diubah. Kembali ke halaman tadi dan coba lagi.',
  'web.error.too_many.title': 'Terlalu sering',
  'web.error.too_many.text': (p: { minutes: number }) =>
    `Terlalu banyak permintaan dalam waktu singkat. Tidak ada yang hilang. Tunggu ${p.minutes} menit, lalu coba lagi.`,
  'web.error.failed.title': 'Ada yang tidak beres di pihak kami',
  'web.error.failed.text':
    'Permintaan Anda tidak selesai. Yang sudah tersimpan tetap aman, dan surat tidak pernah terkirim dua kali karenanya. Kembali dan coba lagi; bila berulang, beri tahu admin nomor rujukan di bawah.',
};

const en: typeof id = {
  'web.skip': 'Skip to content',
  'web.menu': 'Menu',
  'web.folders': 'Folders',
  'web.notices': 'Notices',
  'web.search': 'Search',
  'web.private': 'Private screen',
  'web.private.hint': 'Hide snippets of letters, for a screen that others can see',
  'web.display': 'Display',
  'web.language': 'Language',
  'web.theme': 'Light or dark',
  'web.theme.auto': 'Automatic',
  'web.theme.light': 'Light',
  'web.theme.dark': 'Dark',
  'web.keys': 'Keyboard shortcuts',
  'web.keys.search': 'Search',
  'web.keys.rows': 'Next case, previous case',
  'web.keys.open': 'Open the chosen one',
  'web.keys.back': 'Back to the list',
  'web.keys.reply': 'Answer the konseli',
  'web.keys.worksheet': 'Reading worksheet of the last letter',
  'web.keys.note': 'Write a note',
  'web.keys.send': 'Send what you are writing',
  'web.keys.leave': 'Leave the writing box',
  'web.keys.sheet': 'This sheet',
  'web.keys.off': 'Turn shortcuts off',
  'web.keys.on': 'Turn shortcuts on',
  'web.me': 'Account and security',
  'web.signOut': 'Sign out',
  'web.unread': 'Unread.',
  'web.letter.note': 'Note',
  'web.letter.draft': 'Draft',
  'web.letter.quote': 'Show quoted text',
  'web.letter.attachments': 'Attachments',
  'web.notSaved': 'Not saved: the connection or the session was lost. What you wrote is still on this screen.',
  'web.check.done': 'done',
  'web.check.open': 'open',

  'web.error.reference': (p) => `Reference number: ${p.reference}`,
  'web.error.home': 'To the front page',
  'web.error.again': 'Back to the page before',
  'web.error.copy': 'What you wrote, to copy',

  'web.error.unreadable.title': 'The form could not be read',
  'web.error.unreadable.text':
    'The page sent fields that are not known. Nothing was changed or sent. Reload the page you came from and try again.',
  'web.error.forbidden.title': 'This request was refused',
  'web.error.forbidden.text':
    'The request did not come from a page of Suluh. Nothing was changed or sent. Open Suluh at its usual address and try again.',
  'web.error.stale.title': 'This page is out of date',
  'web.error.stale.text':
    'The page was opened before you last signed in. Nothing was changed or sent. Open it again and repeat what you did.',
  'web.error.not_found.title': 'There is no such page',
  'web.error.not_found.text':
    'This address does not exist, or it is not for you. Nothing has changed. If you think you should see it, ask your supervisor.',
  'web.error.conflict.title': 'Something changed first',
  'web.error.conflict.text':
    'While this page was open, a colleague or a new letter changed it. Your change was not made. Reload, look, and repeat it if it is still needed.',
  'web.error.too_large.title': 'Too large',
  'web.error.too_large.text': (p) =>
    `What you sent is larger than the limit of ${p.limit} MB. Nothing of it was stored, and what was saved before is safe. Go back, make the attachments smaller or fewer, and try again.`,
  'web.error.wrong_type.title': 'Unknown kind of request',
  'web.error.wrong_type.text':
    'Suluh only takes what its own forms send. Nothing was changed. Go back to the page you came from and try again.',
  'web.error.too_many.title': 'Too often',
  'web.error.too_many.text': (p) =>
    `Too many requests in a short time. Nothing is lost. Wait ${p.minutes} ${p.minutes === 1 ? 'minute' : 'minutes'} and try again.`,
  'web.error.failed.title': 'Something went wrong on our side',
  'web.error.failed.text':
    'Your request was not completed. What was saved is safe, and no letter is ever sent twice because of this. Go back and try again; if it happens again, give the reference number below to your admin.',
};

export const words: Catalogue = { id, en };
