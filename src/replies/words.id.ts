/** Answering in Indonesian: the form, letters on their way or in trouble, and the pages of templates. */
export const id = {
  'replies.title': 'Balas konseli',
  'replies.to': 'Kepada',
  'replies.to.nobody': 'Belum ada alamat untuk membalas.',
  'replies.confirm': 'Tetap kirim ke alamat ini',
  'replies.confirm.hint': 'Surat ke alamat ini pernah kembali.',
  'replies.sender': 'Saya yakin konseli sendiri yang menulis surat itu',
  'replies.sender.hint':
    'Alamat pengirim surat yang akan Anda jawab tidak lolos pemeriksaan: mungkin orang lain memakai alamat konseli. Balasan tetap hanya pergi ke alamat di atas.',
  'replies.text': 'Surat Anda',
  'replies.text.hint':
    'Surat berangkat beberapa saat setelah Kirim ditekan dan selama itu masih dapat dibatalkan. Surat lama tidak ikut dikutip.',
  'replies.template': 'Templat',
  'replies.template.choose': 'Pilih templat …',
  'replies.template.insert': 'Sisipkan',
  'replies.notices': 'Sebelum dikirim, barangkali perlu dilihat lagi:',
  'replies.notice.template': (p: { percent: number }) =>
    `${p.percent} persen sama dengan templat. Tambahkan kalimat yang hanya untuk konseli ini.`,
  'replies.notice.own_words': 'Belum ada kata-kata dari surat konseli.',
  'replies.notice.advice_first': 'Sarannya datang sebelum tanda bahwa suratnya sudah didengar.',
  'replies.notice.questions': (p: { count: number }) => `Ada ${p.count} pertanyaan; satu atau dua lebih mudah dijawab.`,
  'replies.notice.must': (p: { words: string }) => `Terdengar menyuruh: “${p.words}”.`,
  'replies.notice.minimising': (p: { words: string }) => `Bisa terasa mengecilkan: “${p.words}”.`,
  'replies.notice.diagnosis': (p: { words: string }) => `Diagnosis dan obat bukan bagian kita: “${p.words}”.`,
  'replies.ask': 'Pertanyaan di akhir surat',
  'replies.ask.consent': 'Persetujuan dan batas kerahasiaan',
  'replies.ask.consent.hint': 'Belum ada persetujuan konseli. Jawabannya dibaca dari balasannya.',
  'replies.ask.consent.waits': 'Sudah ditanyakan, belum dijawab.',
  'replies.ask.pulse': 'Denyut hubungan: empat angka',
  'replies.ask.goals': 'Sedekat apa dengan tujuannya',
  'replies.ask.evaluation': 'Tiga pertanyaan penutup',
  'replies.ask.satisfaction': 'Lembar kepuasan: lima angka',
  'replies.ask.follow_up': 'Bolehkah disurati lagi untuk ditanya kabar',
  'replies.goes_on': 'Ini bukan surat penutup',
  'replies.goes_on.hint': 'Tanpa centang, surat sesudah konseling ini tercatat sebagai surat penutup.',
  'replies.ask.due': 'Sudah waktunya. Konseli boleh melewatinya.',
  'replies.ask.words': 'Lihat kalimatnya',
  'replies.instrument': 'Instrumen di bawah surat',
  'replies.instrument.none': 'Tidak ada',
  'replies.owed': 'Ini baru kabar, jawaban lengkap menyusul',
  'replies.owed.hint': 'Kasus tetap giliran Anda, dengan tanggal janji yang baru.',
  'replies.send': 'Kirim',
  'replies.save': 'Simpan draf',
  'replies.saved': 'tersimpan',
  'replies.not_saved': 'tidak disimpan: surat ini sudah dikirim, atau kasusnya sudah ditutup',
  'replies.draft.saved': 'Draf tersimpan. Belum ada yang dikirim.',
  'replies.draft.take': 'Lanjutkan draf ini',
  'replies.draft.taken': 'Draf rekan Anda sekarang menjadi draf Anda.',
  'replies.sent': (p: { seconds: number }) =>
    p.seconds > 0
      ? `Balasan akan dikirim dalam ${p.seconds} detik. Sampai saat itu masih bisa dibatalkan.`
      : 'Balasan sedang dikirim.',
  'replies.sent.waits': (p: { at: string }) =>
    `Balasan menunggu jam aman konseli dan berangkat ${p.at}. Sampai saat itu masih bisa dibatalkan.`,
  'replies.safe_hours': 'Konseli ini mungkin dalam bahaya. Kapan surat berangkat?',
  'replies.safe_hours.closed': (p: { at: string }) => `Sekarang di luar jam aman konseli; surat berangkat ${p.at}.`,
  'replies.safe_hours.wait': 'Tunggu jam aman',
  'replies.safe_hours.now': 'Kirim sekarang juga, meski mungkin dilihat orang lain',
  'replies.delivery.notice':
    'Konseli hanya menerima kabar bahwa ada surat. Isinya dibaca sekali di halaman dengan kode baca; lampiran tidak ikut.',
  'replies.delivery.paused': 'Kasus ini dijeda: tidak ada surat yang berangkat sampai cara kirimnya diubah di panel.',
  'replies.sent.again': 'Balasan ini sudah Anda kirim sebelumnya. Tidak ada yang dikirim dua kali.',
  'replies.recall': 'Batalkan pengiriman',
  'replies.recalled': 'Pengiriman dibatalkan. Tulisan Anda kembali menjadi draf.',

  'replies.outgoing.title': 'Surat kita yang perlu dilihat',
  'replies.outgoing.letter': 'lihat suratnya',
  'replies.outgoing.status': (p: { status: string }) => `Kode dari server penerima: ${p.status}`,
  'replies.outgoing.receiver': 'Kepada penerima rujukan:',
  'replies.outgoing.queued': 'Balasan berangkat',
  'replies.outgoing.held':
    'Ditahan: ditulis sebelum cara kirim diubah. Tarik kembali lalu kirim lagi, atau ubah cara kirimnya',
  'replies.outgoing.retry': 'Server penerima belum mau menerima; dicoba lagi',
  'replies.outgoing.failed': 'Surat gagal terkirim',
  'replies.outgoing.uncertain': 'Surat ini mungkin sampai, mungkin tidak',
  'replies.outgoing.bounced': 'Surat kembali dan tidak sampai',
  'replies.outgoing.delayed': 'Server penerima melaporkan bahwa surat ini terlambat',
  'replies.decide.arrived': 'Sudah sampai',
  'replies.decide.send_again': 'Kirim sekali lagi',
  'replies.decide.not_arrived': 'Tidak sampai',
  'replies.decide.seen': 'Saya sudah tahu',
  'replies.decide.write_again': 'Ambil isinya sebagai draf',
  'replies.decide.stop': 'Jangan coba lagi, kembalikan ke draf',
  'replies.decided.arrived': 'Tercatat: surat itu sampai.',
  'replies.decided.send_again': 'Surat yang sama dikirim sekali lagi.',
  'replies.decided.not_arrived': 'Tercatat: surat itu tidak sampai. Kasus kembali menjadi giliran Anda.',
  'replies.decided.seen': 'Tercatat bahwa Anda sudah mengetahuinya.',
  'replies.decided.stop': 'Surat itu tidak dicoba lagi dan tidak sampai. Isinya kembali menjadi draf.',
  'replies.decided.write_again': 'Isi surat itu sekarang ada di draf. Periksa alamatnya, lalu kirim.',

  'replies.problem.cannot_connect': 'Server surel tidak dapat dihubungi.',
  'replies.problem.disconnected': 'Sambungan ke server surel terputus sebelum surat diserahkan.',
  'replies.problem.timeout': 'Server surel terlalu lama menjawab.',
  'replies.problem.tls_failed': 'Sambungan aman ke server surel tidak dapat dibuat. Beri tahu admin.',
  'replies.problem.auth_failed': 'Server surel menolak kata sandi layanan ini. Beri tahu admin.',
  'replies.problem.bad_settings': 'Pengaturan server surel tidak benar. Beri tahu admin.',
  'replies.problem.refused_for_now': (p: { numbers: string }) =>
    `Server penerima menolak untuk sementara (${p.numbers}).`,
  'replies.problem.recipient_refused': (p: { numbers: string }) => `Server menolak alamat penerima (${p.numbers}).`,
  'replies.problem.sender_refused': (p: { numbers: string }) =>
    `Server menolak alamat pengirim layanan ini (${p.numbers}). Beri tahu admin.`,
  'replies.problem.message_refused': (p: { numbers: string }) => `Server menolak surat ini (${p.numbers}).`,
  'replies.problem.too_large': 'Surat ini terlalu besar untuk server penerima.',
  'replies.problem.no_answer': 'Surat sudah diserahkan, tetapi jawaban server tidak pernah tiba.',
  'replies.problem.worker_died': 'Program terhenti ketika surat sedang dikirim.',
  'replies.problem.stopped': 'Pengirimannya dihentikan oleh petugas sebelum surat diterima server.',
  'replies.problem.other': 'Sebabnya tidak diketahui. Beri tahu admin.',

  'replies.refused.empty': 'Suratnya masih kosong. Tidak ada yang dikirim.',
  'replies.refused.too_long':
    'Surat ini lebih dari 100.000 huruf. Tidak ada yang dikirim; tulisan Anda masih ada di bawah.',
  'replies.refused.unresolved': (p: { variables: string }) =>
    `Masih ada yang menunggu kata-kata Anda: ${p.variables}. Belum ada yang dikirim, dan draf tersimpan. Ganti atau hapus, lalu kirim.`,
  'replies.refused.something_arrived':
    'Ada surat baru dari konseli yang belum Anda lihat. Balasan belum dikirim, dan draf tersimpan. Baca dulu surat di atas, lalu kirim.',
  'replies.refused.colleague_answered':
    'Kasus ini sudah dibalas sementara Anda menulis. Balasan Anda belum dikirim, dan draf tersimpan. Baca dulu balasan di atas.',
  'replies.refused.no_address': 'Konseli ini tidak punya alamat surel. Belum ada yang dikirim, dan draf tersimpan.',
  'replies.refused.address_undeliverable':
    'Surat ke alamat ini pernah kembali. Belum ada yang dikirim, dan draf tersimpan. Bila tetap ingin mencoba, beri tanda di bawah, lalu kirim.',
  'replies.refused.sender_failed':
    'Alamat pengirim surat yang Anda jawab tidak lolos pemeriksaan. Belum ada yang dikirim, dan draf tersimpan. Bila Anda yakin konseli sendiri yang menulis, beri tanda di bawah, lalu kirim.',
  'replies.refused.outside_safe_hours':
    'Belum dikirim: sekarang di luar jam aman konseli, dan ada tanda bahaya. Pilih dulu apakah suratnya menunggu.',
  'replies.refused.paused':
    'Belum dikirim: kasus ini dijeda, jadi tidak ada surat yang berangkat. Tulisan Anda tersimpan. Ubah cara kirim di panel bila sudah aman.',
  'replies.refused.no_reading_pin':
    'Belum dikirim: konseli belum punya kode baca. Tulisan Anda tersimpan. Buat kodenya di panel, di bagian cara kirim.',
  'replies.refused.no_public_page':
    'Belum dikirim: alamat web layanan ini belum diatur, jadi konseli tidak bisa membuka halamannya. Tulisan Anda tersimpan. Minta admin mengatur PUBLIC_URL.',
  'replies.refused.cannot_be_written':
    'Surat ini tidak dapat dijadikan surel: ada tanda kendali di dalamnya, atau alamatnya tidak lazim. Belum ada yang dikirim, dan draf tersimpan.',
  'replies.refused.needs_suitability_review':
    'Sudah empat surat sejak terakhir dilihat apakah cara ini masih cocok. Lihat dulu di bagian Tahap: masih cocok lewat surat, atau perlu bertemu? Belum ada yang dikirim, dan draf tersimpan.',
  'replies.refused.information_only':
    'Selama wali belum setuju, surat hanya memberi informasi dan tidak bertanya tentang konselingnya. Hilangkan pertanyaannya. Draf Anda tersimpan.',
  'replies.refused.enough_information':
    'Jumlah surat informasi untuk kasus ini sudah habis. Minta persetujuan wali, atau putuskan berdua bahwa wali dilewatkan. Draf Anda tersimpan; bila ada bahaya, catat dulu tanda bahayanya dan surat boleh terkirim.',
  'replies.informing.not_asked_yet': (p: { sent: number; most: number }) =>
    `Wali belum setuju: balasan ini hanya memberi informasi, bukan konseling. Surat informasi terkirim: ${p.sent} dari ${p.most}.`,
  'replies.informing.withdrew': (p: { sent: number; most: number }) =>
    `Wali mencabut persetujuannya: balasan ini hanya memberi tahu apa yang terjadi sekarang. Terkirim: ${p.sent} dari ${p.most}.`,
  'replies.refused.all_template':
    'Hampir seluruh surat ini templat; di tahap konseling konseli mudah merasa disurati mesin. Tulis beberapa kalimat untuk dia saja, lalu kirim. Belum ada yang dikirim, dan draf tersimpan.',
  'replies.refused.questions_come_later':
    'Pertanyaan tentang hubungan tidak ikut dalam jawaban pertama, dan tidak selama ada keadaan mendesak. Belum ada yang dikirim, dan draf tersimpan. Tekan Kirim sekali lagi untuk mengirim tanpa pertanyaan.',
  'replies.refused.instrument_not_offered':
    'Surat belum terkirim, dan drafnya tersimpan. Instrumen itu tidak ditawarkan lagi: izinnya berakhir, atau pengelola menariknya. Pilih yang lain, atau kirim tanpa instrumen.',
  'replies.refused.closed': 'Kasus ini sudah ditutup. Tidak ada yang dikirim atau diubah.',
  'replies.refused.other_case':
    'Formulir ini milik kasus lain. Belum ada yang dikirim; periksa lalu kirim dari halaman ini.',
  'replies.refused.already_sent': 'Surat ini sudah dikirim. Tidak ada yang dikirim dua kali.',
  'replies.refused.own_draft':
    'Anda sudah punya draf di kasus ini. Kirim atau kosongkan dulu, lalu lanjutkan draf rekan Anda.',
  'replies.refused.no_template': 'Templat itu tidak ada, atau belum dipilih. Draf Anda tidak berubah.',
  'replies.refused.too_late': 'Surat ini sudah berangkat dan tidak dapat dibatalkan lagi.',
  'replies.refused.a_record_rests_on_it':
    'Surat ini sudah dipakai sebagai bukti dalam catatan tahap, jadi tidak dapat ditarik. Cabut dulu catatan itu.',
  'replies.refused.already_settled': 'Seseorang atau server sudah lebih dulu memutuskannya. Tidak ada yang berubah.',

  'templates.title': 'Templat balasan',
  'templates.lead': 'Titik berangkat untuk menulis, bukan pengganti kata-kata Anda.',
  'templates.new': 'Tulis templat',
  'templates.edit': 'Ubah templat',
  'templates.own': 'Milik saya',
  'templates.own.none': 'Belum ada. Tulis sendiri, atau salin salah satu templat bawaan.',
  'templates.shared': 'Dari rekan',
  'templates.is_shared': 'dibagikan',
  'templates.shipped': 'Bawaan Suluh',
  'templates.shipped.lead': 'Disusun menurut tahap. Bagian dalam kurung kurawal menunggu kata-kata Anda.',
  'templates.from_suluh': 'Bawaan Suluh',
  'templates.by': (p: { name: string }) => `Dari ${p.name}`,
  'templates.copy': 'Salin menjadi milik saya',
  'templates.save': 'Simpan',
  'templates.saved': 'Templat tersimpan.',
  'templates.remove': 'Hapus templat',
  'templates.removed': 'Templat dihapus. Surat yang sudah dikirim tidak berubah.',
  'templates.preview': 'Lihat hasilnya',
  'templates.preview.title': 'Begini jadinya, dengan nama contoh',
  'templates.field.title': 'Judul',
  'templates.field.title.hint': 'Hanya untuk Anda dan rekan; konseli tidak melihatnya.',
  'templates.field.language': 'Bahasa',
  'templates.field.body': 'Isi',
  'templates.field.body.hint': 'Teks biasa. Pakai variabel dari daftar di bawah.',
  'templates.field.shared': 'Bagikan dengan rekan di layanan ini',
  'templates.variables': 'Variabel',
  'templates.variables.known': 'Diisi oleh Suluh:',
  'templates.variables.own': 'Menunggu kata-kata Anda; surat tidak dikirim selama masih ada:',
  'templates.variable.nama': 'nama konseli',
  'templates.variable.konselor': 'nama Anda',
  'templates.variable.layanan': 'nama layanan',
  'templates.variable.tanggal_janji': 'paling lambat kapan surat yang datang hari ini dijawab',
  'templates.variable.jam_layanan': 'jam layanan',
  'templates.variable.hari_ini': 'tanggal hari ini',
  'templates.variable.kontak_krisis': 'kontak bantuan segera yang sudah diperiksa',
  'templates.variable.perasaan': 'perasaan yang Anda baca',
  'templates.variable.inti_cerita': 'inti cerita konseli',
  'templates.variable.rangkuman': 'rangkuman Anda',
  'templates.variable.pertanyaan': 'pertanyaan Anda',
  'templates.variable.kekuatan': 'kekuatan yang Anda lihat',
  'templates.variable.tujuan': 'tujuan konseli',
  'templates.variable.langkah': 'satu langkah kecil',
  'templates.variable.waktu': 'hari atau tanggal',
  'templates.variable.tempat': 'tempat bertemu',
  'templates.variable.alasan': 'alasannya',
  'templates.variable.penerima': 'kepada siapa dirujuk',
  'templates.language.id': 'Indonesia',
  'templates.language.en': 'Inggris',
  'templates.stage.any': 'Kapan saja',
  'templates.stage.preparation': 'Persiapan',
  'templates.stage.counselling': 'Proses konseling',
  'templates.stage.post_counselling': 'Pascakonseling',
  'templates.step.contact': 'menyambut',
  'templates.step.frame': 'menyepakati cara',
  'templates.step.information': 'informasi',
  'templates.step.exploring': 'penjajakan',
  'templates.step.understanding': 'penafsiran',
  'templates.step.acting': 'pembinaan',
  'templates.step.evaluating': 'penilaian',
  'templates.step.outcome': 'hasil',
  'templates.refused.title_length': 'Beri judul, paling panjang 120 huruf.',
  'templates.refused.empty': 'Isinya masih kosong.',
  'templates.refused.too_long': 'Isinya lebih dari 20.000 huruf.',
  'templates.refused.unreadable': (p: { line: number }) =>
    `Baris ${p.line}: kurung kurawalnya tidak lengkap. Tulis variabel seperti {{nama}}.`,
  'templates.refused.not_plain': (p: { line: number }) =>
    `Baris ${p.line}: hanya variabel biasa seperti {{nama}} yang boleh; tidak ada syarat, pengulangan, sisipan, atau komentar.`,
  'templates.refused.unescaped': (p: { line: number }) =>
    `Baris ${p.line}: pakai dua kurung kurawal, seperti {{nama}}.`,
  'templates.refused.has_arguments': (p: { line: number }) =>
    `Baris ${p.line}: satu kurung kurawal hanya untuk satu variabel.`,
  'templates.refused.path': (p: { line: number }) =>
    `Baris ${p.line}: nama variabel tanpa titik, garis miring, atau @.`,
  'templates.refused.literal': (p: { line: number }) =>
    `Baris ${p.line}: di dalam kurung kurawal hanya boleh nama variabel.`,
  'templates.refused.unknown_variable': (p: { line: number; name: string }) =>
    `Baris ${p.line}: variabel {{${p.name}}} tidak dikenal. Pilih dari daftar di bawah.`,
};
