/** Ways and means, places, amounts and times: they only count beside a wish, but for `deadlyAct`. The spelling is that of spellings.ts. */
export const wordsOfMeans = {
  /** unmistakable by themselves when the writer speaks of themselves */
  deadlyAct: `
    nenggelemin diri, nenggelamin diri, gantung diri, menggantung diri, gantungin diri, nggantung diri, nggantung,
    potong nadi, motong nadi, memotong nadi, iris nadi, ngiris nadi, mengiris nadi, sayat nadi, nyayat nadi,
    menyayat nadi, iris urat nadi, potong urat nadi, memutus urat nadi, menyayat urat nadi, nyilet nadi, minum racun,
    menenggak racun, nenggak racun, nelen racun, menelan racun, minum baygon, nenggak baygon, minum racun tikus,
    minum pembersih lantai, minum bayclin, minum porstex, minum autan, nginum racun, overdosis, over dosis, od obat,
    od semalam, odin obat, overdose, overdosed, overdosing, od on, tenggelamin diri, menenggelamkan diri, nabrakin diri,
    menabrakkan diri, nabrakkan diri, nembak kepala aku, bakar diri, membakar diri, terjun dari jembatan, hang myself,
    hanging myself, hanged myself, hung myself, slit my wrists, slit my wrist, slitting my wrists, cut my wrists open,
    shoot myself, shooting myself, drown myself, drowning myself, jump off a bridge, jump off the bridge,
    jump off the roof, jump off the building, jump off a building, jump from the roof, jump in front of a train,
    jump in front of the train, poison myself, burn myself alive, drink bleach, nabrakin motor aku, mati gantung,
    gantung leher`,
  leap: `
    loncat, lompat, melompat, meloncat, terjun, nyemplung, menerjunkan diri, jatuhin diri, menjatuhkan diri,
    lompatin diri, jump, jumping, jumped, leap, luncat`,
  height: `
    jembatan, flyover, rel, rel kereta, rooftop, atap, atap gedung, gedung, tebing, balkon, jurang, menara, tower,
    lantai, sungai, jendela, kereta, truk, laut, bridge, train, tracks, train tracks, railway, roof, cliff, ledge,
    balcony, building, window, overpass, leuwi, kreteg, bengawan, kosan lantai, apartemen, jalan tol, tengah jalan`,
  /** where one does not stand without a reason */
  ledge: `
    jembatan, flyover, rel, rel kereta, rooftop, atap, atap gedung, tebing, balkon, jurang, menara, bridge,
    train tracks, tracks, railway, roof, cliff, ledge, overpass, leuwi, platform, peron, railing, pagar jembatan, lantai 3, lantai 4, lantai 5, lantai 6,
    lantai 7, lantai 8, lantai 9, lantai 10, lantai 12, lantai atas, lantai paling atas, lantai lima, lantai enam,
    lantai tujuh, lantai delapan, lantai sembilan, lantai sepuluh, lantai empat`,
  rope: `
    tali, tambang, tali jemuran, tali rafia, tali tambang, sabuk, ikat pinggang, kain, sarung, selang, rope, belt,
    cord, noose, simpul, dasi, kabel`,
  blade: `
    pisau, cutter, kater, silet, gunting, golok, parang, arit, clurit, celurit, samurai, kapak, bedog, badik, keris,
    sajam, senjata, senjata tajam, belati, pisau dapur, pisau lipat, kunai, machete, knife, blade, razor, razors, gun,
    a gun, pistol, scissors, box cutter, axe, sword, bat, pemukul, linggis, balok, besi, kayu, softgun, airsoft`,
  poison: `
    racun, racun tikus, racun beurit, baygon, pestisida, potas, sianida, arsenik, insektisida, bayclin, porstex, pembersih lantai,
    pembersih toilet, pemutih, obat nyamuk, bensin, minyak tanah, air keras, poison, bleach, rat poison, pesticide,
    gasoline, petrol, herbisida, gramoxone`,
  pills: `
    obat, obat tidur, pil, pil tidur, tablet, kapsul, paracetamol, parasetamol, panadol, bodrex, antimo, ctm, insulin,
    xanax, antidepresan, obat penenang, pills, pill, meds, medication, medicine, tablets, sleeping pills, painkillers,
    tylenol, antidepressants, strip`,
  means: '{rope}, {blade}, {poison}, {pills}, alat, alat, charcoal, arang',
  have: `
    ada, punya, beli, membeli, kebeli, siap, siapin, siapkan, nyiapin, menyiapkan, disiapin, disiapkan, nyiapke,
    nyiapake, simpan, simpen, nyimpen, nyimpan, menyimpan, disimpan, kumpulin, kumpulkan, menabung, ngumpulin, mengumpulkan,
    dikumpulin, dikumpulkeun, kekumpul, terkumpul, nabung, pegang, megang, memegang, nyandak, bawa, membawa, ngambil,
    ambil, mengambil, taruh, naruh, nyelipin, umpetin, ngumpetin, sembunyiin, pinjam, pinjem, minjem, meuli, tuku,
    nggowo, pesan, pesen, checkout, co, cari, nyari, milih, ikat, ngiket, diikat, gantung, gantungin, digantung,
    pasang, masang, have, had, got, bought, buy, saved, saving, collected, collecting, hiding, hid, kept, keep,
    stockpiled, stashed, found, took, stole, tied, borrowed, holding, ready, ordered, been saving, kepasang, terpasang, dipasang, peser, dipeser, meser, jupuk, njupuk, nyokot, taking, take,
    carry, carrying, brought`,
  atHand: `
    siap, di laci, di kamar, di tas, di bawah bantal, di bawah kasur, di kasur, di meja, di lemari, di tangan,
    di depan aku, di sebelah aku, di samping aku, di kos, di saku, di jaket, di loker, di jok, di bagasi, di dapur,
    dari kemarin, cukup, in my drawer, in my bag, in my room, in my hand, in my hands, in my backpack, in my locker,
    in my pocket, next to me, under my pillow, under my bed, in front of me, on my desk, beside me, on the table,
    with me, ready, enough, di atas meja, di dalam tas, di dalam lemari, tersedia, sudah ada, kekumpul, terkumpul`,
  hold: `
    getting, get, gets, fetching, reaching for, picked up, goes for, went to get, looking for, nyari, nyiapin, bawa, membawa, pegang, megang, memegang, nyandak, nggowo, nggawa, mawa, nodongin, menodongkan, nodong, ngacungin,
    mengacungkan, ngambil, mengambil, ngasah, has, had, with, holding, carrying, got, grabbed, waving, pointing,
    bawa bawa, ngayunin, pakai`,
  noose: `
    tali, tambang, tali tambang, rope, noose, racun, racun tikus, racun serangga, sianida, potas, baygon, pestisida,
    gramoxone, herbisida, rat poison, cyanide, pesticide`,
  /** the medicine of somebody else */
  othersOwn: `
    grandmas, grandpas, moms, dads, mothers, fathers, roommates, sisters, brothers, aunts, uncles, obat jantung,
    obat penenang, obat tensi, obat darah tinggi, heart, blood pressure`,
  /** where one stands to leap */
  brink:
    'pagar jembatan, jembatan, rel, rooftop, pagar rooftop, atap, balkon, tebing, the bridge, the railing, railing, the ledge, the roof, the tracks, flyover',
  voices:
    'suara, suara itu, bisikan, suara suara, voice, voices, the voice, the voices, my head, my brain, isi kepala, kepala aku',
  tie: 'ngiket, ikat, mengikat, diikat, iket, lilit, ngelilit, melilit, lilitin, tied, tie, wrapped, put, pasang, masang, kalungin',
  stopped:
    'ditahan, dihalangi, ditarik, keburu, tidak jadi, dicegah, dicegat, diselamatin, diselamatkan, ketahuan, stopped me, pulled me, held me back, caught me, found me, grabbed me, dipanggil',
  swallow: `
    minum, nenggak, menenggak, nelen, telan, telen, menelan, nelan, nginum, dileueut, makan, menghabiskan, ngabisin,
    meminum, took, take, taken, swallowed, swallow, swallowing, downed, popped, drank, drink`,
  vehicle: `
    mobil, truk, motor, bus, bis, kereta, angkot, car, a car, truck, a truck, a bus, bus, train, something, tronton`,
  lots: `
    banyak, semua, semuanya, sekaligus, satu strip, dua strip, tiga strip, satu botol, sebotol, seluruh, segenggam,
    habis semua, abis semua, sisa, sekotak, puluhan, berpuluh, belasan, sebanyak banyaknya, dalam jumlah banyak,
    melebihi dosis, lebih dari dosis, sepuluh, dua puluh, tiga puluh, lima belas, 10, 12, 15, 20, 25, 30, 40, 50,
    a lot of, lots of, a bunch of, all, all of, too many, whole, handful, handful of, entire, bottle, bottle of,
    every, the rest of`,
  event: `
    wisuda, lebaran, ujian, uas, uts, sidang, natal, ulang tahun, pengumuman, libur, liburan, nikahan, pernikahan, exam,
    exams, graduation, christmas, finals, birthday, holidays, semester, wedding, prom, utbk, un, pensi, ramadan, puasa`,
  /** a time to come */
  soon: `
    malam ini, malam nanti, nanti malam, malam minggu, malam jumat, besok, besok pagi, besok malam, lusa, nanti sore,
    nanti subuh, subuh, dini hari, hari ini, sekarang, sore ini, siang ini, pagi ini, hari senin, hari selasa,
    hari rabu, hari kamis, hari jumat, hari sabtu, hari minggu, senin depan, minggu depan, minggu ini, bulan depan,
    bulan ini, akhir pekan, akhir bulan, sebentar lagi, bentar lagi, malam sabtu, sabtu ini, jumat ini, senin ini,
    kamis ini, setelah ini, habis ini, abis ini, setelah surat ini, setelah email ini, setelah ujian, habis ujian,
    abis ujian, setelah uas, habis uas, setelah uts, setelah wisuda, setelah lebaran, setelah ulang tahun,
    pas ulang tahun, tanggal, tgl, kari ngenteni, tinggal nunggu, tinggal menunggu, tinggal tunggu, dalam waktu dekat,
    secepatnya, sampai tanggal, jam, peuting ieu, bengi iki, subuh nanti, malam tahun baru, malam besok, senin,
    selasa, rabu, kamis, jumat, sabtu, by morning, by tomorrow, by then, tonight, tomorrow, right now, today, this weekend, this week, next week,
    next month, this friday, this saturday, this sunday, on monday, on tuesday, on wednesday, on thursday, on friday,
    on saturday, on sunday, after this, after exams, after finals, after graduation, on my birthday, by monday,
    friday, saturday, sunday, monday, soon, in an hour, by the time you read this, this evening, tomorrow morning,
    tomorrow night, this time`,
  plan: `
    chosen the day, picked the day, pilih hari, pilih tanggal, tentukan hari, rencana, berencana, merencanakan,
    ngerencanain, direncanakan, sudah mantap, sudah yakin, sudah matang, sudah bulat, sudah menentukan,
    menentukan tanggal, tanggal, cara, cari cara, nyari cara, survey, survei, sudah siap, sudah menyiapkan semuanya,
    siapin semuanya, sudah atur, sudah diatur, sudah putusin, sudah memutuskan, bertekad, sudah pilih, sudah memilih,
    jadwal, plan, planned, planning, plans, decided, figured out, picked a date, chosen a date, the date, set a date,
    everything ready, everything is ready, way to, ways to, how to, method, made up my mind, matang matang,
    hari terakhir`,
  earnest: 'serius, beneran, niat, sudah yakin, im serious, i serious, for real, not joking',
  household: `
    rumah, kos, kosan, kontrakan, asrama, ortu, orang rumah, orang tua, semua, semua orang, ayah, ibu, bapak, keluarga,
    teman sekamar, roommate, my roommate, my parents, parents, everyone, they, mom, dad, my mom, my dad, my family,
    house, the house, the dorm, nobody, no one, anak kos, penghuni, suster`,
  already: 'sudah, already, i already, finally, akhirnya, tos',
  know: 'tahu, tau, ngerti, nemu, ketemu, know, knew, found, figured out, aku tahu, hapal, hafal',
  choose: `
    pilih, milih, memilih, pilihin, nentuin, menentukan, tentuin, tentukan, mutusin, memutuskan, putusin, putuskan,
    decide, decided, decide it, chosen, chose, picked, pick, set, made up my mind, nyiapin, siapin, rencanain,
    rencanakan, merencanakan, aku rencanain, survey, survei, planned it, ditentuin, ditentukan`,
  howOrWhere: `
    cara, tempat, lokasi, tanggal, hari, jam, waktu, metode, how, where, when, the place, the spot, the date, the day,
    a date, a place, a day, a spot, the time, the way, a way, my method, the method, which way`,
  again: 'besok, nanti, next time, tomorrow, tonight, lain kali, minggu depan, next week, soon, segera, malam ini',
  tryAgain:
    'coba lagi, nyoba lagi, ulangi, aku ulangi, try again, pasti berhasil, it will work, harus berhasil, ke sana lagi',
  amount: 'jumlah, toples, stok, kumpulan, koleksi, jar, bottle, the amount, stash, penuh, cukup, sudah',
  doIt: `
    melakukan, ngelakuin, lakuin, do it, doing it, go through with it, going through with it, get it done, ngelakonin,
    nglakoni, ngalakukeun, ngelaksanain, laksanain, finish it, just do it, did it`,
  just: `
    tadi, tadi malam, barusan, baru saja, semalam, kemarin, tadi pagi, tadi siang, tadi sore, sekarang, kemarin malam,
    sejam lalu, jam lalu, menit lalu, yang lalu, minggu lalu, last night, just, this morning, today, yesterday,
    an hour ago, minutes ago, hours ago, last week, on tuesday, earlier, tonight, ago, dua hari lalu,
    beberapa hari lalu, now`,
  tried: `
    coba, nyoba, nyobain, mencoba, berusaha, sempat, hampir, ulang, gagal, percobaan, nyaris, habis, udah pernah,
    tried, attempted, trying, attempt, failed, almost, nearly, survived`,
} as const;
