/** The words of signing in, of one's own account and of the admin's pages about staff. */
import type { Catalogue } from '../web/merge-words.ts';

const id = {
  'staff.role.counsellor': 'Konselor',
  'staff.role.supervisor': 'Supervisor',
  'staff.role.admin': 'Admin',

  'staff.signIn.title': 'Masuk',
  'staff.signIn.lead': 'Untuk konselor, supervisor, dan admin layanan ini.',
  'staff.signIn.email': 'Alamat surel',
  'staff.signIn.password': 'Kata sandi',
  'staff.signIn.code': 'Kode dari aplikasi autentikator',
  'staff.signIn.code.hint': 'Enam angka, berganti setiap 30 detik.',
  'staff.signIn.enter': 'Masuk',
  'staff.signIn.wrong':
    'Alamat, kata sandi, atau kode tidak cocok. Setiap kode hanya berlaku sekali: tunggu kode berikutnya, lalu coba lagi. Bila tetap gagal, minta tautan baru kepada admin.',
  'staff.signIn.unreadable': 'Isi ketiganya: alamat surel, kata sandi, dan kode.',
  'staff.signIn.again': 'Anda perlu masuk lagi. Setelah itu halaman yang Anda minta terbuka.',
  'staff.signIn.carried':
    'Sesi Anda sudah berakhir, jadi belum ada yang dikirim. Tulisan Anda aman: masuk dalam 30 menit dan tulisan itu disimpan sebagai draf.',
  'staff.signIn.kept': 'Tulisan Anda selamat, tersimpan sebagai draf. Belum ada yang dikirim: periksa, lalu kirim.',
  'staff.signIn.demo': 'Ini demo. Pilih siapa Anda:',
  'staff.signIn.demo.enter': (p: { name: string }) => `Masuk sebagai ${p.name}`,
  'staff.signIn.demo.facts': 'Alamat, kata sandi, dan kode saat ini',
  'staff.signedOut': 'Anda sudah keluar. Di komputer bersama, tutup juga peramban ini.',

  'staff.rescued.title': 'Tulisan Anda masih ada',
  'staff.rescued.text':
    'Tulisan ini dikirim ketika sesi sudah berakhir. Belum ada yang disimpan atau dikirim. Salin, lalu tempel di kasusnya.',
  'staff.rescued.written': 'Tulisan Anda',
  'staff.rescued.open': 'Lanjut ke halaman depan',

  'staff.invitation.title': 'Siapkan akun Anda',
  'staff.invitation.hello': (p: { name: string }) => `Selamat datang, ${p.name}.`,
  'staff.invitation.account': 'Akun',
  'staff.invitation.password.new': 'Pilih kata sandi',
  'staff.invitation.password.new.hint':
    'Paling sedikit 12 huruf. Beberapa kata yang mudah Anda ingat lebih kuat daripada satu kata yang rumit.',
  'staff.invitation.password.current': 'Kata sandi Anda',
  'staff.invitation.password.current.hint': 'Untuk memastikan bahwa ini Anda.',
  'staff.invitation.factor.new': 'Pasang autentikator',
  'staff.invitation.factor.new.text':
    'Buka aplikasi autentikator di ponsel (misalnya Aegis, Google Authenticator, atau yang lain), lalu pindai gambar ini.',
  'staff.invitation.factor.qr': 'Kode QR untuk aplikasi autentikator',
  'staff.invitation.factor.text': 'Tidak bisa memindai? Ketik kunci ini di aplikasi:',
  'staff.invitation.code': 'Kode dari aplikasi',
  'staff.invitation.done': 'Selesai, masuk',
  'staff.invitation.ready': 'Akun Anda siap. Selamat bekerja.',
  'staff.invitation.gone.title': 'Tautan ini tidak berlaku',
  'staff.invitation.gone.text':
    'Tautan hanya berlaku sekali dan selama 24 jam. Akun Anda tidak berubah. Minta tautan baru kepada admin.',
  'staff.invitation.wrong_password':
    'Kata sandi tidak cocok. Akun Anda tidak berubah dan tautan masih berlaku; coba lagi.',
  'staff.invitation.wrong_code':
    'Kode tidak cocok atau sudah dipakai. Tautan masih berlaku: tunggu kode berikutnya, lalu coba lagi. Pastikan jam ponsel tepat.',

  'staff.password.short': 'Kata sandi terlalu pendek: paling sedikit 12 huruf.',
  'staff.password.long': 'Kata sandi terlalu panjang: paling banyak 200 huruf.',
  'staff.password.plain': 'Kata sandi ini terlalu mudah ditebak. Pilih beberapa kata yang tidak berhubungan.',
  'staff.code.wrong': 'Kode terdiri dari enam angka.',
  'staff.name.missing': 'Tulis nama, paling banyak 80 huruf.',
  'staff.email.wrong': 'Tulis satu alamat surel, misalnya ani@sekolah.example.',
  'staff.role.wrong': 'Pilih salah satu peran.',

  'staff.me.title': 'Akun dan keamanan',
  'staff.me.password': 'Ganti kata sandi',
  'staff.me.password.current': 'Kata sandi sekarang',
  'staff.me.password.next': 'Kata sandi baru',
  'staff.me.password.change': 'Ganti kata sandi',
  'staff.me.password.changed': 'Kata sandi diganti. Semua perangkat lain sudah dikeluarkan.',
  'staff.me.password.wrong': 'Kata sandi sekarang tidak cocok. Tidak ada yang diganti.',
  'staff.me.sessions': 'Di mana Anda sedang masuk',
  'staff.me.sessions.text': 'Ada yang tidak Anda kenal? Keluarkan, lalu ganti kata sandi.',
  'staff.me.sessions.this': 'Perangkat ini',
  'staff.me.sessions.unknown': 'Peramban tidak dikenal',
  'staff.me.sessions.began': 'Masuk',
  'staff.me.sessions.seen': 'Terakhir aktif',
  'staff.me.sessions.end': 'Keluarkan',
  'staff.me.sessions.endThis': (p: { browser: string }) => `Keluarkan ${p.browser}`,
  'staff.me.sessions.endOthers': 'Keluarkan semua perangkat lain',
  'staff.me.sessions.ended': (p: { n: number }) =>
    p.n === 0 ? 'Tidak ada perangkat lain.' : `${p.n} perangkat dikeluarkan.`,
  'staff.me.factor': 'Kode dari autentikator',
  'staff.me.factor.text': 'Aktif. Bila ponsel hilang, minta admin mengatur ulang; untuk itu Anda perlu kata sandi ini.',

  'staff.list.title': 'Staf',
  'staff.list.lead': 'Siapa yang dapat masuk. Admin tidak pernah melihat isi surat.',
  'staff.list.new': 'Tambah staf',
  'staff.list.name': 'Nama',
  'staff.list.role': 'Peran',
  'staff.list.state': 'Keadaan',
  'staff.list.factor': 'Autentikator',
  'staff.list.seen': 'Terakhir terlihat',
  'staff.list.never': 'belum pernah',
  'staff.state.active': 'Aktif',
  'staff.state.invited': 'Menunggu disiapkan',
  'staff.state.disabled': 'Dinonaktifkan',
  'staff.factor.yes': 'Terpasang',
  'staff.factor.no': 'Belum',

  'staff.new.title': 'Tambah staf',
  'staff.new.name': 'Nama',
  'staff.new.name.hint': 'Seperti dipanggil sehari-hari, misalnya Bu Ani.',
  'staff.new.email': 'Alamat surel',
  'staff.new.email.hint': 'Untuk masuk. Tidak ada surat yang dikirim ke sana.',
  'staff.new.role': 'Peran',
  'staff.new.create': 'Buat akun',
  'staff.new.taken': 'Alamat ini sudah dipakai akun lain. Tidak ada akun yang dibuat.',
  'staff.new.back': 'Ke daftar staf',

  'staff.link.title': 'Tautan sekali pakai',
  'staff.link.text': (p: { name: string }) =>
    `Berikan tautan ini langsung kepada ${p.name}, dan hanya kepadanya. Berlaku 24 jam dan satu kali. Tautan tidak dapat ditampilkan lagi; bila hilang, buat yang baru.`,
  'staff.link.label': 'Tautan',
  'staff.link.done': 'Sudah saya berikan',

  'staff.one.save': 'Simpan',
  'staff.one.saved': 'Tersimpan.',
  'staff.one.access': 'Akses',
  'staff.one.invite': 'Buat tautan kata sandi',
  'staff.one.invite.text':
    'Untuk akun baru atau bila kata sandi terlupa. Bila autentikator sudah terpasang, kodenya tetap diminta.',
  'staff.one.reset': 'Atur ulang autentikator',
  'staff.one.reset.text':
    'Bila ponsel hilang. Orangnya dikeluarkan dari semua perangkat dan memasang yang baru dengan kata sandinya.',
  'staff.one.reset.sure': (p: { name: string }) =>
    `Atur ulang autentikator ${p.name}? Pastikan dulu, dengan bertemu atau menelepon, bahwa permintaan ini benar darinya. Ini tercatat.`,
  'staff.one.disable': 'Nonaktifkan akun',
  'staff.one.disable.text': 'Orangnya langsung dikeluarkan dan tidak dapat masuk lagi. Kasus dan catatannya tetap ada.',
  'staff.one.disable.sure': (p: { name: string }) =>
    `Nonaktifkan akun ${p.name}? Kasus yang dipegangnya perlu dipindahkan oleh supervisor.`,
  'staff.one.enable': 'Aktifkan kembali',
  'staff.one.disabled': 'Akun dinonaktifkan. Semua sesinya sudah berakhir.',
  'staff.one.enabled': 'Akun aktif kembali.',
  'staff.one.cancel': 'Batal',
  'staff.refused.no_such_staff': 'Akun ini tidak ada atau sudah dinonaktifkan. Tidak ada yang diubah.',
  'staff.refused.own_role': 'Peran sendiri tidak dapat diubah sendiri. Minta admin lain.',
  'staff.refused.last_admin':
    'Ini admin terakhir yang dapat masuk. Tidak ada yang diubah; tambahkan admin lain lebih dulu.',
  'staff.refused.yourself': 'Ini akun Anda sendiri. Tidak ada yang diubah; minta admin lain.',
};

const en: typeof id = {
  'staff.role.counsellor': 'Counsellor',
  'staff.role.supervisor': 'Supervisor',
  'staff.role.admin': 'Admin',

  'staff.signIn.title': 'Sign in',
  'staff.signIn.lead': 'For the counsellors, supervisors and admins of this service.',
  'staff.signIn.email': 'E-mail address',
  'staff.signIn.password': 'Password',
  'staff.signIn.code': 'Code from the authenticator app',
  'staff.signIn.code.hint': 'Six digits, new every 30 seconds.',
  'staff.signIn.enter': 'Sign in',
  'staff.signIn.wrong':
    'The address, the password or the code does not match. Each code works only once: wait for the next one and try again. If it still fails, ask your admin for a new link.',
  'staff.signIn.unreadable': 'Fill in all three: e-mail address, password and code.',
  'staff.signIn.again': 'You need to sign in again. The page you asked for opens after that.',
  'staff.signIn.carried':
    'Your session had ended, so nothing was sent. What you wrote is safe: sign in within 30 minutes and it is kept as a draft.',
  'staff.signIn.kept': 'What you wrote is safe, kept as a draft. Nothing was sent: look it over, then send it.',
  'staff.signIn.demo': 'This is a demo. Choose who you are:',
  'staff.signIn.demo.enter': (p) => `Sign in as ${p.name}`,
  'staff.signIn.demo.facts': 'Addresses, passwords and the codes of this moment',
  'staff.signedOut': 'You are signed out. On a shared computer, close this browser as well.',

  'staff.rescued.title': 'What you wrote is still here',
  'staff.rescued.text':
    'This was sent when the session had already ended. Nothing was saved or sent. Copy it and paste it into its case.',
  'staff.rescued.written': 'What you wrote',
  'staff.rescued.open': 'On to the front page',

  'staff.invitation.title': 'Set up your account',
  'staff.invitation.hello': (p) => `Welcome, ${p.name}.`,
  'staff.invitation.account': 'Account',
  'staff.invitation.password.new': 'Choose a password',
  'staff.invitation.password.new.hint':
    'At least 12 characters. A few words you remember easily are stronger than one complicated word.',
  'staff.invitation.password.current': 'Your password',
  'staff.invitation.password.current.hint': 'To make sure that this is you.',
  'staff.invitation.factor.new': 'Set up the authenticator',
  'staff.invitation.factor.new.text':
    'Open an authenticator app on your phone (Aegis, Google Authenticator or another one) and scan this picture.',
  'staff.invitation.factor.qr': 'QR code for the authenticator app',
  'staff.invitation.factor.text': 'Cannot scan it? Type this key into the app:',
  'staff.invitation.code': 'Code from the app',
  'staff.invitation.done': 'Finish and sign in',
  'staff.invitation.ready': 'Your account is ready. Welcome.',
  'staff.invitation.gone.title': 'This link does not work',
  'staff.invitation.gone.text':
    'A link works once and for 24 hours. Your account has not changed. Ask your admin for a new link.',
  'staff.invitation.wrong_password':
    'The password does not match. Your account has not changed and the link still works; try again.',
  'staff.invitation.wrong_code':
    'The code does not match or was used before. The link still works: wait for the next code and try again. Make sure that the clock of your phone is right.',

  'staff.password.short': 'The password is too short: at least 12 characters.',
  'staff.password.long': 'The password is too long: at most 200 characters.',
  'staff.password.plain':
    'This password is too easy to guess. Choose a few words that have nothing to do with each other.',
  'staff.code.wrong': 'The code has six digits.',
  'staff.name.missing': 'Write a name of at most 80 characters.',
  'staff.email.wrong': 'Write one e-mail address, such as ani@sekolah.example.',
  'staff.role.wrong': 'Choose one of the roles.',

  'staff.me.title': 'Account and security',
  'staff.me.password': 'Change your password',
  'staff.me.password.current': 'Password now',
  'staff.me.password.next': 'New password',
  'staff.me.password.change': 'Change password',
  'staff.me.password.changed': 'The password was changed. All other devices were signed out.',
  'staff.me.password.wrong': 'The password you have now does not match. Nothing was changed.',
  'staff.me.sessions': 'Where you are signed in',
  'staff.me.sessions.text': 'Something you do not recognise? Sign it out, then change your password.',
  'staff.me.sessions.this': 'This device',
  'staff.me.sessions.unknown': 'Unknown browser',
  'staff.me.sessions.began': 'Signed in',
  'staff.me.sessions.seen': 'Last active',
  'staff.me.sessions.end': 'Sign out',
  'staff.me.sessions.endThis': (p) => `Sign out ${p.browser}`,
  'staff.me.sessions.endOthers': 'Sign out all other devices',
  'staff.me.sessions.ended': (p) =>
    p.n === 0
      ? 'There was no other device.'
      : p.n === 1
        ? 'One device was signed out.'
        : `${p.n} devices were signed out.`,
  'staff.me.factor': 'Code from the authenticator',
  'staff.me.factor.text':
    'Active. If your phone is lost, ask an admin to reset it; you will need this password for that.',

  'staff.list.title': 'Staff',
  'staff.list.lead': 'Who can sign in. Admins never see what is in a letter.',
  'staff.list.new': 'Add a person',
  'staff.list.name': 'Name',
  'staff.list.role': 'Role',
  'staff.list.state': 'State',
  'staff.list.factor': 'Authenticator',
  'staff.list.seen': 'Last seen',
  'staff.list.never': 'never yet',
  'staff.state.active': 'Active',
  'staff.state.invited': 'Not set up yet',
  'staff.state.disabled': 'Disabled',
  'staff.factor.yes': 'Set up',
  'staff.factor.no': 'Not yet',

  'staff.new.title': 'Add a person',
  'staff.new.name': 'Name',
  'staff.new.name.hint': 'As people say it, such as Bu Ani.',
  'staff.new.email': 'E-mail address',
  'staff.new.email.hint': 'To sign in with. No mail is sent there.',
  'staff.new.role': 'Role',
  'staff.new.create': 'Create the account',
  'staff.new.taken': 'Another account uses this address. No account was created.',
  'staff.new.back': 'To the list of staff',

  'staff.link.title': 'One-time link',
  'staff.link.text': (p) =>
    `Give this link to ${p.name} directly, and to nobody else. It works for 24 hours and once. It cannot be shown again; if it is lost, make a new one.`,
  'staff.link.label': 'Link',
  'staff.link.done': 'I have handed it over',

  'staff.one.save': 'Save',
  'staff.one.saved': 'Saved.',
  'staff.one.access': 'Access',
  'staff.one.invite': 'Make a password link',
  'staff.one.invite.text':
    'For a new account or a forgotten password. If the authenticator is set up, its code is still asked for.',
  'staff.one.reset': 'Reset the authenticator',
  'staff.one.reset.text':
    'When a phone is lost. The person is signed out everywhere and sets up a new one with their password.',
  'staff.one.reset.sure': (p) =>
    `Reset the authenticator of ${p.name}? First make sure, in person or by phone, that they really asked for it. This is recorded.`,
  'staff.one.disable': 'Disable the account',
  'staff.one.disable.text': 'The person is signed out at once and cannot sign in again. Their cases and notes stay.',
  'staff.one.disable.sure': (p) => `Disable the account of ${p.name}? A supervisor needs to move the cases they hold.`,
  'staff.one.enable': 'Enable again',
  'staff.one.disabled': 'The account is disabled. All its sessions have ended.',
  'staff.one.enabled': 'The account is active again.',
  'staff.one.cancel': 'Cancel',
  'staff.refused.no_such_staff': 'There is no such account, or it is disabled. Nothing was changed.',
  'staff.refused.own_role': 'Nobody changes their own role. Ask another admin.',
  'staff.refused.last_admin': 'This is the last admin who can sign in. Nothing was changed; add another admin first.',
  'staff.refused.yourself': 'This is your own account. Nothing was changed; ask another admin.',
};

export const words: Catalogue = { id, en };
