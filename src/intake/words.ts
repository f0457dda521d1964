/** The words of the pages about mail: what became of each, why one waits, how the mailboxes are. */
import type { Catalogue } from '../web/merge-words.ts';

const id = {
  'intake.list.title': 'Surat',
  'intake.list.lead': 'Setiap surat yang datang dan apa jadinya. Isinya tidak ditampilkan di sini.',
  'intake.waiting.title': (p: { n: number }) => `Menunggu keputusan (${p.n})`,
  'intake.waiting.reader':
    'Surat-surat ini belum masuk ke kasus mana pun. Tidak ada yang hilang; Suluh hanya tidak mau menebak.',
  'intake.waiting.others':
    'Surat-surat ini belum masuk ke kasus mana pun. Tidak ada yang hilang. Konselor yang membaca dan memutuskan; di sini hanya alasannya yang tampak.',
  'intake.waiting.read': 'Baca dan putuskan',
  'intake.waiting.more': (p: { n: number }) => `Lihat semua ${p.n}`,
  'intake.retry': 'Proses sekali lagi',
  'intake.retry.hint': 'Suluh membaca surat ini dari awal lagi, misalnya sesudah gangguan selesai.',
  'intake.rows.title': 'Semua surat',
  'intake.rows.others': 'Surat lainnya',
  'intake.rows.filter': 'Tampilkan',
  'intake.show.all': 'Semua',
  'intake.show.waiting': 'Menunggu',
  'intake.show.received': 'Sedang diproses',
  'intake.show.filed': 'Dalam kasus',
  'intake.show.ignored': 'Tidak perlu dijawab',
  'intake.rows.older': 'Yang lebih lama',
  'intake.rows.newest': 'Kembali ke yang terbaru',
  'intake.rows.empty.title': 'Belum ada surat di sini',
  'intake.rows.empty.text': 'Begitu seseorang menulis, suratnya muncul di sini bersama apa yang terjadi dengannya.',
  'intake.search.title': 'Cari surat',
  'intake.search.address': 'Alamat pengirim',
  'intake.search.address.hint':
    'Alamat lengkap, persis. Alamat ini tidak disimpan dan tidak tampak di alamat halaman; bahwa Anda mencari, tercatat.',
  'intake.search.chosen': 'Yang tampak hanya surat dari alamat yang Anda tulis.',
  'intake.search.from': 'Mulai tanggal',
  'intake.search.to': 'Sampai tanggal',
  'intake.search.kind': 'Jenis',
  'intake.search.do': 'Cari',
  'intake.search.clear': 'Tampilkan semua lagi',
  'intake.search.long': 'Alamat itu terlalu panjang.',
  'intake.search.unclear': 'Pencarian itu tidak dapat dibaca. Coba tulis sekali lagi.',
  'intake.kind.any': 'Semua jenis',
  'intake.kind.human': 'Dari seseorang',
  'intake.kind.auto_reply': 'Jawaban otomatis',
  'intake.kind.bounce': 'Laporan gagal kirim',
  'intake.kind.list': 'Milis',
  'intake.kind.calendar': 'Undangan',
  'intake.kind.own_copy': 'Salinan surat kita',
  'intake.kind.spam_marked': 'Ditandai sebagai iklan',
  'intake.lists.folded': (p: { n: number }) => `${p.n} surat milis dalam tujuh hari terakhir dilipat di sini.`,
  'intake.lists.show': 'Lihat surat milis',
  'intake.mailbox.cursor': 'Terbaca sampai nomor',
  'intake.mailbox.reconciled': 'Terakhir dicocokkan',
  'intake.reconciled.same': (p: { n: number }) => `${p.n} surat di server, semuanya ada di sini`,
  'intake.reconciled.differs': (p: { missing: number; sizeDiffers: number }) =>
    `${p.missing} surat belum ada di sini, ${p.sizeDiffers} berbeda ukuran; admin perlu melihatnya`,
  'intake.row.erase': 'Minta dihapus',
  'intake.row.code': (p: { code: string }) => `kode ${p.code}`,
  'intake.row.attempts': (p: { n: number }) => `dicoba ${p.n} kali`,
  'intake.row.case': (p: { code: string }) => `Kasus ${p.code}`,

  'intake.fate.received': 'Sedang diproses',
  'intake.fate.new_case': 'Menjadi kasus baru',
  'intake.fate.joined': 'Masuk ke kasusnya',
  'intake.fate.returned': 'Kembali menulis: kasus baru yang menunjuk ke kasus lama',
  'intake.fate.bounce': 'Laporan bahwa surat kita tidak sampai; suratnya sudah ditandai',
  'intake.fate.automatic': 'Jawaban otomatis',
  'intake.fate.list': 'Surat dari milis',
  'intake.fate.calendar': 'Undangan kalender',
  'intake.fate.spam': 'Iklan',
  'intake.fate.duplicate': 'Surat yang sama, datang sekali lagi',
  'intake.fate.own_copy': 'Salinan surat kita sendiri',
  'intake.fate.waits_for_person': 'Menunggu keputusan',
  'intake.fate.could_not_be_read': 'Belum berhasil diproses',
  'intake.fate.set_aside': 'Disisihkan oleh konselor',
  'intake.fate.blocked': 'Pengirimnya diblokir',
  'intake.fate.erased': 'Dihapus untuk selamanya',

  'intake.reason.sender_ambiguous': 'Pengirim tidak jelas',
  'intake.reason.sender_is_ourselves': 'Mengaku dari alamat kita sendiri',
  'intake.reason.sender_is_staff': 'Datang dari alamat staf',
  'intake.reason.stranger_with_token': 'Balasan dari alamat yang belum dikenal',
  'intake.reason.stranger_in_thread': 'Ikut dalam percakapan, dari alamat yang belum dikenal',
  'intake.reason.several_cases_named': 'Menyebut lebih dari satu kasus',
  'intake.reason.several_open_cases': 'Pengirim punya lebih dari satu kasus terbuka',
  'intake.reason.marked_as_spam': 'Ditandai sebagai iklan',
  'intake.reason.bounce_of_unknown_letter': 'Laporan gagal kirim yang tidak dikenal',
  'intake.reason.could_not_be_read': 'Belum berhasil diproses',
  'intake.reason.unknown': 'Perlu dilihat seseorang',

  'intake.why.sender_ambiguous':
    'Surat ini menyebut lebih dari satu pengirim, atau pengirimnya tidak tertulis dengan utuh. Supaya tidak masuk ke kasus orang lain, surat ini menunggu Anda.',
  'intake.why.sender_is_ourselves':
    'Surat ini mengaku dikirim dari alamat layanan kita sendiri. Bisa jadi hanya salinan, bisa juga tiruan. Periksa isinya sebelum memutuskan.',
  'intake.why.sender_is_staff':
    'Surat ini datang dari alamat seorang staf. Staf bekerja lewat halaman ini, bukan lewat surat, dan alamat mudah ditiru; karena itu surat ini tidak dimasukkan ke kasus mana pun.',
  'intake.why.stranger_with_token':
    'Surat ini membalas surat kita, tetapi datang dari alamat yang belum dikenal dalam kasus itu. Mungkin konseli memakai alamat lain; mungkin juga orang lain yang membaca suratnya dan menjawab.',
  'intake.why.stranger_in_thread':
    'Surat ini menyambung percakapan yang kita kenal, tetapi datang dari alamat yang belum dikenal di sana. Mungkin konseli memakai alamat lain; mungkin juga surat itu diteruskan kepada orang lain.',
  'intake.why.several_cases_named':
    'Surat ini menyambung lebih dari satu kasus yang masih terbuka. Hanya Anda yang dapat melihat mana yang dimaksud.',
  'intake.why.several_open_cases':
    'Pengirim ini punya lebih dari satu kasus terbuka, dan suratnya tidak mengatakan yang mana. Hanya Anda yang dapat melihatnya dari isinya.',
  'intake.why.marked_as_spam':
    'Penyaring di jalan menandai surat ini sebagai iklan. Penyaring sering keliru; surat dari seseorang yang butuh pertolongan juga dapat terkena.',
  'intake.why.bounce_of_unknown_letter':
    'Surat ini tampak seperti laporan bahwa sebuah surat tidak sampai, tetapi tidak menyebut surat kita. Bisa jadi tiruan, bisa juga surat biasa yang salah dikenali.',
  'intake.why.could_not_be_read':
    'Suluh sudah mencoba beberapa kali dan belum berhasil memproses surat ini. Suratnya utuh dan aman. Anda dapat membacanya di bawah, memutuskannya sendiri, atau memprosesnya sekali lagi.',
  'intake.why.unknown': 'Suluh tidak yakin surat ini milik siapa. Surat ini menunggu Anda.',
  'intake.why.automatic':
    'Surat ini jawaban otomatis yang tidak menyambung kasus mana pun, jadi tidak ada yang perlu menjawab.',
  'intake.why.list': 'Surat ini datang dari milis, jadi tidak ada yang perlu menjawab.',
  'intake.why.calendar': 'Surat ini undangan kalender yang tidak menyambung kasus mana pun.',
  'intake.why.spam': 'Surat ini dianggap iklan.',
  'intake.why.own_copy': 'Surat ini salinan dari surat kita sendiri.',
  'intake.why.set_aside': 'Seorang konselor sudah melihat surat ini dan menyisihkannya.',
  'intake.why.blocked': 'Pengirim surat ini diblokir. Suratnya disimpan dan tidak dijawab.',
  'intake.why.erased': 'Isi surat ini sudah dihapus.',
  'intake.why.duplicate': 'Surat yang sama sudah datang sebelumnya.',

  'intake.block.title': 'Pengirim yang diblokir',
  'intake.block.lead':
    'Surat dari mereka tetap disimpan dan tampak di halaman Surat, tetapi tidak masuk ke kasus dan tidak dijawab.',
  'intake.block.new': 'Blokir pengirim',
  'intake.block.sender': 'Alamat atau domain',
  'intake.block.sender.hint':
    'Misalnya iklan@toko.example, atau @toko.example untuk semua alamat di sana. Konseli yang kasusnya terbuka tidak terkena blokir domain.',
  'intake.block.reason': 'Alasan',
  'intake.block.reason.choose': 'Pilih alasannya',
  'intake.block.reason.missing': 'Pilih satu alasan.',
  'intake.block.reason.advertising': 'Iklan',
  'intake.block.reason.flood': 'Membanjiri kotak surat',
  'intake.block.reason.abuse': 'Menghina atau mengancam',
  'intake.block.reason.machine': 'Mesin yang menjawab terus',
  'intake.block.until': 'Berlaku selama',
  'intake.block.days': (p: { n: number }) => `${p.n} hari`,
  'intake.block.evenSo': 'Blokir juga, walau kasusnya masih terbuka',
  'intake.block.evenSo.hint':
    'Surat berikutnya dari orang ini tidak masuk ke kasusnya. Lihat halaman Surat dari waktu ke waktu: ia mungkin butuh pertolongan.',
  'intake.block.do': 'Blokir',
  'intake.block.standing': 'Yang berlaku sekarang',
  'intake.block.by': 'Oleh',
  'intake.block.ends': 'berakhir',
  'intake.block.lift': 'Buka blokir',
  'intake.block.none': 'Tidak ada pengirim yang diblokir.',
  'intake.block.said': 'Pengirim itu diblokir. Suratnya tetap disimpan di halaman Surat.',
  'intake.block.lifted': 'Blokir dibuka. Surat berikutnya dari pengirim itu diproses seperti biasa.',
  'intake.block.refused.no_sender': 'Tulis satu alamat, atau satu domain yang diawali @.',
  'intake.block.refused.our_own': 'Itu alamat kita sendiri dan tidak dapat diblokir.',
  'intake.block.refused.already_blocked': 'Pengirim ini sudah diblokir; lihat di bawah.',
  'intake.block.refused.has_open_case':
    'Alamat ini milik konseli yang kasusnya masih terbuka. Kalau memang perlu, centang di bawah, lalu blokir sekali lagi.',
  'intake.block.link': 'Pengirim yang diblokir',

  'intake.held.title': 'Surat yang menunggu',
  'intake.ignored.title': 'Surat yang tidak perlu dijawab',
  'intake.held.back': 'Semua surat',
  'intake.held.subject': 'Perihal',
  'intake.held.noSubject': '(tanpa perihal)',
  'intake.held.noSender': 'Pengirim tidak jelas',
  'intake.held.rawFrom': 'Pengirim, persis seperti tertulis di surat:',
  'intake.held.noText': 'Tidak ada teks yang dapat ditampilkan.',
  'intake.held.bytes':
    'Surat ini belum dapat diurai saat ini, jadi yang tampak adalah isi mentahnya. Memproses atau memasukkannya ke kasus perlu menunggu sampai surat dapat diurai; muat ulang sebentar lagi.',
  'intake.held.attachment': (p: { n: number }) => `Lampiran ${p.n}`,
  'intake.held.notice': 'Membuka surat ini tercatat.',
  'intake.decide.title': 'Mau diapakan surat ini?',
  'intake.decide.case': 'Masukkan ke kasus',
  'intake.decide.case.text': 'Hanya ke kasus yang Anda tangani. Suratnya tampil dalam percakapan di sana.',
  'intake.decide.suggestion': (p: { code: string }) => `Mungkin milik kasus ${p.code}. Periksa dulu isinya.`,
  'intake.decide.code': 'Kode kasus',
  'intake.decide.code.hint': 'Enam huruf dan angka, misalnya K7F3QX.',
  'intake.decide.trust': 'Mulai sekarang percayai alamat ini untuk kasus ini',
  'intake.decide.trust.hint':
    'Surat berikutnya dari alamat itu langsung masuk. Centang hanya bila Anda yakin itu alamat konseli sendiri.',
  'intake.decide.case.do': 'Masukkan',
  'intake.decide.new': 'Buka sebagai kasus baru',
  'intake.decide.new.text':
    'Untuk seseorang yang menulis pertama kali. Kasusnya muncul di Baru; tidak ada jawaban otomatis yang dikirim.',
  'intake.decide.new.do': 'Buka kasus baru',
  'intake.decide.aside': 'Sisihkan',
  'intake.decide.aside.text':
    'Bila tidak ada yang perlu dijawab. Suratnya tetap ada di daftar dan masih dapat dibuka kembali.',
  'intake.decide.aside.do': 'Sisihkan surat',
  'intake.decide.more': 'Yang lain',
  'intake.decide.original': 'Unduh surat asli (.eml)',

  'intake.code.missing': 'Tulis kode kasusnya, misalnya K7F3QX.',
  'intake.code.unknown':
    'Tidak ada kasus Anda dengan kode ini. Suratnya tetap menunggu. Periksa kodenya, atau minta konselor kasus itu yang memasukkannya.',
  'intake.code.closed':
    'Kasus itu sudah selesai, dan surat tidak pernah membukanya kembali. Bila orangnya kembali, buka sebagai kasus baru.',
  'intake.trust.taken':
    'Alamat ini sudah milik konseli lain. Suratnya belum dimasukkan. Hilangkan centang ini, atau periksa kembali kodenya.',
  'intake.trust.noSender':
    'Surat ini tidak punya satu pengirim yang jelas, jadi tidak ada alamat untuk dipercayai. Hilangkan centang ini lalu ulangi.',
  'intake.trust.ours':
    'Itu alamat layanan kita sendiri dan tidak dapat menjadi alamat konseli. Hilangkan centang ini lalu ulangi.',
  'intake.new.noSender':
    'Surat ini tidak punya satu pengirim yang jelas, jadi tidak ada yang dapat dijawab. Suratnya tetap menunggu. Masukkan ke kasus yang Anda kenal, atau sisihkan.',
  'intake.new.ours':
    'Pengirimnya alamat layanan kita sendiri, jadi tidak dapat menjadi kasus. Suratnya tetap menunggu. Masukkan ke kasus yang Anda kenal, atau sisihkan.',

  'intake.said.filed': (p: { code: string }) => `Surat sudah masuk ke kasus ${p.code}.`,
  'intake.said.opened': (p: { code: string }) => `Kasus ${p.code} dibuka dari surat ini.`,
  'intake.said.aside': 'Surat disisihkan. Ia tetap ada di daftar.',
  'intake.said.retried': 'Surat diproses sekali lagi. Hasilnya tampak di daftar dalam beberapa detik.',
  'intake.said.settled': 'Surat ini sudah diputuskan lebih dulu, jadi tidak ada yang diubah.',
  'intake.said.unreadable':
    'Surat belum dapat diurai, jadi belum dimasukkan ke mana pun. Suratnya aman. Coba lagi sebentar lagi.',

  'intake.warning.authentication_untrusted':
    'Surat ini mengaku sudah diperiksa keasliannya, tetapi bukan oleh server surat kita. Anggap belum diperiksa.',
  'intake.warning.remote_images_blocked': (p: { n: number }) => `${p.n} gambar dari internet tidak dimuat.`,
  'intake.warning.html_too_complex':
    'Bentuk berhias surat ini terlalu rumit untuk dibaca. Bila teksnya janggal, unduh surat aslinya.',
  'intake.warning.no_text': 'Tidak ada teks dalam surat ini. Mungkin isinya ada di lampiran.',
  'intake.warning.text_and_html_differ':
    'Surat ini membawa dua isi yang berbeda, satu polos dan satu berhias. Yang tampak di sini yang polos.',
  'intake.warning.encrypted': 'Surat ini terenkripsi dan tidak dibuka. Isinya ada di antara lampiran.',
  'intake.warning.winmail_dat': 'Lampiran winmail.dat dibuat oleh Outlook dan mungkin berisi berkas lain di dalamnya.',
  'intake.warning.could_not_parse':
    'Surat ini tidak dapat diurai seluruhnya. Yang terbaca ditampilkan; yang lengkap ada pada surat asli.',
  'intake.warning.too_large':
    'Surat ini lebih besar dari batas, jadi hanya bagian kepalanya yang diambil. Lengkapnya masih ada di kotak surat.',

  'intake.mailbox.title': 'Kotak surat',
  'intake.mailbox.none':
    'Belum ada kotak surat yang diperiksa. Bila pengaturannya sudah ada, tunggu beberapa detik; bila belum, admin perlu mengisi IMAP_URL dan memulai ulang program.',
  'intake.mailbox.folder': (p: { folder: string }) => `map ${p.folder}`,
  'intake.mailbox.well': 'Terhubung',
  'intake.mailbox.stopped': 'Terhenti',
  'intake.mailbox.trouble': 'Tersendat',
  'intake.mailbox.first': 'Sedang diperiksa pertama kali',
  'intake.mailbox.checked': 'Terakhir diperiksa',
  'intake.mailbox.lastMail': 'Surat terakhir datang',
  'intake.mailbox.never': 'belum pernah',
  'intake.mailbox.since': 'Terganggu sejak',
  'intake.mailbox.safe':
    'Surat yang sudah masuk tetap aman di sini. Surat baru menunggu di server surat dan dijemput begitu tersambung lagi.',
  'intake.mailbox.problem.consent_needed': 'Belum ada yang memberi Suluh izin membuka kotak surat ini.',
  'intake.mailbox.problem.consent_revoked':
    'Izin membuka kotak surat sudah berakhir. Pengelola sistem perlu meminta izin sekali lagi.',
  'intake.mailbox.problem.client_refused': 'Penyedia surat menolak kunci aplikasi yang ada dalam pengaturan.',
  'intake.mailbox.problem.tenant_unknown': 'Microsoft tidak mengenal organisasi yang ada dalam pengaturan.',
  'intake.mailbox.problem.clock_wrong': 'Jam pada mesin ini salah, sehingga penyedia surat menolak.',
  'intake.mailbox.problem.token_server_silent': 'Server izin milik penyedia surat tidak menjawab.',
  'intake.mailbox.problem.token_server_strange': 'Jawaban server izin milik penyedia surat tidak dapat dipahami.',
  'intake.mailbox.problem.throttled': 'Penyedia surat meminta jeda karena terlalu banyak yang dibaca.',
  'intake.mailbox.problem.bad_settings': 'Alamat server surat dalam pengaturan tidak dapat dibaca.',
  'intake.mailbox.problem.cannot_connect': 'Server surat tidak dapat dijangkau.',
  'intake.mailbox.problem.tls_failed': 'Sambungan aman ke server surat ditolak.',
  'intake.mailbox.problem.auth_failed': 'Server surat menolak nama atau sandi kotak surat.',
  'intake.mailbox.problem.folder_missing': 'Map surat yang harus dijaga tidak ada di server.',
  'intake.mailbox.problem.server_said_no': 'Server surat menolak permintaan.',
  'intake.mailbox.problem.timeout': 'Server surat tidak menjawab pada waktunya.',
  'intake.mailbox.problem.disconnected': 'Sambungan ke server surat terputus.',
  'intake.mailbox.problem.bad_answer': 'Jawaban server surat tidak dapat dipahami.',
  'intake.mailbox.problem.not_stored': 'Surat terjemput tetapi belum dapat disimpan di sini.',
  'intake.mailbox.problem.withheld': 'Server menyebut ada surat yang tidak mau diserahkannya.',
  'intake.mailbox.problem.silent': 'Bagian program yang menjemput surat tidak memberi kabar.',
  'intake.mailbox.problem.unknown': 'Ada gangguan yang belum dikenal.',
  'intake.mailbox.act.bad_settings': 'Admin: periksa IMAP_URL, lalu mulai ulang program.',
  'intake.mailbox.act.cannot_connect':
    'Admin: periksa apakah server surat hidup dan jaringan tersambung. Suluh mencoba lagi sendiri.',
  'intake.mailbox.act.tls_failed': 'Admin: periksa sertifikat server surat dan alamat dalam IMAP_URL.',
  'intake.mailbox.act.auth_failed':
    'Admin: periksa sandi kotak surat. Gmail dan Workspace memerlukan sandi aplikasi. Perbarui IMAP_URL, lalu mulai ulang.',
  'intake.mailbox.act.folder_missing': 'Admin: periksa nama map dalam IMAP_FOLDERS, atau buat map itu di kotak surat.',
  'intake.mailbox.act.server_said_no':
    'Bila lebih dari satu jam, admin: tanyakan kepada penyedia surat. Suluh mencoba lagi sendiri.',
  'intake.mailbox.act.timeout': 'Suluh mencoba lagi sendiri. Bila berlanjut, admin: periksa jaringan dan server surat.',
  'intake.mailbox.act.disconnected': 'Suluh menyambung lagi sendiri. Bila berlanjut, admin: periksa jaringan.',
  'intake.mailbox.act.bad_answer':
    'Suluh mencoba lagi sendiri. Bila berlanjut, admin: jalankan “suluh doctor” dan tanyakan kepada penyedia surat.',
  'intake.mailbox.act.not_stored': 'Admin: periksa basis data dan ruang penyimpanan. Suluh menjemputnya lagi sendiri.',
  'intake.mailbox.act.withheld':
    'Surat di belakangnya ikut menunggu. Admin: buka kotak surat itu langsung dan periksa surat terlama yang belum masuk.',
  'intake.mailbox.act.throttled':
    'Suluh mencoba lagi sendiri dengan jeda. Gmail membuka lagi paling lama dalam sehari. Admin: tutup program lain yang membaca kotak surat ini.',
  'intake.mailbox.act.consent_needed': 'Admin: jalankan “suluh authorize-mailbox” dan setujui di peramban.',
  'intake.mailbox.act.consent_revoked':
    'Admin: jalankan “suluh authorize-mailbox” dan setujui sekali lagi. Ini juga perlu setelah sandi akun diganti.',
  'intake.mailbox.act.client_refused':
    'Admin: cocokkan OAUTH_CLIENT_ID dan OAUTH_CLIENT_SECRET dengan penyedia. Rahasia dari Microsoft punya tanggal akhir.',
  'intake.mailbox.act.tenant_unknown': 'Admin: isi OAUTH_TENANT dengan pengenal direktori tempat aplikasi didaftarkan.',
  'intake.mailbox.act.clock_wrong': 'Admin: betulkan jam dan nyalakan penyesuaian otomatis, lalu tunggu sebentar.',
  'intake.mailbox.act.token_server_silent':
    'Suluh mencoba lagi sendiri. Bila berlanjut, admin: periksa apakah komputer ini boleh keluar lewat HTTPS.',
  'intake.mailbox.act.token_server_strange':
    'Admin: periksa OAUTH_TOKEN_URL, dan apakah ada proxy atau halaman masuk jaringan di antaranya.',
  'intake.mailbox.act.silent': 'Admin: periksa apakah program penjemput surat (poller) berjalan, lalu mulai lagi.',
  'intake.mailbox.act.unknown': 'Suluh mencoba lagi sendiri. Bila berlanjut, admin: jalankan “suluh doctor”.',
  'intake.banner': (p: { address: string; lasting: string }) =>
    `Surat baru ke ${p.address} tidak masuk sejak ${p.lasting}.`,
  'intake.banner.safe': 'Tidak ada yang hilang. Langkahnya ada di halaman Surat.',
  'intake.lasting': (p: { minutes: number }) => {
    if (p.minutes < 60) return `${p.minutes} menit yang lalu`;
    return p.minutes < 1440
      ? `${Math.floor(p.minutes / 60)} jam yang lalu`
      : `${Math.floor(p.minutes / 1440)} hari yang lalu`;
  },
  'intake.size.kb': (p: { n: string }) => `${p.n} KB`,
  'intake.size.mb': (p: { n: string }) => `${p.n.replace('.', ',')} MB`,
};

const en: typeof id = {
  'intake.list.title': 'Mail',
  'intake.list.lead': 'Every mail that came and what became of it. What they say is not shown here.',
  'intake.waiting.title': (p) => `Waiting for a decision (${p.n})`,
  'intake.waiting.reader': 'These mails are in no case yet. Nothing is lost; Suluh only does not want to guess.',
  'intake.waiting.others':
    'These mails are in no case yet. Nothing is lost. A counsellor reads them and decides; only the reasons are shown here.',
  'intake.waiting.read': 'Read and decide',
  'intake.waiting.more': (p) => `See all ${p.n}`,
  'intake.retry': 'Process once more',
  'intake.retry.hint': 'Suluh reads this mail from the start again, for instance after an outage is over.',
  'intake.rows.title': 'All mail',
  'intake.rows.others': 'Other mail',
  'intake.rows.filter': 'Show',
  'intake.show.all': 'All',
  'intake.show.waiting': 'Waiting',
  'intake.show.received': 'In progress',
  'intake.show.filed': 'In a case',
  'intake.show.ignored': 'Needs no answer',
  'intake.rows.older': 'Older',
  'intake.rows.newest': 'Back to the newest',
  'intake.rows.empty.title': 'No mail here yet',
  'intake.rows.empty.text': 'As soon as somebody writes, the mail appears here with what became of it.',
  'intake.search.title': 'Look for mail',
  'intake.search.address': 'Address of the sender',
  'intake.search.address.hint':
    'The whole address, exactly. It is not kept and does not appear in the address of the page; that you looked is on record.',
  'intake.search.chosen': 'Only mail from the address you typed is shown.',
  'intake.search.from': 'From the day',
  'intake.search.to': 'To the day',
  'intake.search.kind': 'Kind',
  'intake.search.do': 'Search',
  'intake.search.clear': 'Show all again',
  'intake.search.long': 'That address is too long.',
  'intake.search.unclear': 'That search could not be read. Please type it once more.',
  'intake.kind.any': 'Every kind',
  'intake.kind.human': 'From a person',
  'intake.kind.auto_reply': 'Automatic answers',
  'intake.kind.bounce': 'Delivery reports',
  'intake.kind.list': 'Mailing lists',
  'intake.kind.calendar': 'Invitations',
  'intake.kind.own_copy': 'Copies of our letters',
  'intake.kind.spam_marked': 'Marked as advertising',
  'intake.lists.folded': (p) => `${p.n} mails from mailing lists of the last seven days are folded here.`,
  'intake.lists.show': 'See mail from lists',
  'intake.mailbox.cursor': 'Read up to number',
  'intake.mailbox.reconciled': 'Last compared',
  'intake.reconciled.same': (p) => `${p.n} mails on the server, all of them are here`,
  'intake.reconciled.differs': (p) =>
    `${p.missing} mails are not here yet, ${p.sizeDiffers} have another size; an admin needs to look`,
  'intake.row.erase': 'Ask to erase',
  'intake.row.code': (p) => `code ${p.code}`,
  'intake.row.attempts': (p) => `tried ${p.n === 1 ? 'once' : `${p.n} times`}`,
  'intake.row.case': (p) => `Case ${p.code}`,

  'intake.fate.received': 'In progress',
  'intake.fate.new_case': 'Became a new case',
  'intake.fate.joined': 'Joined its case',
  'intake.fate.returned': 'Wrote again: a new case that points to the old one',
  'intake.fate.bounce': 'Report that a letter of ours did not arrive; the letter is marked',
  'intake.fate.automatic': 'Automatic answer',
  'intake.fate.list': 'From a mailing list',
  'intake.fate.calendar': 'Calendar invitation',
  'intake.fate.spam': 'Advertising',
  'intake.fate.duplicate': 'The same mail, come a second time',
  'intake.fate.own_copy': 'Copy of a letter of ours',
  'intake.fate.waits_for_person': 'Waiting for a decision',
  'intake.fate.could_not_be_read': 'Could not be processed yet',
  'intake.fate.set_aside': 'Set aside by a counsellor',
  'intake.fate.blocked': 'Its sender is blocked',
  'intake.fate.erased': 'Erased for ever',

  'intake.reason.sender_ambiguous': 'The sender is not clear',
  'intake.reason.sender_is_ourselves': 'Claims to come from our own address',
  'intake.reason.sender_is_staff': 'Came from a staff address',
  'intake.reason.stranger_with_token': 'An answer from an unknown address',
  'intake.reason.stranger_in_thread': 'Joins a conversation from an unknown address',
  'intake.reason.several_cases_named': 'Names more than one case',
  'intake.reason.several_open_cases': 'The sender has more than one open case',
  'intake.reason.marked_as_spam': 'Marked as advertising',
  'intake.reason.bounce_of_unknown_letter': 'Delivery report of an unknown letter',
  'intake.reason.could_not_be_read': 'Could not be processed yet',
  'intake.reason.unknown': 'A person needs to look',

  'intake.why.sender_ambiguous':
    'This mail names more than one sender, or its sender is not written whole. So that it does not end in somebody else’s case, it waits for you.',
  'intake.why.sender_is_ourselves':
    'This mail claims to come from the service’s own address. It may be a mere copy, it may be forged. Look at it before you decide.',
  'intake.why.sender_is_staff':
    'This mail comes from the address of a member of staff. Staff work on these pages, not by mail, and addresses are easy to forge; so it was put into no case.',
  'intake.why.stranger_with_token':
    'This mail answers a letter of ours but comes from an address that is unknown in that case. The konseli may use another address; or somebody else may have read the letter and answered.',
  'intake.why.stranger_in_thread':
    'This mail continues a conversation we know but comes from an address that is unknown there. The konseli may use another address; or the letter may have been passed on.',
  'intake.why.several_cases_named':
    'This mail continues more than one case that is still open. Only you can see which one is meant.',
  'intake.why.several_open_cases':
    'This sender has more than one open case, and the mail does not say which it is about. Only you can see it from the words.',
  'intake.why.marked_as_spam':
    'A filter on the way marked this mail as advertising. Filters are often wrong; a letter from somebody in need may be caught too.',
  'intake.why.bounce_of_unknown_letter':
    'This looks like a report that a letter did not arrive, but it names no letter of ours. It may be forged, or an ordinary letter that was misread.',
  'intake.why.could_not_be_read':
    'Suluh has tried several times and could not process this mail. It is whole and safe. You can read it below, decide yourself, or have it processed once more.',
  'intake.why.unknown': 'Suluh is not sure whose mail this is. It waits for you.',
  'intake.why.automatic': 'This is an automatic answer that belongs to no case, so nobody needs to reply.',
  'intake.why.list': 'This came from a mailing list, so nobody needs to reply.',
  'intake.why.calendar': 'This is a calendar invitation that belongs to no case.',
  'intake.why.spam': 'This mail is taken for advertising.',
  'intake.why.own_copy': 'This is a copy of a letter of ours.',
  'intake.why.set_aside': 'A counsellor has seen this mail and set it aside.',
  'intake.why.blocked': 'The sender of this mail is blocked. The mail is kept and not answered.',
  'intake.why.erased': 'The words of this mail were erased.',
  'intake.why.duplicate': 'The same mail came before.',

  'intake.block.title': 'Blocked senders',
  'intake.block.lead': 'Their mail is kept and shown on the page Mail, but goes into no case and is not answered.',
  'intake.block.new': 'Block a sender',
  'intake.block.sender': 'Address or domain',
  'intake.block.sender.hint':
    'Such as ads@shop.example, or @shop.example for every address there. A konseli with an open case is not touched by a blocked domain.',
  'intake.block.reason': 'Reason',
  'intake.block.reason.choose': 'Choose the reason',
  'intake.block.reason.missing': 'Choose one reason.',
  'intake.block.reason.advertising': 'Advertising',
  'intake.block.reason.flood': 'Floods the mailbox',
  'intake.block.reason.abuse': 'Insults or threatens',
  'intake.block.reason.machine': 'A machine that keeps answering',
  'intake.block.until': 'Holds for',
  'intake.block.days': (p) => `${p.n} days`,
  'intake.block.evenSo': 'Block all the same, although there is an open case',
  'intake.block.evenSo.hint':
    'Further letters of this person do not join the case. Look at the page Mail from time to time: they may need help.',
  'intake.block.do': 'Block',
  'intake.block.standing': 'In force now',
  'intake.block.by': 'By',
  'intake.block.ends': 'ends',
  'intake.block.lift': 'Lift the block',
  'intake.block.none': 'No sender is blocked.',
  'intake.block.said': 'That sender is blocked. The mail is kept on the page Mail.',
  'intake.block.lifted': 'The block is lifted. The next mail of that sender is handled as usual.',
  'intake.block.refused.no_sender': 'Write one address, or one domain that begins with @.',
  'intake.block.refused.our_own': 'That is an address of our own and cannot be blocked.',
  'intake.block.refused.already_blocked': 'This sender is blocked already; see below.',
  'intake.block.refused.has_open_case':
    'This address belongs to a konseli with an open case. If it must be, tick the box below and block once more.',
  'intake.block.link': 'Blocked senders',

  'intake.held.title': 'A mail that waits',
  'intake.ignored.title': 'A mail that needs no answer',
  'intake.held.back': 'All mail',
  'intake.held.subject': 'Subject',
  'intake.held.noSubject': '(no subject)',
  'intake.held.noSender': 'The sender is not clear',
  'intake.held.rawFrom': 'The sender, exactly as it is written in the mail:',
  'intake.held.noText': 'There is no text to show.',
  'intake.held.bytes':
    'This mail cannot be taken apart at the moment, so you see its raw content. Filing it has to wait until it can be; reload in a moment.',
  'intake.held.attachment': (p) => `Attachment ${p.n}`,
  'intake.held.notice': 'Opening this mail is recorded.',
  'intake.decide.title': 'What should become of this mail?',
  'intake.decide.case': 'Put it into a case',
  'intake.decide.case.text': 'Only into a case you work on. It appears in the conversation there.',
  'intake.decide.suggestion': (p) => `It may belong to case ${p.code}. Read it first.`,
  'intake.decide.code': 'Case code',
  'intake.decide.code.hint': 'Six letters and digits, such as K7F3QX.',
  'intake.decide.trust': 'From now on trust this address for this case',
  'intake.decide.trust.hint':
    'Later mail from it joins by itself. Tick this only when you are sure that the address is the konseli’s own.',
  'intake.decide.case.do': 'Put into the case',
  'intake.decide.new': 'Open it as a new case',
  'intake.decide.new.text':
    'For somebody who writes for the first time. The case appears under New; no automatic answer is sent.',
  'intake.decide.new.do': 'Open a new case',
  'intake.decide.aside': 'Set it aside',
  'intake.decide.aside.text': 'When nothing needs an answer. It stays in the list and can be opened again.',
  'intake.decide.aside.do': 'Set the mail aside',
  'intake.decide.more': 'Other',
  'intake.decide.original': 'Download the original (.eml)',

  'intake.code.missing': 'Write the code of the case, such as K7F3QX.',
  'intake.code.unknown':
    'You have no case with this code. The mail still waits. Check the code, or ask the counsellor of that case to put it there.',
  'intake.code.closed':
    'That case has ended, and a letter never opens it again. If the person has come back, open a new case.',
  'intake.trust.taken':
    'This address already belongs to another konseli. The mail was not put into the case. Untick this, or check the code.',
  'intake.trust.noSender':
    'This mail has no single clear sender, so there is no address to trust. Untick this and try again.',
  'intake.trust.ours': 'That is the service’s own address and cannot become a konseli’s. Untick this and try again.',
  'intake.new.noSender':
    'This mail has no single clear sender, so there is nobody to answer. It still waits. Put it into a case you know, or set it aside.',
  'intake.new.ours':
    'Its sender is the service’s own address, so it cannot become a case. It still waits. Put it into a case you know, or set it aside.',

  'intake.said.filed': (p) => `The mail is now in case ${p.code}.`,
  'intake.said.opened': (p) => `Case ${p.code} was opened from this mail.`,
  'intake.said.aside': 'The mail is set aside. It stays in the list.',
  'intake.said.retried': 'The mail is being processed once more. The list shows the result within seconds.',
  'intake.said.settled': 'This mail had been decided on before, so nothing was changed.',
  'intake.said.unreadable':
    'The mail could not be taken apart, so it was put nowhere yet. It is safe. Try again in a moment.',

  'intake.warning.authentication_untrusted':
    'This mail claims that its origin was checked, but not by our mail server. Take it as unchecked.',
  'intake.warning.remote_images_blocked': (p) =>
    `${p.n} ${p.n === 1 ? 'picture' : 'pictures'} from the internet ${p.n === 1 ? 'was' : 'were'} not loaded.`,
  'intake.warning.html_too_complex':
    'The formatted version of this mail is too complicated to read. If the text looks odd, download the original.',
  'intake.warning.no_text': 'There is no text in this mail. What it says may be in an attachment.',
  'intake.warning.text_and_html_differ':
    'This mail carries two different contents, a plain one and a formatted one. You see the plain one.',
  'intake.warning.encrypted': 'This mail is encrypted and was not opened. What it says lies among the attachments.',
  'intake.warning.winmail_dat': 'The attachment winmail.dat was made by Outlook and may hold other files.',
  'intake.warning.could_not_parse':
    'This mail could not be taken apart completely. What can be read is shown; the original has it all.',
  'intake.warning.too_large':
    'This mail is larger than the limit, so only its header was fetched. The whole of it is still in the mailbox.',

  'intake.mailbox.title': 'Mailboxes',
  'intake.mailbox.none':
    'No mailbox has been looked at yet. If one is set up, wait a few seconds; if not, the admin needs to set IMAP_URL and start the program again.',
  'intake.mailbox.folder': (p) => `folder ${p.folder}`,
  'intake.mailbox.well': 'Connected',
  'intake.mailbox.stopped': 'Stopped',
  'intake.mailbox.trouble': 'Faltering',
  'intake.mailbox.first': 'Being looked at for the first time',
  'intake.mailbox.checked': 'Last looked at',
  'intake.mailbox.lastMail': 'Last mail came',
  'intake.mailbox.never': 'never yet',
  'intake.mailbox.since': 'In trouble since',
  'intake.mailbox.safe':
    'Mail that came in is safe here. New mail waits on the mail server and is fetched as soon as the connection is back.',
  'intake.mailbox.problem.consent_needed': 'Nobody has let Suluh into this mailbox yet.',
  'intake.mailbox.problem.consent_revoked':
    'The permission to enter the mailbox has ended. The system administrator needs to ask for it once more.',
  'intake.mailbox.problem.client_refused': 'The mail provider does not accept the application key in the settings.',
  'intake.mailbox.problem.tenant_unknown': 'Microsoft does not know the organisation in the settings.',
  'intake.mailbox.problem.clock_wrong': 'The clock of this machine is wrong, so the mail provider refuses.',
  'intake.mailbox.problem.token_server_silent': "The mail provider's server for permissions does not answer.",
  'intake.mailbox.problem.token_server_strange':
    "The answer of the mail provider's server for permissions could not be understood.",
  'intake.mailbox.problem.throttled': 'The mail provider asks for a pause, because too much was read.',
  'intake.mailbox.problem.bad_settings': 'The address of the mail server in the settings cannot be read.',
  'intake.mailbox.problem.cannot_connect': 'The mail server cannot be reached.',
  'intake.mailbox.problem.tls_failed': 'The secure connection to the mail server was refused.',
  'intake.mailbox.problem.auth_failed': 'The mail server refused the name or password of the mailbox.',
  'intake.mailbox.problem.folder_missing': 'The folder to be watched does not exist on the server.',
  'intake.mailbox.problem.server_said_no': 'The mail server refused the request.',
  'intake.mailbox.problem.timeout': 'The mail server did not answer in time.',
  'intake.mailbox.problem.disconnected': 'The connection to the mail server broke.',
  'intake.mailbox.problem.bad_answer': 'The answer of the mail server could not be understood.',
  'intake.mailbox.problem.not_stored': 'Mail was fetched but could not be kept here.',
  'intake.mailbox.problem.withheld': 'The server lists mail that it does not hand over.',
  'intake.mailbox.problem.silent': 'The part of the program that fetches mail gives no sign of life.',
  'intake.mailbox.problem.unknown': 'There is a problem that has no name yet.',
  'intake.mailbox.act.bad_settings': 'Admin: check IMAP_URL and start the program again.',
  'intake.mailbox.act.cannot_connect':
    'Admin: check that the mail server is up and the network works. Suluh keeps trying by itself.',
  'intake.mailbox.act.tls_failed': 'Admin: check the certificate of the mail server and the address in IMAP_URL.',
  'intake.mailbox.act.auth_failed':
    'Admin: check the password of the mailbox. Gmail and Workspace need an app password. Renew IMAP_URL and start again.',
  'intake.mailbox.act.folder_missing':
    'Admin: check the folder’s name in IMAP_FOLDERS, or make that folder in the mailbox.',
  'intake.mailbox.act.server_said_no':
    'If this lasts more than an hour, admin: ask the mail provider. Suluh keeps trying by itself.',
  'intake.mailbox.act.timeout':
    'Suluh keeps trying by itself. If it goes on, admin: check the network and the mail server.',
  'intake.mailbox.act.disconnected': 'Suluh reconnects by itself. If it goes on, admin: check the network.',
  'intake.mailbox.act.bad_answer':
    'Suluh keeps trying by itself. If it goes on, admin: run “suluh doctor” and ask the mail provider.',
  'intake.mailbox.act.not_stored':
    'Admin: check the database and the disk space. Suluh fetches the mail again by itself.',
  'intake.mailbox.act.withheld':
    'What came after it waits too. Admin: open that mailbox directly and look at the oldest mail that has not come in.',
  'intake.mailbox.act.throttled':
    'Suluh keeps trying, with pauses. Gmail opens again within a day. Admin: close other programs that read this mailbox.',
  'intake.mailbox.act.consent_needed': 'Admin: run “suluh authorize-mailbox” and agree in the browser.',
  'intake.mailbox.act.consent_revoked':
    'Admin: run “suluh authorize-mailbox” and agree once more. A changed password of the account asks for it too.',
  'intake.mailbox.act.client_refused':
    'Admin: compare OAUTH_CLIENT_ID and OAUTH_CLIENT_SECRET with the provider. A secret of Microsoft ends on its date.',
  'intake.mailbox.act.tenant_unknown': 'Admin: set OAUTH_TENANT to the id of the directory with the application in it.',
  'intake.mailbox.act.clock_wrong': 'Admin: set the clock right and let it be kept right, then wait a moment.',
  'intake.mailbox.act.token_server_silent':
    'Suluh keeps trying by itself. If it goes on, admin: check that this machine may go out by HTTPS.',
  'intake.mailbox.act.token_server_strange':
    'Admin: check OAUTH_TOKEN_URL, and whether a proxy or a sign-in page of the network stands between.',
  'intake.mailbox.act.silent': 'Admin: check that the program that fetches mail (the poller) runs, and start it again.',
  'intake.mailbox.act.unknown': 'Suluh keeps trying by itself. If it goes on, admin: run “suluh doctor”.',
  'intake.banner': (p) => `New mail to ${p.address} has not been coming in since ${p.lasting}.`,
  'intake.banner.safe': 'Nothing is lost. The page Mail says what to do.',
  'intake.lasting': (p) => {
    const say = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'} ago`;
    if (p.minutes < 60) return say(p.minutes, 'minute');
    return p.minutes < 1440 ? say(Math.floor(p.minutes / 60), 'hour') : say(Math.floor(p.minutes / 1440), 'day');
  },
  'intake.size.kb': (p) => `${p.n} KB`,
  'intake.size.mb': (p) => `${p.n} MB`,
};

export const words: Catalogue = { id, en };
