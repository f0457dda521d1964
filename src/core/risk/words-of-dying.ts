/** Words of the wish to die, to just be gone, be gone forever, to end it; of giving up; of good-bye. The spelling is that of spellings.ts. */
export const wordsOfDying = {
  wish: `
    ingin, mau, rasanya, kepikiran, kepikir, terpikir, terpikirkan, terlintas, terbersit, berpikir, mikir, mikirin,
    memikirkan, berniat, niat, nekat, nekad, pilih, milih, memilih, lebih baik, lbh baik, mending, mendingan,
    luwih becik, mendhing, better, pengen, berharap, harap, ngarep, berdoa, doa, semoga, membayangkan, ngebayangin,
    bayangin, kebayang, terbayang, rencana, berencana, bertekad, siap, pikiran, keinginan, dorongan, hasrat, bisikan,
    rindu, ngidam, akan, bakal, bakalan, kangen, andai, seandainya, andaikan, pertimbangin, mempertimbangkan, want,
    will, wish, wished, wishing, hope, hoping, gonna, going to, thinking, thoughts, thought, think, rather, ready,
    planning, plan, plans, decided, considering, considered, urge, urges, feel like, feeling like, prefer, deserve,
    pray, praying, prayed, dream, imagine, imagining, fantasize, wanting, about to, willing, tempted, contemplating,
    contemplate, crave, need, pantas, pantes, putuskan, memutuskan, mutusin, tekad, kepengin, cita cita, kapok`,
  die: `
    mati, kematian, meninggal, tewas, mokat, mokad, koit, die, dead, dying, death, mati saja, meninggalkan dunia,
    meninggalkan dunia ini, berpulang, tutup usia`,
  suicide: `
    bunuh diri, bundir, membunuh diri, bunuh diri aku, membunuh diri aku, ngebunuh diri, nyawa sendiri, suicide,
    suicidal, kms, unalive, kill myself, killing myself, killed myself, off myself, end myself, self delete,
    take my own life, taking my own life, took my own life, take my life, taking my life, commit suicide, bundirr,
    ctb, unalive myself, kill my self, killmyself, kill herself, kill himself, kill themselves, killing herself,
    killing himself, killed herself, killed himself, menghabisi diri sendiri, menghabisi nyawa aku, habisi nyawa aku,
    habisin diri aku, mengakhiri nyawa, lampus diri, lampus, ngakhiri urip, menghabisi hidup aku, ngabisin nyawa aku,
    killing my self, off my self, end own life`,
  endLife: `
    akhiri hidup, akhiri semuanya, akhiri semua, akhiri ini, akhiri ini semua, akhiri saja, akhiri penderitaan,
    akhiri diri, selesai hidup, sudahi hidup, nyudahi hidup, sudahi semuanya, sudahi semua, sudahi saja,
    nyudahin hidup, nyudahin semua, nyudahin semuanya, nyudahin ini, sudahin hidup, sudahin semuanya, sudahin semua, sudahin, menyudahi hidup, menyudahi semuanya,
    menyudahi, hentikan hidup, berhenti hidup, berhenti bernapas, berhenti bernafas, berhenti napas, stop hidup,
    nyerah hidup, menyelesaikan hidup, menyelesaikan semuanya, selesaiin semuanya, selesaikan semuanya,
    selesain semuanya, tamatin hidup, cabut nyawa, mengakhirinya, mungkasi urip, end it all, ending it all, end it,
    ending it, end my life, ending my life, end everything, ending everything, end this life, stop living,
    stop existing, stop breathing, stop being alive, quit life, end all of it, end all this, end things for good,
    be done with life`,
  /** softer than to die: needs a word of wish before it */
  vanish: `
    hilang saja, lenyap, lenyap saja, musnah, hilang selamanya, hilang dari dunia, hilang dari bumi, hilang dari muka bumi, hilang dari hidup,
    hilang dari kehidupan, hilang dari sini, hilang dari semua, hilang selama lamanya, hilang untuk selamanya,
    hilang begitu saja, hilang dari dunia ini, hilang ditelan bumi, pergi selamanya, pergi untuk selamanya,
    pergi selama lamanya, pergi dari dunia, lunga selawase, lunga selamanya, indit salalamina, pulang ke tuhan,
    pulang ke rahmatullah, dipanggil tuhan, dijemput tuhan, dipanggil allah, dijemput malaikat, ke surga, ke akhirat,
    tidak ada saja, tidak ada di dunia, tidak ada lagi, tidak pernah ada, tidak exist, tidak hidup, tidak hidup lagi,
    tidak bernapas lagi, tiada, tidur selamanya, tidur panjang, tidur untuk selamanya, tidur abadi,
    istirahat selamanya, istirahat panjang, istirahat untuk selamanya, tenang selamanya, rest forever, not exist,
    not be here, not exist anymore, not be alive, not be around, not here, not alive, not wake up, not woke up,
    not have to wake up, not waking up, disappear forever, vanish forever, disappear from this world,
    disappear from the world, disappear completely, disappear, vanish, cease to exist, be dead, stop being here,
    sleep forever, gone forever, be no more, be with god, not existed`,
  life: `
    hidup, hidup ini, hidup aku, hidup lagi, ada di dunia, ada di dunia ini, di dunia, di dunia ini, bertahan hidup,
    lanjut hidup, lanjutin hidup, melanjutkan hidup, menjalani hidup, jalani hidup, jalanin hidup, ngelanjutin hidup,
    bernapas, bernafas, napas, melihat hari esok, live, living, be alive, being alive, alive, exist, existing,
    be here, being here, life, go on living, keep living, keep going, live anymore, be in this world,
    be on this earth, breathe`,
  wake: 'bangun, bangun lagi, bangun pagi, bangun besok, membuka mata, buka mata, wake up, waking up, wake',
  enough: `
    capek, bosan, muak, jenuh, males, malas, malas banget, jengah, nyerah, menyerah, pasrah, kesel, sudah cukup,
    tidak betah, tired of, sick of, done with, exhausted by, exhausted from, fed up with, over, given up on,
    giving up on, give up on`,
  will: 'keinginan, semangat, niat, gairah, alasan, minat, will, the will, desire, reason, motivation, any will',
  only: 'satu satu alasan, alasan satu satu, only reason, the only reason, only thing, the only thing, satu satu yang',
  illness: 'kanker, penyakit, sakit parah, sakit keras, leukemia, tumor, cancer, a disease, illness, terminal',
  point: `
    guna, arti, makna, tujuan, alasan, faedah, untungnya, harapan, point, reason, reasons, purpose, meaning, hope, use`,
  /** English says of the living only where "again", "finally" or the like stands beside */
  deadInEnglish: `
    mom, mum, dad, grandma, grandpa, grandmother, grandfather, sister, brother, son, daughter, baby, best friend,
    friend, boyfriend, girlfriend, her, him, them, cousin, aunt, uncle, twin, mother, father, cat, dog`,
  dead: `
    almarhum, almarhumah, alm, nenek aku, ayah, ibu, bapak, kakek, nenek, oma, opa, simbah, kakak, adik, dia, him,
    her, mom, dad, grandma, grandpa, mereka`,
  burden: `
    beban, beban keluarga, beban semua orang, beban ortu, nyusahin, menyusahkan, merepotkan, ngerepotin, ngrepoti,
    nyusahake, jadi beban, menjadi beban, benalu, parasit, a burden, burden, dead weight, in the way, in everyones way`,
  worthless: `
    tidak guna, tidak berguna, tidak ada guna, tidak berharga, tidak pantas, tidak layak, sampah, produk gagal,
    anak gagal, worthless, useless, good for nothing, waste of space, waste of oxygen, not worth it, not matter,
    tidak berarti, gagal total, manusia gagal`,
  /** of giving up, where nothing else is said that one gives up */
  wornOut: `
    tidak kuat lagi, tidak kuat, sudah tidak kuat, tidak sanggup lagi, tidak sanggup, tidak tahan lagi, tidak tahan,
    tidak bisa lagi, tidak bisa bertahan, nyerah saja, nyerah, menyerah saja, menyerah, sudah nyerah, ingin udahan,
    mau udahan, udahan, udahan saja, sudahan, sudahan saja, ingin selesai, ingin selesai saja, mau selesai,
    mau berhenti saja, ingin berhenti saja, ingin semua ini berhenti, ingin semuanya selesai, ingin semuanya berhenti,
    capek semuanya, capek sama semuanya, capek dengan semuanya, capek sama semua ini, putus asa, tidak ada harapan,
    tidak punya harapan, tidak ada jalan keluar, tidak ada jalan lain, buntu, hancur, sudah mati rasa, mati rasa,
    hampa, tidak ada arti, tidak ada guna, kosong banget, terlalu capek, not take it anymore, not take this anymore,
    not do this anymore, not do it anymore, not go on, not go on anymore, not cope anymore, not handle this anymore,
    not keep going, not keep doing this, give up, giving up, given up, done trying, hopeless, no hope, no way out,
    numb, so done, want it to stop, want everything to stop, want it all to stop, want it to be over, want it to end,
    want it all to end, want everything to end, want my life to end, ingin semuanya berakhir, ingin semua berakhir,
    ingin ini berakhir, ingin semua ini berakhir, mau semuanya berakhir, benci hidup, benci hidup aku, hate my life,
    hate living, hate being alive, want it all to be over, want out, no future, empty inside, tidak punya masa depan`,
  give: `
    kasih, kasihin, kasi, bagi, bagiin, bagi2in, bagikan, dibagi, dibagiin, wariskan, hibahkan, dipasihkeun, kekno,
    hadiahkan, serahkan, menyerahkan, titip, titipin, titipkan, menitipkan, dititip, memberikan, berikan, gave, given,
    giving, give, giving away, labelin, nyerahin`,
  given: `
    {give}, dititipkan, pindahkan, dipindahkan, labelin, untuk adik, disumbangin, atas nama, aku kasih, aku bagi,
    dikasih, dikasihin, gave away, given away, dilabelin, nama orang`,
  belongings: `
    kucing, gitar, laptop, koleksi, barang, barang barang, buku, buku buku, baju, baju baju, klambi, kamera, akun, hp,
    sepatu, tabungan, motor, uang, domba, anjing, novel, sepeda, celengan, kas, boneka, mainan, komik, jam tangan, tas,
    helm, kalung, cincin, perhiasan, hewan peliharaan, tanaman, cat, dog, guitar, stuff, things, my things, plants,
    belongings, phone, savings, books, clothes, jewelry, password, away, hamster, my hamster, playstation, keyboard`,
  goodbye: `
    selamat tinggal, pamitan, aku pamit, pamit ya, this is goodbye, goodbye everyone, goodbye forever, goodbye world,
    my goodbye, goodbye for good, surat terakhir, surat terakhir aku, pesan terakhir, email terakhir, chat terakhir,
    ini terakhir, this is my last, untuk terakhir kalinya, terakhir kalinya, salam terakhir, last letter, last email,
    last time you hear from me, final letter`,
  note: `
    surat wasiat, surat perpisahan, surat pamit, surat terakhir, wasiat, pesan perpisahan, suicide note,
    goodbye letter, goodbye letters, farewell letter, farewell note, goodbye note, the note, letters for everyone,
    surat selamat tinggal`,
} as const;
