/** Homework hides no wish, but what it is about is no wish. */
const writtenAbout = [
  'skripsi',
  'tesis',
  'thesis',
  'makalah',
  'esai',
  'essay',
  'paper',
  'tugas',
  'presentasi',
  'materi',
]
  .concat(['homework', 'assignment', 'project', 'presentation', 'judul', 'tema', 'topik', 'topic'])
  .flatMap((work) => ['tentang', 'aku tentang', 'soal', 'mengenai', 'about', 'on'].map((about) => `${work} ${about}`))
  .join(', ');

/** What turns a dangerous word into an ordinary one. The spelling is that of spellings.ts. */
export const wordsOfContext = {
  /** where one goes, or is no longer, without being dead */
  somewhere: `
    kampus, rumah, kos, kosan, kelas, kantor, sekolah, asrama, indonesia, jakarta, bandung, jogja, yogya, surabaya,
    malang, bali, semarang, solo, medan, makassar, jepang, luar negeri, luar kota, kota, desa, kampung, kantin, warung,
    pasar, stasiun, bandara, toko, masjid, gereja, mall, mal, rumah sakit, lapangan, perpus, perpustakaan, rapat,
    grup, tim, lab, studio, gym, luar, school, campus, the office, the dorm, town, the city, the country, class,
    the library, the meeting, the group, kafe, cafe, tempat, ruangan, acara, pesta`,
  bungkus: 'bungkus, kemasan, kotak, botol bekas, bekas, kardus, merek, nama, daftar, jenis, gambar, toko, pabrik',
  fiction: `
    film, movie, series, serial, sinetron, drakor, drama, teater, pentas, naskah, anime, komik, manga, webtoon,
    wattpad, novel, novel novel, cerpen, cerita pendek, cerita rakyat, puisi, lagu, lirik, lyrics, lyric, song, songs,
    playlist, band, album, tokoh, karakter, penelitian, riset, ${writtenAbout}, jurnal, artikel, article, articles, berita, news, koran, podcast, dokumenter, documentary,
    mading, seminar, webinar, workshop, sosialisasi, penyuluhan, kampanye, diskusi, debat, poster, lomba,
    karakter utama, novels, poem, cerita horor, video essay, angket, kuesioner, survei, skrining, screening, formulir,
    narasumber, wawancara, interview, statistik, sejarah, pahlawan, mitologi, romeo, shakespeare, meme, narrator,
    script, research, mapel, episode, adegan, scene, true crime, quotes, quote, kutipan`,
  meaningOf: `
    arti, maksud, apa itu, apa sih, istilah, kata, means, meaning of, what does, what is, word, bahasa`,
  medicine: `
    dokter, resep, demam, flu, batuk, pilek, maag, alergi, antibiotik, vitamin, apotek, apoteker, operasi, stroke,
    kanker, diabetes, puskesmas, infeksi, tifus, tipes, asma, radang, sakit gigi, masuk angin, diare,
    migrain, haid, mens, doctor, fever, cough, prescribed, prescription, pharmacy, antibiotics, nurse, perawat,
    headache, cold, allergy, kontrol, jerawat, sesuai dosis`,
  toldToTake: `
    sesuai resep, sesuai dosis, sesuai anjuran, kata dokter, kata apoteker, kata perawat, dokter bilang, anjuran,
    harus diminum, harus dihabiskan, disuruh dokter, prescribed, as told, doctor said, doctor told, nurse said,
    doctor says, doctors orders`,
  tooMuch: 'semua, semuanya, all, all of them, all my, the whole, entire, satu strip, sebotol, satu botol, segenggam',
  atOnce: `
    sekaligus, barengan, langsung semua, at once, all at once, in one go, kumpulin, aku kumpulin, ngumpulin,
    mengumpulkan, kekumpul, terkumpul, dikumpulin, overdosis, overdose, saving up, hoarding, stockpiling`,
  /** one gives things away and says good-bye when one moves */
  leaving: `
    pindah, pindahan, pkl, magang, lulus, lulusan, kelulusan, wisuda, resign, mengundurkan diri, osis, kkn, kos baru,
    kosan baru, exchange, pertukaran, merantau, mudik, pensiun, rotasi, mutasi, panti asuhan, kekecilan, sumbangan, disumbangin ke,
    donasi, bazar, preloved, thrift, moving, move out, graduation, graduating, internship, farewell party,
    acara perpisahan, perpisahan kelas, perpisahan sekolah, kelas 12, angkatan, study tour, pulkam, pulang kampung,
    kontrak habis, selesai kontrak, transfer, gap year, dorm, semester baru, sewa, charity, donated, donate, donation, deactivate, liburan, vacation, trip`,
  /** one gives up on these without giving up on living */
  everydayTask: `
    liburan, konser, jajan, semester, assignment, homework, essay, coffee, kopi, nomor, quiz, kuis, sugar, skripsi,
    tugas, jurusan, kalkulus, matematika, fisika, kimia, mtk, dosen, dosbing, revisi, organisasi, osis, himpunan,
    panitia, kerjaan, magang, part time, hubungan, pacaran, ldr, diet, gym, olahraga, lari, latihan, pedas, pedes,
    seblak, ngantuk, begadang, les, ujian, utbk, snbt, uas, uts, game, ranked, tim, lomba, nyanyi, gitar, ekskul,
    pramuka, panas, dingin, macet, ngekos, beban latihan, laptop, wifi, thesis, class, exam, exams, job, internship,
    work, project, team, course, calculus, math, group, running, training, spicy, puasa, belajar, nunggu, menunggu,
    cicilan, coding, kelompok, presentasi, gebetan, kucing, lucu, gemes, laper, lapar`,
  /** things that die, are hit or hang without anybody being hurt */
  thing: `
    hp, hape, baterai, batre, batrei, laptop, lampu, listrik, motor, mobil, mesin, wifi, internet, tanaman, bunga,
    pohon, ikan, hamster, kucing, anjing, ayam, pitik, burung, ac, kipas, phone, battery, plant, plants, server,
    sinyal, api, lilin, kamera, charger, komputer, pc, jam tangan, jam dinding, tv, kompor, keran, aplikasi, app,
    akun, bola, drum, samsak, shuttlecock, printer, proyektor, mic, speaker, listrike, proses, process, link, web,
    website, engine, car, computer`,
  sport: `
    futsal, voli, basket, badminton, bulutangkis, silat, karate, taekwondo, tinju, muaythai, boxing, sparring,
    bela diri, pertandingan, tanding, final, skor, main bola, sepak bola, gol, mobile legends, valorant, ff, pubg,
    catur, match, goal, opponent, score, tim lawan, kenyataan, realita, ombak, ekspektasi, bercanda, becanda, gemas,
    gemes, tryout`,
  longAgo: `
    dulu, waktu smp, waktu sd, waktu sma, waktu kecil, zaman smp, jaman smp, tahun lalu, tahun yang lalu, bertahun,
    beberapa tahun, years ago, used to, back then, last year, in high school, in middle school, semasa,
    di masa lalu, year ago, months ago`,
  wellNow: `
    sehat, bahagia, healthy, happy, look forward, looking forward, sudah pulih, sudah sembuh, sudah membaik,
    jauh lebih baik, tidak pernah lagi, sudah selesai terapi, baik baik saja, sudah baikan, i feel great, feel great,
    feeling great, better now, im better, im fine now, i am fine now, recovered, doing great, doing well,
    sudah berhenti, sudah tidak lagi, bersyukur, grateful, sudah bangkit, berhasil, sekarang baik, sudah ikhlas,
    no longer, berdamai, sudah berdamai, been well, well ever since, ever since, it ended, sober, got help, in recovery,
    pulih`,
  notWell: `
    balik lagi, kambuh, lagi lagi, mulai lagi, muncul lagi, datang lagi, relapse, kembali lagi, pelan pelan balik,
    came back, coming back, akhir akhir ini, belakangan ini`,
  /** between "not" and what is denied */
  bridge: `
    ada, pernah, niat, berniat, sampai, akan, bakal, ingin, mau, sedikit, terpikir, berpikir, kepikiran, kepikir,
    mikir, mikirin, pikiran, keinginan, kepengen, untuk, ke, arah, sama, sekali, kok, itu, gitu, seperti, yang, lagi,
    dalam, bermaksud, maksud, rencana, berencana, punya, memiliki, mempunyai, hal, tentang, soal, pun, atau, dan,
    secuil, satu, or, ever, thought, thinking, about, of, any, plan, plans, planning, intention, intend, going, to,
    gonna, want, have, had, been, even, would, having, that, a, be, really, do, feel, like, feeling, trying, no,
    suicidal, dying, wanting, wish, hurting, in, danger, mati, bundir, bunuh, diri, melakukan, berbuat, aneh, macam, memiliki, maupun, ataupun, sendiri, menyakiti, melukai, nyakitin, sendiri,
    berani, tega, merasa, terlintas, sempat, pengen, consider, considering, considered, coba, mencoba, pakai, dipukul,
    memukul, main, kasar, hit, kill, hurt, myself, he, she, me`,
  /** a counsellor's question that is told again */
  asked: `
    tanya apa, tanya apakah, nanya apa, nanya apakah, bertanya apakah, menanyakan apakah, asked if, asked me if,
    asked whether, you asked, pertanyaan`,
  /** what others think, which a flat no after it takes back */
  wondered: `
    nanya, tanya, bertanya, ditanya, nanyain, ngira, mengira, dikira, kira, disangka, menyangka, nyangka, khawatir,
    takut aku, thinks, think, thought, asks, asked, asking, worried, worries, assumed, curiga`,
  sometimes: 'kadang, kadang kadang, sometimes, suka kepikiran, pernah kepikiran, sesekali, at times, occasionally',
  flatNo: `
    ya tidak, ya tidak lah, tidak lah, ya tidak dong, tidak dong, tidak kok, ya bukan, bukan gitu, of course not,
    no way, no i not, not at all, not true, absolutely not, sama sekali tidak, jelas tidak, padahal tidak,
    salah paham, its not like that`,
  negation: 'tidak, bukan, belum, jangan, tanpa, not, no, without, zero, nor, neither, anti, jauh',
} as const;
