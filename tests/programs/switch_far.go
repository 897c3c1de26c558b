package main

// Many integer cases that are far apart: the tree over them has the ends of the type, negative values, lists and
// fallthrough in it, signed and unsigned.

import "fmt"

func signed(x int64) (r int) {
	switch x {
	case -1 << 63, 1<<63 - 1:
		return -1
	case -7919023757, -7919023756:
		r += 0
		fallthrough
	case 15838047514:
		r += 1
	case -23757071271:
		r += 2
	case 31676095028:
		r += 3
	case -39595118785:
		r += 4
	case 47514142542, 47514142543:
		r += 5
	case -55433166299:
		r += 6
	case 63352190056:
		r += 7
	case -71271213813:
		r += 8
	case 79190237570:
		r += 9
	case -87109261327, -87109261326:
		r += 10
	case 95028285084:
		r += 11
		fallthrough
	case -102947308841:
		r += 12
	case 110866332598:
		r += 13
	case -118785356355:
		r += 14
	case 126704380112, 126704380113:
		r += 15
	case -134623403869:
		r += 16
	case 142542427626:
		r += 17
	case -150461451383:
		r += 18
	case 158380475140:
		r += 19
	case -166299498897, -166299498896:
		r += 20
	case 174218522654:
		r += 21
	case -182137546411:
		r += 22
		fallthrough
	case 190056570168:
		r += 23
	case -197975593925:
		r += 24
	case 205894617682, 205894617683:
		r += 25
	case -213813641439:
		r += 26
	case 221732665196:
		r += 27
	case -229651688953:
		r += 28
	case 237570712710:
		r += 29
	case -245489736467, -245489736466:
		r += 30
	case 253408760224:
		r += 31
	case -261327783981:
		r += 32
	case 269246807738:
		r += 33
		fallthrough
	case -277165831495:
		r += 34
	case 285084855252, 285084855253:
		r += 35
	case -293003879009:
		r += 36
	case 300922902766:
		r += 37
	case -308841926523:
		r += 38
	case 316760950280:
		r += 39
	case -324679974037, -324679974036:
		r += 40
	case 332598997794:
		r += 41
	case -340518021551:
		r += 42
	case 348437045308:
		r += 43
	case -356356069065:
		r += 44
		fallthrough
	case 364275092822, 364275092823:
		r += 45
	case -372194116579:
		r += 46
	case 380113140336:
		r += 47
	case -388032164093:
		r += 48
	case 395951187850:
		r += 49
	case -403870211607, -403870211606:
		r += 50
	case 411789235364:
		r += 51
	case -419708259121:
		r += 52
	case 427627282878:
		r += 53
	case -435546306635:
		r += 54
	case 443465330392, 443465330393:
		r += 55
		fallthrough
	case -451384354149:
		r += 56
	case 459303377906:
		r += 57
	case -467222401663:
		r += 58
	case 475141425420:
		r += 59
	case -483060449177, -483060449176:
		r += 60
	case 490979472934:
		r += 61
	case -498898496691:
		r += 62
	case 506817520448:
		r += 63
	case -514736544205:
		r += 64
	case 522655567962, 522655567963:
		r += 65
	case -530574591719:
		r += 66
		fallthrough
	case 538493615476:
		r += 67
	case -546412639233:
		r += 68
	case 554331662990:
		r += 69
	case -562250686747, -562250686746:
		r += 70
	case 570169710504:
		r += 71
	case -578088734261:
		r += 72
	case 586007758018:
		r += 73
	case -593926781775:
		r += 74
	case 601845805532, 601845805533:
		r += 75
	case -609764829289:
		r += 76
	case 617683853046:
		r += 77
		fallthrough
	case -625602876803:
		r += 78
	case 633521900560:
		r += 79
	case -641440924317, -641440924316:
		r += 80
	case 649359948074:
		r += 81
	case -657278971831:
		r += 82
	case 665197995588:
		r += 83
	case -673117019345:
		r += 84
	case 681036043102, 681036043103:
		r += 85
	case -688955066859:
		r += 86
	case 696874090616:
		r += 87
	case -704793114373:
		r += 88
		fallthrough
	case 712712138130:
		r += 89
	case -720631161887, -720631161886:
		r += 90
	case 728550185644:
		r += 91
	case -736469209401:
		r += 92
	case 744388233158:
		r += 93
	case -752307256915:
		r += 94
	case 760226280672, 760226280673:
		r += 95
	case -768145304429:
		r += 96
	case 776064328186:
		r += 97
	case -783983351943:
		r += 98
	case 791902375700:
		r += 99
		fallthrough
	case -799821399457, -799821399456:
		r += 100
	case 807740423214:
		r += 101
	case -815659446971:
		r += 102
	case 823578470728:
		r += 103
	case -831497494485:
		r += 104
	case 839416518242, 839416518243:
		r += 105
	case -847335541999:
		r += 106
	case 855254565756:
		r += 107
	case -863173589513:
		r += 108
	case 871092613270:
		r += 109
	case -879011637027, -879011637026:
		r += 110
		fallthrough
	case 886930660784:
		r += 111
	case -894849684541:
		r += 112
	case 902768708298:
		r += 113
	case -910687732055:
		r += 114
	case 918606755812, 918606755813:
		r += 115
	case -926525779569:
		r += 116
	case 934444803326:
		r += 117
	case -942363827083:
		r += 118
	case 950282850840:
		r += 119
	case -958201874597, -958201874596:
		r += 120
	case 966120898354:
		r += 121
		fallthrough
	case -974039922111:
		r += 122
	case 981958945868:
		r += 123
	case -989877969625:
		r += 124
	case 997796993382, 997796993383:
		r += 125
	case -1005716017139:
		r += 126
	case 1013635040896:
		r += 127
	case -1021554064653:
		r += 128
	case 1029473088410:
		r += 129
	case -1037392112167, -1037392112166:
		r += 130
	case 1045311135924:
		r += 131
	case -1053230159681:
		r += 132
		fallthrough
	case 1061149183438:
		r += 133
	case -1069068207195:
		r += 134
	case 1076987230952, 1076987230953:
		r += 135
	case -1084906254709:
		r += 136
	case 1092825278466:
		r += 137
	case -1100744302223:
		r += 138
	case 1108663325980:
		r += 139
	case -1116582349737, -1116582349736:
		r += 140
	case 1124501373494:
		r += 141
	case -1132420397251:
		r += 142
	case 1140339421008:
		r += 143
		fallthrough
	case -1148258444765:
		r += 144
	case 1156177468522, 1156177468523:
		r += 145
	case -1164096492279:
		r += 146
	case 1172015516036:
		r += 147
	case -1179934539793:
		r += 148
	case 1187853563550:
		r += 149
	case -1195772587307, -1195772587306:
		r += 150
	case 1203691611064:
		r += 151
	case -1211610634821:
		r += 152
	case 1219529658578:
		r += 153
	case -1227448682335:
		r += 154
		fallthrough
	case 1235367706092, 1235367706093:
		r += 155
	case -1243286729849:
		r += 156
	case 1251205753606:
		r += 157
	case -1259124777363:
		r += 158
	case 1267043801120:
		r += 159
	case -1274962824877, -1274962824876:
		r += 160
	case 1282881848634:
		r += 161
	case -1290800872391:
		r += 162
	case 1298719896148:
		r += 163
	case -1306638919905:
		r += 164
	case 1314557943662, 1314557943663:
		r += 165
		fallthrough
	case -1322476967419:
		r += 166
	case 1330395991176:
		r += 167
	case -1338315014933:
		r += 168
	case 1346234038690:
		r += 169
	case -1354153062447, -1354153062446:
		r += 170
	case 1362072086204:
		r += 171
	case -1369991109961:
		r += 172
	case 1377910133718:
		r += 173
	case -1385829157475:
		r += 174
	case 1393748181232, 1393748181233:
		r += 175
	case -1401667204989:
		r += 176
		fallthrough
	case 1409586228746:
		r += 177
	case -1417505252503:
		r += 178
	case 1425424276260:
		r += 179
	case -1433343300017, -1433343300016:
		r += 180
	case 1441262323774:
		r += 181
	case -1449181347531:
		r += 182
	case 1457100371288:
		r += 183
	case -1465019395045:
		r += 184
	case 1472938418802, 1472938418803:
		r += 185
	case -1480857442559:
		r += 186
	case 1488776466316:
		r += 187
		fallthrough
	case -1496695490073:
		r += 188
	case 1504614513830:
		r += 189
	case -1512533537587, -1512533537586:
		r += 190
	case 1520452561344:
		r += 191
	case -1528371585101:
		r += 192
	case 1536290608858:
		r += 193
	case -1544209632615:
		r += 194
	case 1552128656372, 1552128656373:
		r += 195
	case -1560047680129:
		r += 196
	case 1567966703886:
		r += 197
	case -1575885727643:
		r += 198
		fallthrough
	case 1583804751400:
		r += 199
	case -1591723775157, -1591723775156:
		r += 200
	case 1599642798914:
		r += 201
	case -1607561822671:
		r += 202
	case 1615480846428:
		r += 203
	case -1623399870185:
		r += 204
	case 1631318893942, 1631318893943:
		r += 205
	case -1639237917699:
		r += 206
	case 1647156941456:
		r += 207
	case -1655075965213:
		r += 208
	case 1662994988970:
		r += 209
		fallthrough
	case -1670914012727, -1670914012726:
		r += 210
	case 1678833036484:
		r += 211
	case -1686752060241:
		r += 212
	case 1694671083998:
		r += 213
	case -1702590107755:
		r += 214
	case 1710509131512, 1710509131513:
		r += 215
	case -1718428155269:
		r += 216
	case 1726347179026:
		r += 217
	case -1734266202783:
		r += 218
	case 1742185226540:
		r += 219
	case -1750104250297, -1750104250296:
		r += 220
		fallthrough
	case 1758023274054:
		r += 221
	case -1765942297811:
		r += 222
	case 1773861321568:
		r += 223
	case -1781780345325:
		r += 224
	case 1789699369082, 1789699369083:
		r += 225
	case -1797618392839:
		r += 226
	case 1805537416596:
		r += 227
	case -1813456440353:
		r += 228
	case 1821375464110:
		r += 229
	case -1829294487867, -1829294487866:
		r += 230
	case 1837213511624:
		r += 231
		fallthrough
	case -1845132535381:
		r += 232
	case 1853051559138:
		r += 233
	case -1860970582895:
		r += 234
	case 1868889606652, 1868889606653:
		r += 235
	case -1876808630409:
		r += 236
	case 1884727654166:
		r += 237
	case -1892646677923:
		r += 238
	case 1900565701680:
		r += 239
	case -1908484725437, -1908484725436:
		r += 240
	case 1916403749194:
		r += 241
	case -1924322772951:
		r += 242
		fallthrough
	case 1932241796708:
		r += 243
	case -1940160820465:
		r += 244
	case 1948079844222, 1948079844223:
		r += 245
	case -1955998867979:
		r += 246
	case 1963917891736:
		r += 247
	case -1971836915493:
		r += 248
	case 1979755939250:
		r += 249
	case -1987674963007, -1987674963006:
		r += 250
	case 1995593986764:
		r += 251
	case -2003513010521:
		r += 252
	case 2011432034278:
		r += 253
		fallthrough
	case -2019351058035:
		r += 254
	case 2027270081792, 2027270081793:
		r += 255
	case -2035189105549:
		r += 256
	case 2043108129306:
		r += 257
	case -2051027153063:
		r += 258
	case 2058946176820:
		r += 259
	case -2066865200577, -2066865200576:
		r += 260
	case 2074784224334:
		r += 261
	case -2082703248091:
		r += 262
	case 2090622271848:
		r += 263
	case -2098541295605:
		r += 264
		fallthrough
	case 2106460319362, 2106460319363:
		r += 265
	case -2114379343119:
		r += 266
	case 2122298366876:
		r += 267
	case -2130217390633:
		r += 268
	case 2138136414390:
		r += 269
	case -2146055438147, -2146055438146:
		r += 270
	case 2153974461904:
		r += 271
	case -2161893485661:
		r += 272
	case 2169812509418:
		r += 273
	case -2177731533175:
		r += 274
	case 2185650556932, 2185650556933:
		r += 275
		fallthrough
	case -2193569580689:
		r += 276
	case 2201488604446:
		r += 277
	case -2209407628203:
		r += 278
	case 2217326651960:
		r += 279
	case -2225245675717, -2225245675716:
		r += 280
	case 2233164699474:
		r += 281
	case -2241083723231:
		r += 282
	case 2249002746988:
		r += 283
	case -2256921770745:
		r += 284
	case 2264840794502, 2264840794503:
		r += 285
	case -2272759818259:
		r += 286
		fallthrough
	case 2280678842016:
		r += 287
	case -2288597865773:
		r += 288
	case 2296516889530:
		r += 289
	case -2304435913287, -2304435913286:
		r += 290
	case 2312354937044:
		r += 291
	case -2320273960801:
		r += 292
	case 2328192984558:
		r += 293
	case -2336112008315:
		r += 294
	case 2344031032072, 2344031032073:
		r += 295
	case -2351950055829:
		r += 296
	case 2359869079586:
		r += 297
		fallthrough
	case -2367788103343:
		r += 298
	case 2375707127100:
		r += 299
	case -2383626150857, -2383626150856:
		r += 300
	case 2391545174614:
		r += 301
	case -2399464198371:
		r += 302
	case 2407383222128:
		r += 303
	case -2415302245885:
		r += 304
	case 2423221269642, 2423221269643:
		r += 305
	case -2431140293399:
		r += 306
	case 2439059317156:
		r += 307
	case -2446978340913:
		r += 308
		fallthrough
	case 2454897364670:
		r += 309
	case -2462816388427, -2462816388426:
		r += 310
	case 2470735412184:
		r += 311
	case -2478654435941:
		r += 312
	case 2486573459698:
		r += 313
	case -2494492483455:
		r += 314
	case 2502411507212, 2502411507213:
		r += 315
	case -2510330530969:
		r += 316
	case 2518249554726:
		r += 317
	case -2526168578483:
		r += 318
	case 2534087602240:
		r += 319
		fallthrough
	case -2542006625997, -2542006625996:
		r += 320
	case 2549925649754:
		r += 321
	case -2557844673511:
		r += 322
	case 2565763697268:
		r += 323
	case -2573682721025:
		r += 324
	case 2581601744782, 2581601744783:
		r += 325
	case -2589520768539:
		r += 326
	case 2597439792296:
		r += 327
	case -2605358816053:
		r += 328
	case 2613277839810:
		r += 329
	case -2621196863567, -2621196863566:
		r += 330
		fallthrough
	case 2629115887324:
		r += 331
	case -2637034911081:
		r += 332
	case 2644953934838:
		r += 333
	case -2652872958595:
		r += 334
	case 2660791982352, 2660791982353:
		r += 335
	case -2668711006109:
		r += 336
	case 2676630029866:
		r += 337
	case -2684549053623:
		r += 338
	case 2692468077380:
		r += 339
	case -2700387101137, -2700387101136:
		r += 340
	case 2708306124894:
		r += 341
		fallthrough
	case -2716225148651:
		r += 342
	case 2724144172408:
		r += 343
	case -2732063196165:
		r += 344
	case 2739982219922, 2739982219923:
		r += 345
	case -2747901243679:
		r += 346
	case 2755820267436:
		r += 347
	case -2763739291193:
		r += 348
	case 2771658314950:
		r += 349
	case -2779577338707, -2779577338706:
		r += 350
	case 2787496362464:
		r += 351
	case -2795415386221:
		r += 352
		fallthrough
	case 2803334409978:
		r += 353
	case -2811253433735:
		r += 354
	case 2819172457492, 2819172457493:
		r += 355
	case -2827091481249:
		r += 356
	case 2835010505006:
		r += 357
	case -2842929528763:
		r += 358
	case 2850848552520:
		r += 359
	case -2858767576277, -2858767576276:
		r += 360
	case 2866686600034:
		r += 361
	case -2874605623791:
		r += 362
	case 2882524647548:
		r += 363
		fallthrough
	case -2890443671305:
		r += 364
	case 2898362695062, 2898362695063:
		r += 365
	case -2906281718819:
		r += 366
	case 2914200742576:
		r += 367
	case -2922119766333:
		r += 368
	case 2930038790090:
		r += 369
	case -2937957813847, -2937957813846:
		r += 370
	case 2945876837604:
		r += 371
	case -2953795861361:
		r += 372
	case 2961714885118:
		r += 373
	case -2969633908875:
		r += 374
		fallthrough
	case 2977552932632, 2977552932633:
		r += 375
	case -2985471956389:
		r += 376
	case 2993390980146:
		r += 377
	case -3001310003903:
		r += 378
	case 3009229027660:
		r += 379
	case -3017148051417, -3017148051416:
		r += 380
	case 3025067075174:
		r += 381
	case -3032986098931:
		r += 382
	case 3040905122688:
		r += 383
	case -3048824146445:
		r += 384
	case 3056743170202, 3056743170203:
		r += 385
		fallthrough
	case -3064662193959:
		r += 386
	case 3072581217716:
		r += 387
	case -3080500241473:
		r += 388
	case 3088419265230:
		r += 389
	case -3096338288987, -3096338288986:
		r += 390
	case 3104257312744:
		r += 391
	case -3112176336501:
		r += 392
	case 3120095360258:
		r += 393
	case -3128014384015:
		r += 394
	case 3135933407772, 3135933407773:
		r += 395
	case -3143852431529:
		r += 396
		fallthrough
	case 3151771455286:
		r += 397
	case -3159690479043:
		r += 398
	case 3167609502800:
		r += 399
	case -3175528526557, -3175528526556:
		r += 400
	case 3183447550314:
		r += 401
	case -3191366574071:
		r += 402
	case 3199285597828:
		r += 403
	case -3207204621585:
		r += 404
	case 3215123645342, 3215123645343:
		r += 405
	case -3223042669099:
		r += 406
	case 3230961692856:
		r += 407
		fallthrough
	case -3238880716613:
		r += 408
	case 3246799740370:
		r += 409
	case -3254718764127, -3254718764126:
		r += 410
	case 3262637787884:
		r += 411
	case -3270556811641:
		r += 412
	case 3278475835398:
		r += 413
	case -3286394859155:
		r += 414
	case 3294313882912, 3294313882913:
		r += 415
	case -3302232906669:
		r += 416
	case 3310151930426:
		r += 417
	case -3318070954183:
		r += 418
		fallthrough
	case 3325989977940:
		r += 419
	case -3333909001697, -3333909001696:
		r += 420
	case 3341828025454:
		r += 421
	case -3349747049211:
		r += 422
	case 3357666072968:
		r += 423
	case -3365585096725:
		r += 424
	case 3373504120482, 3373504120483:
		r += 425
	case -3381423144239:
		r += 426
	case 3389342167996:
		r += 427
	case -3397261191753:
		r += 428
	case 3405180215510:
		r += 429
		fallthrough
	case -3413099239267, -3413099239266:
		r += 430
	case 3421018263024:
		r += 431
	case -3428937286781:
		r += 432
	case 3436856310538:
		r += 433
	case -3444775334295:
		r += 434
	case 3452694358052, 3452694358053:
		r += 435
	case -3460613381809:
		r += 436
	case 3468532405566:
		r += 437
	case -3476451429323:
		r += 438
	case 3484370453080:
		r += 439
	case -3492289476837, -3492289476836:
		r += 440
		fallthrough
	case 3500208500594:
		r += 441
	case -3508127524351:
		r += 442
	case 3516046548108:
		r += 443
	case -3523965571865:
		r += 444
	case 3531884595622, 3531884595623:
		r += 445
	case -3539803619379:
		r += 446
	case 3547722643136:
		r += 447
	case -3555641666893:
		r += 448
	case 3563560690650:
		r += 449
	case -3571479714407, -3571479714406:
		r += 450
	case 3579398738164:
		r += 451
		fallthrough
	case -3587317761921:
		r += 452
	case 3595236785678:
		r += 453
	case -3603155809435:
		r += 454
	case 3611074833192, 3611074833193:
		r += 455
	case -3618993856949:
		r += 456
	case 3626912880706:
		r += 457
	case -3634831904463:
		r += 458
	case 3642750928220:
		r += 459
	case -3650669951977, -3650669951976:
		r += 460
	case 3658588975734:
		r += 461
	case -3666507999491:
		r += 462
		fallthrough
	case 3674427023248:
		r += 463
	case -3682346047005:
		r += 464
	case 3690265070762, 3690265070763:
		r += 465
	case -3698184094519:
		r += 466
	case 3706103118276:
		r += 467
	case -3714022142033:
		r += 468
	case 3721941165790:
		r += 469
	case -3729860189547, -3729860189546:
		r += 470
	case 3737779213304:
		r += 471
	case -3745698237061:
		r += 472
	case 3753617260818:
		r += 473
		fallthrough
	case -3761536284575:
		r += 474
	case 3769455308332, 3769455308333:
		r += 475
	case -3777374332089:
		r += 476
	case 3785293355846:
		r += 477
	case -3793212379603:
		r += 478
	case 3801131403360:
		r += 479
	case -3809050427117, -3809050427116:
		r += 480
	case 3816969450874:
		r += 481
	case -3824888474631:
		r += 482
	case 3832807498388:
		r += 483
	case -3840726522145:
		r += 484
		fallthrough
	case 3848645545902, 3848645545903:
		r += 485
	case -3856564569659:
		r += 486
	case 3864483593416:
		r += 487
	case -3872402617173:
		r += 488
	case 3880321640930:
		r += 489
	case -3888240664687, -3888240664686:
		r += 490
	case 3896159688444:
		r += 491
	case -3904078712201:
		r += 492
	case 3911997735958:
		r += 493
	case -3919916759715:
		r += 494
	case 3927835783472, 3927835783473:
		r += 495
		fallthrough
	case -3935754807229:
		r += 496
	case 3943673830986:
		r += 497
	case -3951592854743:
		r += 498
	case 3959511878500:
		r += 499
	case -3967430902257, -3967430902256:
		r += 500
	case 3975349926014:
		r += 501
	case -3983268949771:
		r += 502
	case 3991187973528:
		r += 503
	case -3999106997285:
		r += 504
	case 4007026021042, 4007026021043:
		r += 505
	case -4014945044799:
		r += 506
		fallthrough
	case 4022864068556:
		r += 507
	case -4030783092313:
		r += 508
	case 4038702116070:
		r += 509
	case -4046621139827, -4046621139826:
		r += 510
	case 4054540163584:
		r += 511
	case -4062459187341:
		r += 512
	case 4070378211098:
		r += 513
	case -4078297234855:
		r += 514
	case 4086216258612, 4086216258613:
		r += 515
	case -4094135282369:
		r += 516
	case 4102054306126:
		r += 517
		fallthrough
	case -4109973329883:
		r += 518
	case 4117892353640:
		r += 519
	case -4125811377397, -4125811377396:
		r += 520
	case 4133730401154:
		r += 521
	case -4141649424911:
		r += 522
	case 4149568448668:
		r += 523
	case -4157487472425:
		r += 524
	case 4165406496182, 4165406496183:
		r += 525
	case -4173325519939:
		r += 526
	case 4181244543696:
		r += 527
	case -4189163567453:
		r += 528
		fallthrough
	case 4197082591210:
		r += 529
	case -4205001614967, -4205001614966:
		r += 530
	case 4212920638724:
		r += 531
	case -4220839662481:
		r += 532
	case 4228758686238:
		r += 533
	case -4236677709995:
		r += 534
	case 4244596733752, 4244596733753:
		r += 535
	case -4252515757509:
		r += 536
	case 4260434781266:
		r += 537
	case -4268353805023:
		r += 538
	case 4276272828780:
		r += 539
		fallthrough
	case -4284191852537, -4284191852536:
		r += 540
	case 4292110876294:
		r += 541
	case -4300029900051:
		r += 542
	case 4307948923808:
		r += 543
	case -4315867947565:
		r += 544
	case 4323786971322, 4323786971323:
		r += 545
	case -4331705995079:
		r += 546
	case 4339625018836:
		r += 547
	case -4347544042593:
		r += 548
	case 4355463066350:
		r += 549
	case -4363382090107, -4363382090106:
		r += 550
		fallthrough
	case 4371301113864:
		r += 551
	case -4379220137621:
		r += 552
	case 4387139161378:
		r += 553
	case -4395058185135:
		r += 554
	case 4402977208892, 4402977208893:
		r += 555
	case -4410896232649:
		r += 556
	case 4418815256406:
		r += 557
	case -4426734280163:
		r += 558
	case 4434653303920:
		r += 559
	case -4442572327677, -4442572327676:
		r += 560
	case 4450491351434:
		r += 561
		fallthrough
	case -4458410375191:
		r += 562
	case 4466329398948:
		r += 563
	case -4474248422705:
		r += 564
	case 4482167446462, 4482167446463:
		r += 565
	case -4490086470219:
		r += 566
	case 4498005493976:
		r += 567
	case -4505924517733:
		r += 568
	case 4513843541490:
		r += 569
	case -4521762565247, -4521762565246:
		r += 570
	case 4529681589004:
		r += 571
	case -4537600612761:
		r += 572
		fallthrough
	case 4545519636518:
		r += 573
	case -4553438660275:
		r += 574
	case 4561357684032, 4561357684033:
		r += 575
	case -4569276707789:
		r += 576
	case 4577195731546:
		r += 577
	case -4585114755303:
		r += 578
	case 4593033779060:
		r += 579
	case -4600952802817, -4600952802816:
		r += 580
	case 4608871826574:
		r += 581
	case -4616790850331:
		r += 582
	case 4624709874088:
		r += 583
		fallthrough
	case -4632628897845:
		r += 584
	case 4640547921602, 4640547921603:
		r += 585
	case -4648466945359:
		r += 586
	case 4656385969116:
		r += 587
	case -4664304992873:
		r += 588
	case 4672224016630:
		r += 589
	case -4680143040387, -4680143040386:
		r += 590
	case 4688062064144:
		r += 591
	case -4695981087901:
		r += 592
	case 4703900111658:
		r += 593
	case -4711819135415:
		r += 594
		fallthrough
	case 4719738159172, 4719738159173:
		r += 595
	case -4727657182929:
		r += 596
	case 4735576206686:
		r += 597
	case -4743495230443:
		r += 598
	case 4751414254200:
		r += 599
	case -4759333277957, -4759333277956:
		r += 600
	case 4767252301714:
		r += 601
	case -4775171325471:
		r += 602
	case 4783090349228:
		r += 603
	case -4791009372985:
		r += 604
	case 4798928396742, 4798928396743:
		r += 605
		fallthrough
	case -4806847420499:
		r += 606
	case 4814766444256:
		r += 607
	case -4822685468013:
		r += 608
	case 4830604491770:
		r += 609
	case -4838523515527, -4838523515526:
		r += 610
	case 4846442539284:
		r += 611
	case -4854361563041:
		r += 612
	case 4862280586798:
		r += 613
	case -4870199610555:
		r += 614
	case 4878118634312, 4878118634313:
		r += 615
	case -4886037658069:
		r += 616
		fallthrough
	case 4893956681826:
		r += 617
	case -4901875705583:
		r += 618
	case 4909794729340:
		r += 619
	case -4917713753097, -4917713753096:
		r += 620
	case 4925632776854:
		r += 621
	case -4933551800611:
		r += 622
	case 4941470824368:
		r += 623
	case -4949389848125:
		r += 624
	case 4957308871882, 4957308871883:
		r += 625
	case -4965227895639:
		r += 626
	case 4973146919396:
		r += 627
		fallthrough
	case -4981065943153:
		r += 628
	case 4988984966910:
		r += 629
	case -4996903990667, -4996903990666:
		r += 630
	case 5004823014424:
		r += 631
	case -5012742038181:
		r += 632
	case 5020661061938:
		r += 633
	case -5028580085695:
		r += 634
	case 5036499109452, 5036499109453:
		r += 635
	case -5044418133209:
		r += 636
	case 5052337156966:
		r += 637
	case -5060256180723:
		r += 638
		fallthrough
	case 5068175204480:
		r += 639
	case -5076094228237, -5076094228236:
		r += 640
	case 5084013251994:
		r += 641
	case -5091932275751:
		r += 642
	case 5099851299508:
		r += 643
	case -5107770323265:
		r += 644
	case 5115689347022, 5115689347023:
		r += 645
	case -5123608370779:
		r += 646
	case 5131527394536:
		r += 647
	case -5139446418293:
		r += 648
	case 5147365442050:
		r += 649
		fallthrough
	case -5155284465807, -5155284465806:
		r += 650
	case 5163203489564:
		r += 651
	case -5171122513321:
		r += 652
	case 5179041537078:
		r += 653
	case -5186960560835:
		r += 654
	case 5194879584592, 5194879584593:
		r += 655
	case -5202798608349:
		r += 656
	case 5210717632106:
		r += 657
	case -5218636655863:
		r += 658
	case 5226555679620:
		r += 659
	case -5234474703377, -5234474703376:
		r += 660
		fallthrough
	case 5242393727134:
		r += 661
	case -5250312750891:
		r += 662
	case 5258231774648:
		r += 663
	case -5266150798405:
		r += 664
	case 5274069822162, 5274069822163:
		r += 665
	case -5281988845919:
		r += 666
	case 5289907869676:
		r += 667
	case -5297826893433:
		r += 668
	case 5305745917190:
		r += 669
	case -5313664940947, -5313664940946:
		r += 670
	case 5321583964704:
		r += 671
		fallthrough
	case -5329502988461:
		r += 672
	case 5337422012218:
		r += 673
	case -5345341035975:
		r += 674
	case 5353260059732, 5353260059733:
		r += 675
	case -5361179083489:
		r += 676
	case 5369098107246:
		r += 677
	case -5377017131003:
		r += 678
	case 5384936154760:
		r += 679
	case -5392855178517, -5392855178516:
		r += 680
	case 5400774202274:
		r += 681
	case -5408693226031:
		r += 682
		fallthrough
	case 5416612249788:
		r += 683
	case -5424531273545:
		r += 684
	case 5432450297302, 5432450297303:
		r += 685
	case -5440369321059:
		r += 686
	case 5448288344816:
		r += 687
	case -5456207368573:
		r += 688
	case 5464126392330:
		r += 689
	case -5472045416087, -5472045416086:
		r += 690
	case 5479964439844:
		r += 691
	case -5487883463601:
		r += 692
	case 5495802487358:
		r += 693
		fallthrough
	case -5503721511115:
		r += 694
	case 5511640534872, 5511640534873:
		r += 695
	case -5519559558629:
		r += 696
	case 5527478582386:
		r += 697
	case -5535397606143:
		r += 698
	case 5543316629900:
		r += 699
	default:
		return -2
	}
	return r
}

func unsigned(x uint64) int {
	switch x {
	case 0, 1<<64 - 1:
		return -1
	case 1 * 0x5bd1e995a2f3c1:
		return 1
	case 2 * 0x5bd1e995a2f3c1:
		return 2
	case 3 * 0x5bd1e995a2f3c1:
		return 3
	case 4 * 0x5bd1e995a2f3c1:
		return 4
	case 5 * 0x5bd1e995a2f3c1:
		return 5
	case 6 * 0x5bd1e995a2f3c1:
		return 6
	case 7 * 0x5bd1e995a2f3c1:
		return 7
	case 8 * 0x5bd1e995a2f3c1:
		return 8
	case 9 * 0x5bd1e995a2f3c1:
		return 9
	case 10 * 0x5bd1e995a2f3c1:
		return 10
	case 11 * 0x5bd1e995a2f3c1:
		return 11
	case 12 * 0x5bd1e995a2f3c1:
		return 12
	case 13 * 0x5bd1e995a2f3c1:
		return 13
	case 14 * 0x5bd1e995a2f3c1:
		return 14
	case 15 * 0x5bd1e995a2f3c1:
		return 15
	case 16 * 0x5bd1e995a2f3c1:
		return 16
	case 17 * 0x5bd1e995a2f3c1:
		return 17
	case 18 * 0x5bd1e995a2f3c1:
		return 18
	case 19 * 0x5bd1e995a2f3c1:
		return 19
	case 20 * 0x5bd1e995a2f3c1:
		return 20
	case 21 * 0x5bd1e995a2f3c1:
		return 21
	case 22 * 0x5bd1e995a2f3c1:
		return 22
	case 23 * 0x5bd1e995a2f3c1:
		return 23
	case 24 * 0x5bd1e995a2f3c1:
		return 24
	case 25 * 0x5bd1e995a2f3c1:
		return 25
	case 26 * 0x5bd1e995a2f3c1:
		return 26
	case 27 * 0x5bd1e995a2f3c1:
		return 27
	case 28 * 0x5bd1e995a2f3c1:
		return 28
	case 29 * 0x5bd1e995a2f3c1:
		return 29
	case 30 * 0x5bd1e995a2f3c1:
		return 30
	case 31 * 0x5bd1e995a2f3c1:
		return 31
	case 32 * 0x5bd1e995a2f3c1:
		return 32
	case 33 * 0x5bd1e995a2f3c1:
		return 33
	case 34 * 0x5bd1e995a2f3c1:
		return 34
	case 35 * 0x5bd1e995a2f3c1:
		return 35
	case 36 * 0x5bd1e995a2f3c1:
		return 36
	case 37 * 0x5bd1e995a2f3c1:
		return 37
	case 38 * 0x5bd1e995a2f3c1:
		return 38
	case 39 * 0x5bd1e995a2f3c1:
		return 39
	case 40 * 0x5bd1e995a2f3c1:
		return 40
	case 41 * 0x5bd1e995a2f3c1:
		return 41
	case 42 * 0x5bd1e995a2f3c1:
		return 42
	case 43 * 0x5bd1e995a2f3c1:
		return 43
	case 44 * 0x5bd1e995a2f3c1:
		return 44
	case 45 * 0x5bd1e995a2f3c1:
		return 45
	case 46 * 0x5bd1e995a2f3c1:
		return 46
	case 47 * 0x5bd1e995a2f3c1:
		return 47
	case 48 * 0x5bd1e995a2f3c1:
		return 48
	case 49 * 0x5bd1e995a2f3c1:
		return 49
	case 50 * 0x5bd1e995a2f3c1:
		return 50
	case 51 * 0x5bd1e995a2f3c1:
		return 51
	case 52 * 0x5bd1e995a2f3c1:
		return 52
	case 53 * 0x5bd1e995a2f3c1:
		return 53
	case 54 * 0x5bd1e995a2f3c1:
		return 54
	case 55 * 0x5bd1e995a2f3c1:
		return 55
	case 56 * 0x5bd1e995a2f3c1:
		return 56
	case 57 * 0x5bd1e995a2f3c1:
		return 57
	case 58 * 0x5bd1e995a2f3c1:
		return 58
	case 59 * 0x5bd1e995a2f3c1:
		return 59
	case 60 * 0x5bd1e995a2f3c1:
		return 60
	case 61 * 0x5bd1e995a2f3c1:
		return 61
	case 62 * 0x5bd1e995a2f3c1:
		return 62
	case 63 * 0x5bd1e995a2f3c1:
		return 63
	case 64 * 0x5bd1e995a2f3c1:
		return 64
	case 65 * 0x5bd1e995a2f3c1:
		return 65
	case 66 * 0x5bd1e995a2f3c1:
		return 66
	case 67 * 0x5bd1e995a2f3c1:
		return 67
	case 68 * 0x5bd1e995a2f3c1:
		return 68
	case 69 * 0x5bd1e995a2f3c1:
		return 69
	case 70 * 0x5bd1e995a2f3c1:
		return 70
	case 71 * 0x5bd1e995a2f3c1:
		return 71
	case 72 * 0x5bd1e995a2f3c1:
		return 72
	case 73 * 0x5bd1e995a2f3c1:
		return 73
	case 74 * 0x5bd1e995a2f3c1:
		return 74
	case 75 * 0x5bd1e995a2f3c1:
		return 75
	case 76 * 0x5bd1e995a2f3c1:
		return 76
	case 77 * 0x5bd1e995a2f3c1:
		return 77
	case 78 * 0x5bd1e995a2f3c1:
		return 78
	case 79 * 0x5bd1e995a2f3c1:
		return 79
	case 80 * 0x5bd1e995a2f3c1:
		return 80
	case 81 * 0x5bd1e995a2f3c1:
		return 81
	case 82 * 0x5bd1e995a2f3c1:
		return 82
	case 83 * 0x5bd1e995a2f3c1:
		return 83
	case 84 * 0x5bd1e995a2f3c1:
		return 84
	case 85 * 0x5bd1e995a2f3c1:
		return 85
	case 86 * 0x5bd1e995a2f3c1:
		return 86
	case 87 * 0x5bd1e995a2f3c1:
		return 87
	case 88 * 0x5bd1e995a2f3c1:
		return 88
	case 89 * 0x5bd1e995a2f3c1:
		return 89
	case 90 * 0x5bd1e995a2f3c1:
		return 90
	case 91 * 0x5bd1e995a2f3c1:
		return 91
	case 92 * 0x5bd1e995a2f3c1:
		return 92
	case 93 * 0x5bd1e995a2f3c1:
		return 93
	case 94 * 0x5bd1e995a2f3c1:
		return 94
	case 95 * 0x5bd1e995a2f3c1:
		return 95
	case 96 * 0x5bd1e995a2f3c1:
		return 96
	case 97 * 0x5bd1e995a2f3c1:
		return 97
	case 98 * 0x5bd1e995a2f3c1:
		return 98
	case 99 * 0x5bd1e995a2f3c1:
		return 99
	case 100 * 0x5bd1e995a2f3c1:
		return 100
	case 101 * 0x5bd1e995a2f3c1:
		return 101
	case 102 * 0x5bd1e995a2f3c1:
		return 102
	case 103 * 0x5bd1e995a2f3c1:
		return 103
	case 104 * 0x5bd1e995a2f3c1:
		return 104
	case 105 * 0x5bd1e995a2f3c1:
		return 105
	case 106 * 0x5bd1e995a2f3c1:
		return 106
	case 107 * 0x5bd1e995a2f3c1:
		return 107
	case 108 * 0x5bd1e995a2f3c1:
		return 108
	case 109 * 0x5bd1e995a2f3c1:
		return 109
	case 110 * 0x5bd1e995a2f3c1:
		return 110
	case 111 * 0x5bd1e995a2f3c1:
		return 111
	case 112 * 0x5bd1e995a2f3c1:
		return 112
	case 113 * 0x5bd1e995a2f3c1:
		return 113
	case 114 * 0x5bd1e995a2f3c1:
		return 114
	case 115 * 0x5bd1e995a2f3c1:
		return 115
	case 116 * 0x5bd1e995a2f3c1:
		return 116
	case 117 * 0x5bd1e995a2f3c1:
		return 117
	case 118 * 0x5bd1e995a2f3c1:
		return 118
	case 119 * 0x5bd1e995a2f3c1:
		return 119
	case 120 * 0x5bd1e995a2f3c1:
		return 120
	case 121 * 0x5bd1e995a2f3c1:
		return 121
	case 122 * 0x5bd1e995a2f3c1:
		return 122
	case 123 * 0x5bd1e995a2f3c1:
		return 123
	case 124 * 0x5bd1e995a2f3c1:
		return 124
	case 125 * 0x5bd1e995a2f3c1:
		return 125
	case 126 * 0x5bd1e995a2f3c1:
		return 126
	case 127 * 0x5bd1e995a2f3c1:
		return 127
	case 128 * 0x5bd1e995a2f3c1:
		return 128
	case 129 * 0x5bd1e995a2f3c1:
		return 129
	case 130 * 0x5bd1e995a2f3c1:
		return 130
	case 131 * 0x5bd1e995a2f3c1:
		return 131
	case 132 * 0x5bd1e995a2f3c1:
		return 132
	case 133 * 0x5bd1e995a2f3c1:
		return 133
	case 134 * 0x5bd1e995a2f3c1:
		return 134
	case 135 * 0x5bd1e995a2f3c1:
		return 135
	case 136 * 0x5bd1e995a2f3c1:
		return 136
	case 137 * 0x5bd1e995a2f3c1:
		return 137
	case 138 * 0x5bd1e995a2f3c1:
		return 138
	case 139 * 0x5bd1e995a2f3c1:
		return 139
	case 140 * 0x5bd1e995a2f3c1:
		return 140
	case 141 * 0x5bd1e995a2f3c1:
		return 141
	case 142 * 0x5bd1e995a2f3c1:
		return 142
	case 143 * 0x5bd1e995a2f3c1:
		return 143
	case 144 * 0x5bd1e995a2f3c1:
		return 144
	case 145 * 0x5bd1e995a2f3c1:
		return 145
	case 146 * 0x5bd1e995a2f3c1:
		return 146
	case 147 * 0x5bd1e995a2f3c1:
		return 147
	case 148 * 0x5bd1e995a2f3c1:
		return 148
	case 149 * 0x5bd1e995a2f3c1:
		return 149
	case 150 * 0x5bd1e995a2f3c1:
		return 150
	case 151 * 0x5bd1e995a2f3c1:
		return 151
	case 152 * 0x5bd1e995a2f3c1:
		return 152
	case 153 * 0x5bd1e995a2f3c1:
		return 153
	case 154 * 0x5bd1e995a2f3c1:
		return 154
	case 155 * 0x5bd1e995a2f3c1:
		return 155
	case 156 * 0x5bd1e995a2f3c1:
		return 156
	case 157 * 0x5bd1e995a2f3c1:
		return 157
	case 158 * 0x5bd1e995a2f3c1:
		return 158
	case 159 * 0x5bd1e995a2f3c1:
		return 159
	case 160 * 0x5bd1e995a2f3c1:
		return 160
	case 161 * 0x5bd1e995a2f3c1:
		return 161
	case 162 * 0x5bd1e995a2f3c1:
		return 162
	case 163 * 0x5bd1e995a2f3c1:
		return 163
	case 164 * 0x5bd1e995a2f3c1:
		return 164
	case 165 * 0x5bd1e995a2f3c1:
		return 165
	case 166 * 0x5bd1e995a2f3c1:
		return 166
	case 167 * 0x5bd1e995a2f3c1:
		return 167
	case 168 * 0x5bd1e995a2f3c1:
		return 168
	case 169 * 0x5bd1e995a2f3c1:
		return 169
	case 170 * 0x5bd1e995a2f3c1:
		return 170
	case 171 * 0x5bd1e995a2f3c1:
		return 171
	case 172 * 0x5bd1e995a2f3c1:
		return 172
	case 173 * 0x5bd1e995a2f3c1:
		return 173
	case 174 * 0x5bd1e995a2f3c1:
		return 174
	case 175 * 0x5bd1e995a2f3c1:
		return 175
	case 176 * 0x5bd1e995a2f3c1:
		return 176
	case 177 * 0x5bd1e995a2f3c1:
		return 177
	case 178 * 0x5bd1e995a2f3c1:
		return 178
	case 179 * 0x5bd1e995a2f3c1:
		return 179
	case 180 * 0x5bd1e995a2f3c1:
		return 180
	case 181 * 0x5bd1e995a2f3c1:
		return 181
	case 182 * 0x5bd1e995a2f3c1:
		return 182
	case 183 * 0x5bd1e995a2f3c1:
		return 183
	case 184 * 0x5bd1e995a2f3c1:
		return 184
	case 185 * 0x5bd1e995a2f3c1:
		return 185
	case 186 * 0x5bd1e995a2f3c1:
		return 186
	case 187 * 0x5bd1e995a2f3c1:
		return 187
	case 188 * 0x5bd1e995a2f3c1:
		return 188
	case 189 * 0x5bd1e995a2f3c1:
		return 189
	case 190 * 0x5bd1e995a2f3c1:
		return 190
	case 191 * 0x5bd1e995a2f3c1:
		return 191
	case 192 * 0x5bd1e995a2f3c1:
		return 192
	case 193 * 0x5bd1e995a2f3c1:
		return 193
	case 194 * 0x5bd1e995a2f3c1:
		return 194
	case 195 * 0x5bd1e995a2f3c1:
		return 195
	case 196 * 0x5bd1e995a2f3c1:
		return 196
	case 197 * 0x5bd1e995a2f3c1:
		return 197
	case 198 * 0x5bd1e995a2f3c1:
		return 198
	case 199 * 0x5bd1e995a2f3c1:
		return 199
	case 200 * 0x5bd1e995a2f3c1:
		return 200
	case 201 * 0x5bd1e995a2f3c1:
		return 201
	case 202 * 0x5bd1e995a2f3c1:
		return 202
	case 203 * 0x5bd1e995a2f3c1:
		return 203
	case 204 * 0x5bd1e995a2f3c1:
		return 204
	case 205 * 0x5bd1e995a2f3c1:
		return 205
	case 206 * 0x5bd1e995a2f3c1:
		return 206
	case 207 * 0x5bd1e995a2f3c1:
		return 207
	case 208 * 0x5bd1e995a2f3c1:
		return 208
	case 209 * 0x5bd1e995a2f3c1:
		return 209
	case 210 * 0x5bd1e995a2f3c1:
		return 210
	case 211 * 0x5bd1e995a2f3c1:
		return 211
	case 212 * 0x5bd1e995a2f3c1:
		return 212
	case 213 * 0x5bd1e995a2f3c1:
		return 213
	case 214 * 0x5bd1e995a2f3c1:
		return 214
	case 215 * 0x5bd1e995a2f3c1:
		return 215
	case 216 * 0x5bd1e995a2f3c1:
		return 216
	case 217 * 0x5bd1e995a2f3c1:
		return 217
	case 218 * 0x5bd1e995a2f3c1:
		return 218
	case 219 * 0x5bd1e995a2f3c1:
		return 219
	case 220 * 0x5bd1e995a2f3c1:
		return 220
	case 221 * 0x5bd1e995a2f3c1:
		return 221
	case 222 * 0x5bd1e995a2f3c1:
		return 222
	case 223 * 0x5bd1e995a2f3c1:
		return 223
	case 224 * 0x5bd1e995a2f3c1:
		return 224
	case 225 * 0x5bd1e995a2f3c1:
		return 225
	case 226 * 0x5bd1e995a2f3c1:
		return 226
	case 227 * 0x5bd1e995a2f3c1:
		return 227
	case 228 * 0x5bd1e995a2f3c1:
		return 228
	case 229 * 0x5bd1e995a2f3c1:
		return 229
	case 230 * 0x5bd1e995a2f3c1:
		return 230
	case 231 * 0x5bd1e995a2f3c1:
		return 231
	case 232 * 0x5bd1e995a2f3c1:
		return 232
	case 233 * 0x5bd1e995a2f3c1:
		return 233
	case 234 * 0x5bd1e995a2f3c1:
		return 234
	case 235 * 0x5bd1e995a2f3c1:
		return 235
	case 236 * 0x5bd1e995a2f3c1:
		return 236
	case 237 * 0x5bd1e995a2f3c1:
		return 237
	case 238 * 0x5bd1e995a2f3c1:
		return 238
	case 239 * 0x5bd1e995a2f3c1:
		return 239
	case 240 * 0x5bd1e995a2f3c1:
		return 240
	case 241 * 0x5bd1e995a2f3c1:
		return 241
	case 242 * 0x5bd1e995a2f3c1:
		return 242
	case 243 * 0x5bd1e995a2f3c1:
		return 243
	case 244 * 0x5bd1e995a2f3c1:
		return 244
	case 245 * 0x5bd1e995a2f3c1:
		return 245
	case 246 * 0x5bd1e995a2f3c1:
		return 246
	case 247 * 0x5bd1e995a2f3c1:
		return 247
	case 248 * 0x5bd1e995a2f3c1:
		return 248
	case 249 * 0x5bd1e995a2f3c1:
		return 249
	case 250 * 0x5bd1e995a2f3c1:
		return 250
	case 251 * 0x5bd1e995a2f3c1:
		return 251
	case 252 * 0x5bd1e995a2f3c1:
		return 252
	case 253 * 0x5bd1e995a2f3c1:
		return 253
	case 254 * 0x5bd1e995a2f3c1:
		return 254
	case 255 * 0x5bd1e995a2f3c1:
		return 255
	case 256 * 0x5bd1e995a2f3c1:
		return 256
	case 257 * 0x5bd1e995a2f3c1:
		return 257
	case 258 * 0x5bd1e995a2f3c1:
		return 258
	case 259 * 0x5bd1e995a2f3c1:
		return 259
	case 260 * 0x5bd1e995a2f3c1:
		return 260
	case 261 * 0x5bd1e995a2f3c1:
		return 261
	case 262 * 0x5bd1e995a2f3c1:
		return 262
	case 263 * 0x5bd1e995a2f3c1:
		return 263
	case 264 * 0x5bd1e995a2f3c1:
		return 264
	case 265 * 0x5bd1e995a2f3c1:
		return 265
	case 266 * 0x5bd1e995a2f3c1:
		return 266
	case 267 * 0x5bd1e995a2f3c1:
		return 267
	case 268 * 0x5bd1e995a2f3c1:
		return 268
	case 269 * 0x5bd1e995a2f3c1:
		return 269
	case 270 * 0x5bd1e995a2f3c1:
		return 270
	case 271 * 0x5bd1e995a2f3c1:
		return 271
	case 272 * 0x5bd1e995a2f3c1:
		return 272
	case 273 * 0x5bd1e995a2f3c1:
		return 273
	case 274 * 0x5bd1e995a2f3c1:
		return 274
	case 275 * 0x5bd1e995a2f3c1:
		return 275
	case 276 * 0x5bd1e995a2f3c1:
		return 276
	case 277 * 0x5bd1e995a2f3c1:
		return 277
	case 278 * 0x5bd1e995a2f3c1:
		return 278
	case 279 * 0x5bd1e995a2f3c1:
		return 279
	case 280 * 0x5bd1e995a2f3c1:
		return 280
	case 281 * 0x5bd1e995a2f3c1:
		return 281
	case 282 * 0x5bd1e995a2f3c1:
		return 282
	case 283 * 0x5bd1e995a2f3c1:
		return 283
	case 284 * 0x5bd1e995a2f3c1:
		return 284
	case 285 * 0x5bd1e995a2f3c1:
		return 285
	case 286 * 0x5bd1e995a2f3c1:
		return 286
	case 287 * 0x5bd1e995a2f3c1:
		return 287
	case 288 * 0x5bd1e995a2f3c1:
		return 288
	case 289 * 0x5bd1e995a2f3c1:
		return 289
	case 290 * 0x5bd1e995a2f3c1:
		return 290
	case 291 * 0x5bd1e995a2f3c1:
		return 291
	case 292 * 0x5bd1e995a2f3c1:
		return 292
	case 293 * 0x5bd1e995a2f3c1:
		return 293
	case 294 * 0x5bd1e995a2f3c1:
		return 294
	case 295 * 0x5bd1e995a2f3c1:
		return 295
	case 296 * 0x5bd1e995a2f3c1:
		return 296
	case 297 * 0x5bd1e995a2f3c1:
		return 297
	case 298 * 0x5bd1e995a2f3c1:
		return 298
	case 299 * 0x5bd1e995a2f3c1:
		return 299
	case 300 * 0x5bd1e995a2f3c1:
		return 300
	case 301 * 0x5bd1e995a2f3c1:
		return 301
	case 302 * 0x5bd1e995a2f3c1:
		return 302
	case 303 * 0x5bd1e995a2f3c1:
		return 303
	case 304 * 0x5bd1e995a2f3c1:
		return 304
	case 305 * 0x5bd1e995a2f3c1:
		return 305
	case 306 * 0x5bd1e995a2f3c1:
		return 306
	case 307 * 0x5bd1e995a2f3c1:
		return 307
	case 308 * 0x5bd1e995a2f3c1:
		return 308
	case 309 * 0x5bd1e995a2f3c1:
		return 309
	case 310 * 0x5bd1e995a2f3c1:
		return 310
	case 311 * 0x5bd1e995a2f3c1:
		return 311
	case 312 * 0x5bd1e995a2f3c1:
		return 312
	case 313 * 0x5bd1e995a2f3c1:
		return 313
	case 314 * 0x5bd1e995a2f3c1:
		return 314
	case 315 * 0x5bd1e995a2f3c1:
		return 315
	case 316 * 0x5bd1e995a2f3c1:
		return 316
	case 317 * 0x5bd1e995a2f3c1:
		return 317
	case 318 * 0x5bd1e995a2f3c1:
		return 318
	case 319 * 0x5bd1e995a2f3c1:
		return 319
	case 320 * 0x5bd1e995a2f3c1:
		return 320
	case 321 * 0x5bd1e995a2f3c1:
		return 321
	case 322 * 0x5bd1e995a2f3c1:
		return 322
	case 323 * 0x5bd1e995a2f3c1:
		return 323
	case 324 * 0x5bd1e995a2f3c1:
		return 324
	case 325 * 0x5bd1e995a2f3c1:
		return 325
	case 326 * 0x5bd1e995a2f3c1:
		return 326
	case 327 * 0x5bd1e995a2f3c1:
		return 327
	case 328 * 0x5bd1e995a2f3c1:
		return 328
	case 329 * 0x5bd1e995a2f3c1:
		return 329
	case 330 * 0x5bd1e995a2f3c1:
		return 330
	case 331 * 0x5bd1e995a2f3c1:
		return 331
	case 332 * 0x5bd1e995a2f3c1:
		return 332
	case 333 * 0x5bd1e995a2f3c1:
		return 333
	case 334 * 0x5bd1e995a2f3c1:
		return 334
	case 335 * 0x5bd1e995a2f3c1:
		return 335
	case 336 * 0x5bd1e995a2f3c1:
		return 336
	case 337 * 0x5bd1e995a2f3c1:
		return 337
	case 338 * 0x5bd1e995a2f3c1:
		return 338
	case 339 * 0x5bd1e995a2f3c1:
		return 339
	case 340 * 0x5bd1e995a2f3c1:
		return 340
	case 341 * 0x5bd1e995a2f3c1:
		return 341
	case 342 * 0x5bd1e995a2f3c1:
		return 342
	case 343 * 0x5bd1e995a2f3c1:
		return 343
	case 344 * 0x5bd1e995a2f3c1:
		return 344
	case 345 * 0x5bd1e995a2f3c1:
		return 345
	case 346 * 0x5bd1e995a2f3c1:
		return 346
	case 347 * 0x5bd1e995a2f3c1:
		return 347
	case 348 * 0x5bd1e995a2f3c1:
		return 348
	case 349 * 0x5bd1e995a2f3c1:
		return 349
	case 350 * 0x5bd1e995a2f3c1:
		return 350
	case 351 * 0x5bd1e995a2f3c1:
		return 351
	case 352 * 0x5bd1e995a2f3c1:
		return 352
	case 353 * 0x5bd1e995a2f3c1:
		return 353
	case 354 * 0x5bd1e995a2f3c1:
		return 354
	case 355 * 0x5bd1e995a2f3c1:
		return 355
	case 356 * 0x5bd1e995a2f3c1:
		return 356
	case 357 * 0x5bd1e995a2f3c1:
		return 357
	case 358 * 0x5bd1e995a2f3c1:
		return 358
	case 359 * 0x5bd1e995a2f3c1:
		return 359
	case 360 * 0x5bd1e995a2f3c1:
		return 360
	case 361 * 0x5bd1e995a2f3c1:
		return 361
	case 362 * 0x5bd1e995a2f3c1:
		return 362
	case 363 * 0x5bd1e995a2f3c1:
		return 363
	case 364 * 0x5bd1e995a2f3c1:
		return 364
	case 365 * 0x5bd1e995a2f3c1:
		return 365
	case 366 * 0x5bd1e995a2f3c1:
		return 366
	case 367 * 0x5bd1e995a2f3c1:
		return 367
	case 368 * 0x5bd1e995a2f3c1:
		return 368
	case 369 * 0x5bd1e995a2f3c1:
		return 369
	case 370 * 0x5bd1e995a2f3c1:
		return 370
	case 371 * 0x5bd1e995a2f3c1:
		return 371
	case 372 * 0x5bd1e995a2f3c1:
		return 372
	case 373 * 0x5bd1e995a2f3c1:
		return 373
	case 374 * 0x5bd1e995a2f3c1:
		return 374
	case 375 * 0x5bd1e995a2f3c1:
		return 375
	case 376 * 0x5bd1e995a2f3c1:
		return 376
	case 377 * 0x5bd1e995a2f3c1:
		return 377
	case 378 * 0x5bd1e995a2f3c1:
		return 378
	case 379 * 0x5bd1e995a2f3c1:
		return 379
	case 380 * 0x5bd1e995a2f3c1:
		return 380
	case 381 * 0x5bd1e995a2f3c1:
		return 381
	case 382 * 0x5bd1e995a2f3c1:
		return 382
	case 383 * 0x5bd1e995a2f3c1:
		return 383
	case 384 * 0x5bd1e995a2f3c1:
		return 384
	case 385 * 0x5bd1e995a2f3c1:
		return 385
	case 386 * 0x5bd1e995a2f3c1:
		return 386
	case 387 * 0x5bd1e995a2f3c1:
		return 387
	case 388 * 0x5bd1e995a2f3c1:
		return 388
	case 389 * 0x5bd1e995a2f3c1:
		return 389
	case 390 * 0x5bd1e995a2f3c1:
		return 390
	case 391 * 0x5bd1e995a2f3c1:
		return 391
	case 392 * 0x5bd1e995a2f3c1:
		return 392
	case 393 * 0x5bd1e995a2f3c1:
		return 393
	case 394 * 0x5bd1e995a2f3c1:
		return 394
	case 395 * 0x5bd1e995a2f3c1:
		return 395
	case 396 * 0x5bd1e995a2f3c1:
		return 396
	case 397 * 0x5bd1e995a2f3c1:
		return 397
	case 398 * 0x5bd1e995a2f3c1:
		return 398
	case 399 * 0x5bd1e995a2f3c1:
		return 399
	case 400 * 0x5bd1e995a2f3c1:
		return 400
	case 401 * 0x5bd1e995a2f3c1:
		return 401
	case 402 * 0x5bd1e995a2f3c1:
		return 402
	case 403 * 0x5bd1e995a2f3c1:
		return 403
	case 404 * 0x5bd1e995a2f3c1:
		return 404
	case 405 * 0x5bd1e995a2f3c1:
		return 405
	case 406 * 0x5bd1e995a2f3c1:
		return 406
	case 407 * 0x5bd1e995a2f3c1:
		return 407
	case 408 * 0x5bd1e995a2f3c1:
		return 408
	case 409 * 0x5bd1e995a2f3c1:
		return 409
	case 410 * 0x5bd1e995a2f3c1:
		return 410
	case 411 * 0x5bd1e995a2f3c1:
		return 411
	case 412 * 0x5bd1e995a2f3c1:
		return 412
	case 413 * 0x5bd1e995a2f3c1:
		return 413
	case 414 * 0x5bd1e995a2f3c1:
		return 414
	case 415 * 0x5bd1e995a2f3c1:
		return 415
	case 416 * 0x5bd1e995a2f3c1:
		return 416
	case 417 * 0x5bd1e995a2f3c1:
		return 417
	case 418 * 0x5bd1e995a2f3c1:
		return 418
	case 419 * 0x5bd1e995a2f3c1:
		return 419
	case 420 * 0x5bd1e995a2f3c1:
		return 420
	case 421 * 0x5bd1e995a2f3c1:
		return 421
	case 422 * 0x5bd1e995a2f3c1:
		return 422
	case 423 * 0x5bd1e995a2f3c1:
		return 423
	case 424 * 0x5bd1e995a2f3c1:
		return 424
	case 425 * 0x5bd1e995a2f3c1:
		return 425
	case 426 * 0x5bd1e995a2f3c1:
		return 426
	case 427 * 0x5bd1e995a2f3c1:
		return 427
	case 428 * 0x5bd1e995a2f3c1:
		return 428
	case 429 * 0x5bd1e995a2f3c1:
		return 429
	case 430 * 0x5bd1e995a2f3c1:
		return 430
	case 431 * 0x5bd1e995a2f3c1:
		return 431
	case 432 * 0x5bd1e995a2f3c1:
		return 432
	case 433 * 0x5bd1e995a2f3c1:
		return 433
	case 434 * 0x5bd1e995a2f3c1:
		return 434
	case 435 * 0x5bd1e995a2f3c1:
		return 435
	case 436 * 0x5bd1e995a2f3c1:
		return 436
	case 437 * 0x5bd1e995a2f3c1:
		return 437
	case 438 * 0x5bd1e995a2f3c1:
		return 438
	case 439 * 0x5bd1e995a2f3c1:
		return 439
	case 440 * 0x5bd1e995a2f3c1:
		return 440
	case 441 * 0x5bd1e995a2f3c1:
		return 441
	case 442 * 0x5bd1e995a2f3c1:
		return 442
	case 443 * 0x5bd1e995a2f3c1:
		return 443
	case 444 * 0x5bd1e995a2f3c1:
		return 444
	case 445 * 0x5bd1e995a2f3c1:
		return 445
	case 446 * 0x5bd1e995a2f3c1:
		return 446
	case 447 * 0x5bd1e995a2f3c1:
		return 447
	case 448 * 0x5bd1e995a2f3c1:
		return 448
	case 449 * 0x5bd1e995a2f3c1:
		return 449
	case 450 * 0x5bd1e995a2f3c1:
		return 450
	case 451 * 0x5bd1e995a2f3c1:
		return 451
	case 452 * 0x5bd1e995a2f3c1:
		return 452
	case 453 * 0x5bd1e995a2f3c1:
		return 453
	case 454 * 0x5bd1e995a2f3c1:
		return 454
	case 455 * 0x5bd1e995a2f3c1:
		return 455
	case 456 * 0x5bd1e995a2f3c1:
		return 456
	case 457 * 0x5bd1e995a2f3c1:
		return 457
	case 458 * 0x5bd1e995a2f3c1:
		return 458
	case 459 * 0x5bd1e995a2f3c1:
		return 459
	case 460 * 0x5bd1e995a2f3c1:
		return 460
	case 461 * 0x5bd1e995a2f3c1:
		return 461
	case 462 * 0x5bd1e995a2f3c1:
		return 462
	case 463 * 0x5bd1e995a2f3c1:
		return 463
	case 464 * 0x5bd1e995a2f3c1:
		return 464
	case 465 * 0x5bd1e995a2f3c1:
		return 465
	case 466 * 0x5bd1e995a2f3c1:
		return 466
	case 467 * 0x5bd1e995a2f3c1:
		return 467
	case 468 * 0x5bd1e995a2f3c1:
		return 468
	case 469 * 0x5bd1e995a2f3c1:
		return 469
	case 470 * 0x5bd1e995a2f3c1:
		return 470
	case 471 * 0x5bd1e995a2f3c1:
		return 471
	case 472 * 0x5bd1e995a2f3c1:
		return 472
	case 473 * 0x5bd1e995a2f3c1:
		return 473
	case 474 * 0x5bd1e995a2f3c1:
		return 474
	case 475 * 0x5bd1e995a2f3c1:
		return 475
	case 476 * 0x5bd1e995a2f3c1:
		return 476
	case 477 * 0x5bd1e995a2f3c1:
		return 477
	case 478 * 0x5bd1e995a2f3c1:
		return 478
	case 479 * 0x5bd1e995a2f3c1:
		return 479
	case 480 * 0x5bd1e995a2f3c1:
		return 480
	case 481 * 0x5bd1e995a2f3c1:
		return 481
	case 482 * 0x5bd1e995a2f3c1:
		return 482
	case 483 * 0x5bd1e995a2f3c1:
		return 483
	case 484 * 0x5bd1e995a2f3c1:
		return 484
	case 485 * 0x5bd1e995a2f3c1:
		return 485
	case 486 * 0x5bd1e995a2f3c1:
		return 486
	case 487 * 0x5bd1e995a2f3c1:
		return 487
	case 488 * 0x5bd1e995a2f3c1:
		return 488
	case 489 * 0x5bd1e995a2f3c1:
		return 489
	case 490 * 0x5bd1e995a2f3c1:
		return 490
	case 491 * 0x5bd1e995a2f3c1:
		return 491
	case 492 * 0x5bd1e995a2f3c1:
		return 492
	case 493 * 0x5bd1e995a2f3c1:
		return 493
	case 494 * 0x5bd1e995a2f3c1:
		return 494
	case 495 * 0x5bd1e995a2f3c1:
		return 495
	case 496 * 0x5bd1e995a2f3c1:
		return 496
	case 497 * 0x5bd1e995a2f3c1:
		return 497
	case 498 * 0x5bd1e995a2f3c1:
		return 498
	case 499 * 0x5bd1e995a2f3c1:
		return 499
	case 500 * 0x5bd1e995a2f3c1:
		return 500
	case 501 * 0x5bd1e995a2f3c1:
		return 501
	case 502 * 0x5bd1e995a2f3c1:
		return 502
	case 503 * 0x5bd1e995a2f3c1:
		return 503
	case 504 * 0x5bd1e995a2f3c1:
		return 504
	case 505 * 0x5bd1e995a2f3c1:
		return 505
	case 506 * 0x5bd1e995a2f3c1:
		return 506
	case 507 * 0x5bd1e995a2f3c1:
		return 507
	case 508 * 0x5bd1e995a2f3c1:
		return 508
	case 509 * 0x5bd1e995a2f3c1:
		return 509
	case 510 * 0x5bd1e995a2f3c1:
		return 510
	case 511 * 0x5bd1e995a2f3c1:
		return 511
	case 512 * 0x5bd1e995a2f3c1:
		return 512
	case 513 * 0x5bd1e995a2f3c1:
		return 513
	case 514 * 0x5bd1e995a2f3c1:
		return 514
	case 515 * 0x5bd1e995a2f3c1:
		return 515
	case 516 * 0x5bd1e995a2f3c1:
		return 516
	case 517 * 0x5bd1e995a2f3c1:
		return 517
	case 518 * 0x5bd1e995a2f3c1:
		return 518
	case 519 * 0x5bd1e995a2f3c1:
		return 519
	case 520 * 0x5bd1e995a2f3c1:
		return 520
	case 521 * 0x5bd1e995a2f3c1:
		return 521
	case 522 * 0x5bd1e995a2f3c1:
		return 522
	case 523 * 0x5bd1e995a2f3c1:
		return 523
	case 524 * 0x5bd1e995a2f3c1:
		return 524
	case 525 * 0x5bd1e995a2f3c1:
		return 525
	case 526 * 0x5bd1e995a2f3c1:
		return 526
	case 527 * 0x5bd1e995a2f3c1:
		return 527
	case 528 * 0x5bd1e995a2f3c1:
		return 528
	case 529 * 0x5bd1e995a2f3c1:
		return 529
	case 530 * 0x5bd1e995a2f3c1:
		return 530
	case 531 * 0x5bd1e995a2f3c1:
		return 531
	case 532 * 0x5bd1e995a2f3c1:
		return 532
	case 533 * 0x5bd1e995a2f3c1:
		return 533
	case 534 * 0x5bd1e995a2f3c1:
		return 534
	case 535 * 0x5bd1e995a2f3c1:
		return 535
	case 536 * 0x5bd1e995a2f3c1:
		return 536
	case 537 * 0x5bd1e995a2f3c1:
		return 537
	case 538 * 0x5bd1e995a2f3c1:
		return 538
	case 539 * 0x5bd1e995a2f3c1:
		return 539
	case 540 * 0x5bd1e995a2f3c1:
		return 540
	case 541 * 0x5bd1e995a2f3c1:
		return 541
	case 542 * 0x5bd1e995a2f3c1:
		return 542
	case 543 * 0x5bd1e995a2f3c1:
		return 543
	case 544 * 0x5bd1e995a2f3c1:
		return 544
	case 545 * 0x5bd1e995a2f3c1:
		return 545
	case 546 * 0x5bd1e995a2f3c1:
		return 546
	case 547 * 0x5bd1e995a2f3c1:
		return 547
	case 548 * 0x5bd1e995a2f3c1:
		return 548
	case 549 * 0x5bd1e995a2f3c1:
		return 549
	case 550 * 0x5bd1e995a2f3c1:
		return 550
	case 551 * 0x5bd1e995a2f3c1:
		return 551
	case 552 * 0x5bd1e995a2f3c1:
		return 552
	case 553 * 0x5bd1e995a2f3c1:
		return 553
	case 554 * 0x5bd1e995a2f3c1:
		return 554
	case 555 * 0x5bd1e995a2f3c1:
		return 555
	case 556 * 0x5bd1e995a2f3c1:
		return 556
	case 557 * 0x5bd1e995a2f3c1:
		return 557
	case 558 * 0x5bd1e995a2f3c1:
		return 558
	case 559 * 0x5bd1e995a2f3c1:
		return 559
	case 560 * 0x5bd1e995a2f3c1:
		return 560
	case 561 * 0x5bd1e995a2f3c1:
		return 561
	case 562 * 0x5bd1e995a2f3c1:
		return 562
	case 563 * 0x5bd1e995a2f3c1:
		return 563
	case 564 * 0x5bd1e995a2f3c1:
		return 564
	case 565 * 0x5bd1e995a2f3c1:
		return 565
	case 566 * 0x5bd1e995a2f3c1:
		return 566
	case 567 * 0x5bd1e995a2f3c1:
		return 567
	case 568 * 0x5bd1e995a2f3c1:
		return 568
	case 569 * 0x5bd1e995a2f3c1:
		return 569
	case 570 * 0x5bd1e995a2f3c1:
		return 570
	case 571 * 0x5bd1e995a2f3c1:
		return 571
	case 572 * 0x5bd1e995a2f3c1:
		return 572
	case 573 * 0x5bd1e995a2f3c1:
		return 573
	case 574 * 0x5bd1e995a2f3c1:
		return 574
	case 575 * 0x5bd1e995a2f3c1:
		return 575
	case 576 * 0x5bd1e995a2f3c1:
		return 576
	case 577 * 0x5bd1e995a2f3c1:
		return 577
	case 578 * 0x5bd1e995a2f3c1:
		return 578
	case 579 * 0x5bd1e995a2f3c1:
		return 579
	case 580 * 0x5bd1e995a2f3c1:
		return 580
	case 581 * 0x5bd1e995a2f3c1:
		return 581
	case 582 * 0x5bd1e995a2f3c1:
		return 582
	case 583 * 0x5bd1e995a2f3c1:
		return 583
	case 584 * 0x5bd1e995a2f3c1:
		return 584
	case 585 * 0x5bd1e995a2f3c1:
		return 585
	case 586 * 0x5bd1e995a2f3c1:
		return 586
	case 587 * 0x5bd1e995a2f3c1:
		return 587
	case 588 * 0x5bd1e995a2f3c1:
		return 588
	case 589 * 0x5bd1e995a2f3c1:
		return 589
	case 590 * 0x5bd1e995a2f3c1:
		return 590
	case 591 * 0x5bd1e995a2f3c1:
		return 591
	case 592 * 0x5bd1e995a2f3c1:
		return 592
	case 593 * 0x5bd1e995a2f3c1:
		return 593
	case 594 * 0x5bd1e995a2f3c1:
		return 594
	case 595 * 0x5bd1e995a2f3c1:
		return 595
	case 596 * 0x5bd1e995a2f3c1:
		return 596
	case 597 * 0x5bd1e995a2f3c1:
		return 597
	case 598 * 0x5bd1e995a2f3c1:
		return 598
	case 599 * 0x5bd1e995a2f3c1:
		return 599
	case 600 * 0x5bd1e995a2f3c1:
		return 600
	case 601 * 0x5bd1e995a2f3c1:
		return 601
	case 602 * 0x5bd1e995a2f3c1:
		return 602
	case 603 * 0x5bd1e995a2f3c1:
		return 603
	case 604 * 0x5bd1e995a2f3c1:
		return 604
	case 605 * 0x5bd1e995a2f3c1:
		return 605
	case 606 * 0x5bd1e995a2f3c1:
		return 606
	case 607 * 0x5bd1e995a2f3c1:
		return 607
	case 608 * 0x5bd1e995a2f3c1:
		return 608
	case 609 * 0x5bd1e995a2f3c1:
		return 609
	case 610 * 0x5bd1e995a2f3c1:
		return 610
	case 611 * 0x5bd1e995a2f3c1:
		return 611
	case 612 * 0x5bd1e995a2f3c1:
		return 612
	case 613 * 0x5bd1e995a2f3c1:
		return 613
	case 614 * 0x5bd1e995a2f3c1:
		return 614
	case 615 * 0x5bd1e995a2f3c1:
		return 615
	case 616 * 0x5bd1e995a2f3c1:
		return 616
	case 617 * 0x5bd1e995a2f3c1:
		return 617
	case 618 * 0x5bd1e995a2f3c1:
		return 618
	case 619 * 0x5bd1e995a2f3c1:
		return 619
	case 620 * 0x5bd1e995a2f3c1:
		return 620
	case 621 * 0x5bd1e995a2f3c1:
		return 621
	case 622 * 0x5bd1e995a2f3c1:
		return 622
	case 623 * 0x5bd1e995a2f3c1:
		return 623
	case 624 * 0x5bd1e995a2f3c1:
		return 624
	case 625 * 0x5bd1e995a2f3c1:
		return 625
	case 626 * 0x5bd1e995a2f3c1:
		return 626
	case 627 * 0x5bd1e995a2f3c1:
		return 627
	case 628 * 0x5bd1e995a2f3c1:
		return 628
	case 629 * 0x5bd1e995a2f3c1:
		return 629
	case 630 * 0x5bd1e995a2f3c1:
		return 630
	case 631 * 0x5bd1e995a2f3c1:
		return 631
	case 632 * 0x5bd1e995a2f3c1:
		return 632
	case 633 * 0x5bd1e995a2f3c1:
		return 633
	case 634 * 0x5bd1e995a2f3c1:
		return 634
	case 635 * 0x5bd1e995a2f3c1:
		return 635
	case 636 * 0x5bd1e995a2f3c1:
		return 636
	case 637 * 0x5bd1e995a2f3c1:
		return 637
	case 638 * 0x5bd1e995a2f3c1:
		return 638
	case 639 * 0x5bd1e995a2f3c1:
		return 639
	case 640 * 0x5bd1e995a2f3c1:
		return 640
	case 641 * 0x5bd1e995a2f3c1:
		return 641
	case 642 * 0x5bd1e995a2f3c1:
		return 642
	case 643 * 0x5bd1e995a2f3c1:
		return 643
	case 644 * 0x5bd1e995a2f3c1:
		return 644
	case 645 * 0x5bd1e995a2f3c1:
		return 645
	case 646 * 0x5bd1e995a2f3c1:
		return 646
	case 647 * 0x5bd1e995a2f3c1:
		return 647
	case 648 * 0x5bd1e995a2f3c1:
		return 648
	case 649 * 0x5bd1e995a2f3c1:
		return 649
	case 650 * 0x5bd1e995a2f3c1:
		return 650
	case 651 * 0x5bd1e995a2f3c1:
		return 651
	case 652 * 0x5bd1e995a2f3c1:
		return 652
	case 653 * 0x5bd1e995a2f3c1:
		return 653
	case 654 * 0x5bd1e995a2f3c1:
		return 654
	case 655 * 0x5bd1e995a2f3c1:
		return 655
	case 656 * 0x5bd1e995a2f3c1:
		return 656
	case 657 * 0x5bd1e995a2f3c1:
		return 657
	case 658 * 0x5bd1e995a2f3c1:
		return 658
	case 659 * 0x5bd1e995a2f3c1:
		return 659
	case 660 * 0x5bd1e995a2f3c1:
		return 660
	case 661 * 0x5bd1e995a2f3c1:
		return 661
	case 662 * 0x5bd1e995a2f3c1:
		return 662
	case 663 * 0x5bd1e995a2f3c1:
		return 663
	case 664 * 0x5bd1e995a2f3c1:
		return 664
	case 665 * 0x5bd1e995a2f3c1:
		return 665
	case 666 * 0x5bd1e995a2f3c1:
		return 666
	case 667 * 0x5bd1e995a2f3c1:
		return 667
	case 668 * 0x5bd1e995a2f3c1:
		return 668
	case 669 * 0x5bd1e995a2f3c1:
		return 669
	case 670 * 0x5bd1e995a2f3c1:
		return 670
	case 671 * 0x5bd1e995a2f3c1:
		return 671
	case 672 * 0x5bd1e995a2f3c1:
		return 672
	case 673 * 0x5bd1e995a2f3c1:
		return 673
	case 674 * 0x5bd1e995a2f3c1:
		return 674
	case 675 * 0x5bd1e995a2f3c1:
		return 675
	case 676 * 0x5bd1e995a2f3c1:
		return 676
	case 677 * 0x5bd1e995a2f3c1:
		return 677
	case 678 * 0x5bd1e995a2f3c1:
		return 678
	case 679 * 0x5bd1e995a2f3c1:
		return 679
	case 680 * 0x5bd1e995a2f3c1:
		return 680
	case 681 * 0x5bd1e995a2f3c1:
		return 681
	case 682 * 0x5bd1e995a2f3c1:
		return 682
	case 683 * 0x5bd1e995a2f3c1:
		return 683
	case 684 * 0x5bd1e995a2f3c1:
		return 684
	case 685 * 0x5bd1e995a2f3c1:
		return 685
	case 686 * 0x5bd1e995a2f3c1:
		return 686
	case 687 * 0x5bd1e995a2f3c1:
		return 687
	case 688 * 0x5bd1e995a2f3c1:
		return 688
	case 689 * 0x5bd1e995a2f3c1:
		return 689
	case 690 * 0x5bd1e995a2f3c1:
		return 690
	case 691 * 0x5bd1e995a2f3c1:
		return 691
	case 692 * 0x5bd1e995a2f3c1:
		return 692
	case 693 * 0x5bd1e995a2f3c1:
		return 693
	case 694 * 0x5bd1e995a2f3c1:
		return 694
	case 695 * 0x5bd1e995a2f3c1:
		return 695
	case 696 * 0x5bd1e995a2f3c1:
		return 696
	case 697 * 0x5bd1e995a2f3c1:
		return 697
	case 698 * 0x5bd1e995a2f3c1:
		return 698
	case 699 * 0x5bd1e995a2f3c1:
		return 699
	case 700 * 0x5bd1e995a2f3c1:
		return 700
	}
	return -2
}

func small(x int16) int {
	switch x {
	case -31500:
		return 0
	case -31429:
		return 1
	case -31358:
		return 2
	case -31290:
		return 3
	case -31219:
		return 4
	case -31148:
		return 5
	case -31080:
		return 6
	case -31009:
		return 7
	case -30938:
		return 8
	case -30870:
		return 9
	case -30799:
		return 10
	case -30728:
		return 11
	case -30660:
		return 12
	case -30589:
		return 13
	case -30518:
		return 14
	case -30450:
		return 15
	case -30379:
		return 16
	case -30308:
		return 17
	case -30240:
		return 18
	case -30169:
		return 19
	case -30098:
		return 20
	case -30030:
		return 21
	case -29959:
		return 22
	case -29888:
		return 23
	case -29820:
		return 24
	case -29749:
		return 25
	case -29678:
		return 26
	case -29610:
		return 27
	case -29539:
		return 28
	case -29468:
		return 29
	case -29400:
		return 30
	case -29329:
		return 31
	case -29258:
		return 32
	case -29190:
		return 33
	case -29119:
		return 34
	case -29048:
		return 35
	case -28980:
		return 36
	case -28909:
		return 37
	case -28838:
		return 38
	case -28770:
		return 39
	case -28699:
		return 40
	case -28628:
		return 41
	case -28560:
		return 42
	case -28489:
		return 43
	case -28418:
		return 44
	case -28350:
		return 45
	case -28279:
		return 46
	case -28208:
		return 47
	case -28140:
		return 48
	case -28069:
		return 49
	case -27998:
		return 50
	case -27930:
		return 51
	case -27859:
		return 52
	case -27788:
		return 53
	case -27720:
		return 54
	case -27649:
		return 55
	case -27578:
		return 56
	case -27510:
		return 57
	case -27439:
		return 58
	case -27368:
		return 59
	case -27300:
		return 60
	case -27229:
		return 61
	case -27158:
		return 62
	case -27090:
		return 63
	case -27019:
		return 64
	case -26948:
		return 65
	case -26880:
		return 66
	case -26809:
		return 67
	case -26738:
		return 68
	case -26670:
		return 69
	case -26599:
		return 70
	case -26528:
		return 71
	case -26460:
		return 72
	case -26389:
		return 73
	case -26318:
		return 74
	case -26250:
		return 75
	case -26179:
		return 76
	case -26108:
		return 77
	case -26040:
		return 78
	case -25969:
		return 79
	case -25898:
		return 80
	case -25830:
		return 81
	case -25759:
		return 82
	case -25688:
		return 83
	case -25620:
		return 84
	case -25549:
		return 85
	case -25478:
		return 86
	case -25410:
		return 87
	case -25339:
		return 88
	case -25268:
		return 89
	case -25200:
		return 90
	case -25129:
		return 91
	case -25058:
		return 92
	case -24990:
		return 93
	case -24919:
		return 94
	case -24848:
		return 95
	case -24780:
		return 96
	case -24709:
		return 97
	case -24638:
		return 98
	case -24570:
		return 99
	case -24499:
		return 100
	case -24428:
		return 101
	case -24360:
		return 102
	case -24289:
		return 103
	case -24218:
		return 104
	case -24150:
		return 105
	case -24079:
		return 106
	case -24008:
		return 107
	case -23940:
		return 108
	case -23869:
		return 109
	case -23798:
		return 110
	case -23730:
		return 111
	case -23659:
		return 112
	case -23588:
		return 113
	case -23520:
		return 114
	case -23449:
		return 115
	case -23378:
		return 116
	case -23310:
		return 117
	case -23239:
		return 118
	case -23168:
		return 119
	case -23100:
		return 120
	case -23029:
		return 121
	case -22958:
		return 122
	case -22890:
		return 123
	case -22819:
		return 124
	case -22748:
		return 125
	case -22680:
		return 126
	case -22609:
		return 127
	case -22538:
		return 128
	case -22470:
		return 129
	case -22399:
		return 130
	case -22328:
		return 131
	case -22260:
		return 132
	case -22189:
		return 133
	case -22118:
		return 134
	case -22050:
		return 135
	case -21979:
		return 136
	case -21908:
		return 137
	case -21840:
		return 138
	case -21769:
		return 139
	case -21698:
		return 140
	case -21630:
		return 141
	case -21559:
		return 142
	case -21488:
		return 143
	case -21420:
		return 144
	case -21349:
		return 145
	case -21278:
		return 146
	case -21210:
		return 147
	case -21139:
		return 148
	case -21068:
		return 149
	case -21000:
		return 150
	case -20929:
		return 151
	case -20858:
		return 152
	case -20790:
		return 153
	case -20719:
		return 154
	case -20648:
		return 155
	case -20580:
		return 156
	case -20509:
		return 157
	case -20438:
		return 158
	case -20370:
		return 159
	case -20299:
		return 160
	case -20228:
		return 161
	case -20160:
		return 162
	case -20089:
		return 163
	case -20018:
		return 164
	case -19950:
		return 165
	case -19879:
		return 166
	case -19808:
		return 167
	case -19740:
		return 168
	case -19669:
		return 169
	case -19598:
		return 170
	case -19530:
		return 171
	case -19459:
		return 172
	case -19388:
		return 173
	case -19320:
		return 174
	case -19249:
		return 175
	case -19178:
		return 176
	case -19110:
		return 177
	case -19039:
		return 178
	case -18968:
		return 179
	case -18900:
		return 180
	case -18829:
		return 181
	case -18758:
		return 182
	case -18690:
		return 183
	case -18619:
		return 184
	case -18548:
		return 185
	case -18480:
		return 186
	case -18409:
		return 187
	case -18338:
		return 188
	case -18270:
		return 189
	case -18199:
		return 190
	case -18128:
		return 191
	case -18060:
		return 192
	case -17989:
		return 193
	case -17918:
		return 194
	case -17850:
		return 195
	case -17779:
		return 196
	case -17708:
		return 197
	case -17640:
		return 198
	case -17569:
		return 199
	case -17498:
		return 200
	case -17430:
		return 201
	case -17359:
		return 202
	case -17288:
		return 203
	case -17220:
		return 204
	case -17149:
		return 205
	case -17078:
		return 206
	case -17010:
		return 207
	case -16939:
		return 208
	case -16868:
		return 209
	case -16800:
		return 210
	case -16729:
		return 211
	case -16658:
		return 212
	case -16590:
		return 213
	case -16519:
		return 214
	case -16448:
		return 215
	case -16380:
		return 216
	case -16309:
		return 217
	case -16238:
		return 218
	case -16170:
		return 219
	case -16099:
		return 220
	case -16028:
		return 221
	case -15960:
		return 222
	case -15889:
		return 223
	case -15818:
		return 224
	case -15750:
		return 225
	case -15679:
		return 226
	case -15608:
		return 227
	case -15540:
		return 228
	case -15469:
		return 229
	case -15398:
		return 230
	case -15330:
		return 231
	case -15259:
		return 232
	case -15188:
		return 233
	case -15120:
		return 234
	case -15049:
		return 235
	case -14978:
		return 236
	case -14910:
		return 237
	case -14839:
		return 238
	case -14768:
		return 239
	case -14700:
		return 240
	case -14629:
		return 241
	case -14558:
		return 242
	case -14490:
		return 243
	case -14419:
		return 244
	case -14348:
		return 245
	case -14280:
		return 246
	case -14209:
		return 247
	case -14138:
		return 248
	case -14070:
		return 249
	case -13999:
		return 250
	case -13928:
		return 251
	case -13860:
		return 252
	case -13789:
		return 253
	case -13718:
		return 254
	case -13650:
		return 255
	case -13579:
		return 256
	case -13508:
		return 257
	case -13440:
		return 258
	case -13369:
		return 259
	case -13298:
		return 260
	case -13230:
		return 261
	case -13159:
		return 262
	case -13088:
		return 263
	case -13020:
		return 264
	case -12949:
		return 265
	case -12878:
		return 266
	case -12810:
		return 267
	case -12739:
		return 268
	case -12668:
		return 269
	case -12600:
		return 270
	case -12529:
		return 271
	case -12458:
		return 272
	case -12390:
		return 273
	case -12319:
		return 274
	case -12248:
		return 275
	case -12180:
		return 276
	case -12109:
		return 277
	case -12038:
		return 278
	case -11970:
		return 279
	case -11899:
		return 280
	case -11828:
		return 281
	case -11760:
		return 282
	case -11689:
		return 283
	case -11618:
		return 284
	case -11550:
		return 285
	case -11479:
		return 286
	case -11408:
		return 287
	case -11340:
		return 288
	case -11269:
		return 289
	case -11198:
		return 290
	case -11130:
		return 291
	case -11059:
		return 292
	case -10988:
		return 293
	case -10920:
		return 294
	case -10849:
		return 295
	case -10778:
		return 296
	case -10710:
		return 297
	case -10639:
		return 298
	case -10568:
		return 299
	case -10500:
		return 300
	case -10429:
		return 301
	case -10358:
		return 302
	case -10290:
		return 303
	case -10219:
		return 304
	case -10148:
		return 305
	case -10080:
		return 306
	case -10009:
		return 307
	case -9938:
		return 308
	case -9870:
		return 309
	case -9799:
		return 310
	case -9728:
		return 311
	case -9660:
		return 312
	case -9589:
		return 313
	case -9518:
		return 314
	case -9450:
		return 315
	case -9379:
		return 316
	case -9308:
		return 317
	case -9240:
		return 318
	case -9169:
		return 319
	case -9098:
		return 320
	case -9030:
		return 321
	case -8959:
		return 322
	case -8888:
		return 323
	case -8820:
		return 324
	case -8749:
		return 325
	case -8678:
		return 326
	case -8610:
		return 327
	case -8539:
		return 328
	case -8468:
		return 329
	case -8400:
		return 330
	case -8329:
		return 331
	case -8258:
		return 332
	case -8190:
		return 333
	case -8119:
		return 334
	case -8048:
		return 335
	case -7980:
		return 336
	case -7909:
		return 337
	case -7838:
		return 338
	case -7770:
		return 339
	case -7699:
		return 340
	case -7628:
		return 341
	case -7560:
		return 342
	case -7489:
		return 343
	case -7418:
		return 344
	case -7350:
		return 345
	case -7279:
		return 346
	case -7208:
		return 347
	case -7140:
		return 348
	case -7069:
		return 349
	case -6998:
		return 350
	case -6930:
		return 351
	case -6859:
		return 352
	case -6788:
		return 353
	case -6720:
		return 354
	case -6649:
		return 355
	case -6578:
		return 356
	case -6510:
		return 357
	case -6439:
		return 358
	case -6368:
		return 359
	case -6300:
		return 360
	case -6229:
		return 361
	case -6158:
		return 362
	case -6090:
		return 363
	case -6019:
		return 364
	case -5948:
		return 365
	case -5880:
		return 366
	case -5809:
		return 367
	case -5738:
		return 368
	case -5670:
		return 369
	case -5599:
		return 370
	case -5528:
		return 371
	case -5460:
		return 372
	case -5389:
		return 373
	case -5318:
		return 374
	case -5250:
		return 375
	case -5179:
		return 376
	case -5108:
		return 377
	case -5040:
		return 378
	case -4969:
		return 379
	case -4898:
		return 380
	case -4830:
		return 381
	case -4759:
		return 382
	case -4688:
		return 383
	case -4620:
		return 384
	case -4549:
		return 385
	case -4478:
		return 386
	case -4410:
		return 387
	case -4339:
		return 388
	case -4268:
		return 389
	case -4200:
		return 390
	case -4129:
		return 391
	case -4058:
		return 392
	case -3990:
		return 393
	case -3919:
		return 394
	case -3848:
		return 395
	case -3780:
		return 396
	case -3709:
		return 397
	case -3638:
		return 398
	case -3570:
		return 399
	case -3499:
		return 400
	case -3428:
		return 401
	case -3360:
		return 402
	case -3289:
		return 403
	case -3218:
		return 404
	case -3150:
		return 405
	case -3079:
		return 406
	case -3008:
		return 407
	case -2940:
		return 408
	case -2869:
		return 409
	case -2798:
		return 410
	case -2730:
		return 411
	case -2659:
		return 412
	case -2588:
		return 413
	case -2520:
		return 414
	case -2449:
		return 415
	case -2378:
		return 416
	case -2310:
		return 417
	case -2239:
		return 418
	case -2168:
		return 419
	case -2100:
		return 420
	case -2029:
		return 421
	case -1958:
		return 422
	case -1890:
		return 423
	case -1819:
		return 424
	case -1748:
		return 425
	case -1680:
		return 426
	case -1609:
		return 427
	case -1538:
		return 428
	case -1470:
		return 429
	case -1399:
		return 430
	case -1328:
		return 431
	case -1260:
		return 432
	case -1189:
		return 433
	case -1118:
		return 434
	case -1050:
		return 435
	case -979:
		return 436
	case -908:
		return 437
	case -840:
		return 438
	case -769:
		return 439
	case -698:
		return 440
	case -630:
		return 441
	case -559:
		return 442
	case -488:
		return 443
	case -420:
		return 444
	case -349:
		return 445
	case -278:
		return 446
	case -210:
		return 447
	case -139:
		return 448
	case -68:
		return 449
	case 0:
		return 450
	case 71:
		return 451
	case 142:
		return 452
	case 210:
		return 453
	case 281:
		return 454
	case 352:
		return 455
	case 420:
		return 456
	case 491:
		return 457
	case 562:
		return 458
	case 630:
		return 459
	case 701:
		return 460
	case 772:
		return 461
	case 840:
		return 462
	case 911:
		return 463
	case 982:
		return 464
	case 1050:
		return 465
	case 1121:
		return 466
	case 1192:
		return 467
	case 1260:
		return 468
	case 1331:
		return 469
	case 1402:
		return 470
	case 1470:
		return 471
	case 1541:
		return 472
	case 1612:
		return 473
	case 1680:
		return 474
	case 1751:
		return 475
	case 1822:
		return 476
	case 1890:
		return 477
	case 1961:
		return 478
	case 2032:
		return 479
	case 2100:
		return 480
	case 2171:
		return 481
	case 2242:
		return 482
	case 2310:
		return 483
	case 2381:
		return 484
	case 2452:
		return 485
	case 2520:
		return 486
	case 2591:
		return 487
	case 2662:
		return 488
	case 2730:
		return 489
	case 2801:
		return 490
	case 2872:
		return 491
	case 2940:
		return 492
	case 3011:
		return 493
	case 3082:
		return 494
	case 3150:
		return 495
	case 3221:
		return 496
	case 3292:
		return 497
	case 3360:
		return 498
	case 3431:
		return 499
	case 3502:
		return 500
	case 3570:
		return 501
	case 3641:
		return 502
	case 3712:
		return 503
	case 3780:
		return 504
	case 3851:
		return 505
	case 3922:
		return 506
	case 3990:
		return 507
	case 4061:
		return 508
	case 4132:
		return 509
	case 4200:
		return 510
	case 4271:
		return 511
	case 4342:
		return 512
	case 4410:
		return 513
	case 4481:
		return 514
	case 4552:
		return 515
	case 4620:
		return 516
	case 4691:
		return 517
	case 4762:
		return 518
	case 4830:
		return 519
	case 4901:
		return 520
	case 4972:
		return 521
	case 5040:
		return 522
	case 5111:
		return 523
	case 5182:
		return 524
	case 5250:
		return 525
	case 5321:
		return 526
	case 5392:
		return 527
	case 5460:
		return 528
	case 5531:
		return 529
	case 5602:
		return 530
	case 5670:
		return 531
	case 5741:
		return 532
	case 5812:
		return 533
	case 5880:
		return 534
	case 5951:
		return 535
	case 6022:
		return 536
	case 6090:
		return 537
	case 6161:
		return 538
	case 6232:
		return 539
	case 6300:
		return 540
	case 6371:
		return 541
	case 6442:
		return 542
	case 6510:
		return 543
	case 6581:
		return 544
	case 6652:
		return 545
	case 6720:
		return 546
	case 6791:
		return 547
	case 6862:
		return 548
	case 6930:
		return 549
	case 7001:
		return 550
	case 7072:
		return 551
	case 7140:
		return 552
	case 7211:
		return 553
	case 7282:
		return 554
	case 7350:
		return 555
	case 7421:
		return 556
	case 7492:
		return 557
	case 7560:
		return 558
	case 7631:
		return 559
	case 7702:
		return 560
	case 7770:
		return 561
	case 7841:
		return 562
	case 7912:
		return 563
	case 7980:
		return 564
	case 8051:
		return 565
	case 8122:
		return 566
	case 8190:
		return 567
	case 8261:
		return 568
	case 8332:
		return 569
	case 8400:
		return 570
	case 8471:
		return 571
	case 8542:
		return 572
	case 8610:
		return 573
	case 8681:
		return 574
	case 8752:
		return 575
	case 8820:
		return 576
	case 8891:
		return 577
	case 8962:
		return 578
	case 9030:
		return 579
	case 9101:
		return 580
	case 9172:
		return 581
	case 9240:
		return 582
	case 9311:
		return 583
	case 9382:
		return 584
	case 9450:
		return 585
	case 9521:
		return 586
	case 9592:
		return 587
	case 9660:
		return 588
	case 9731:
		return 589
	case 9802:
		return 590
	case 9870:
		return 591
	case 9941:
		return 592
	case 10012:
		return 593
	case 10080:
		return 594
	case 10151:
		return 595
	case 10222:
		return 596
	case 10290:
		return 597
	case 10361:
		return 598
	case 10432:
		return 599
	case 10500:
		return 600
	case 10571:
		return 601
	case 10642:
		return 602
	case 10710:
		return 603
	case 10781:
		return 604
	case 10852:
		return 605
	case 10920:
		return 606
	case 10991:
		return 607
	case 11062:
		return 608
	case 11130:
		return 609
	case 11201:
		return 610
	case 11272:
		return 611
	case 11340:
		return 612
	case 11411:
		return 613
	case 11482:
		return 614
	case 11550:
		return 615
	case 11621:
		return 616
	case 11692:
		return 617
	case 11760:
		return 618
	case 11831:
		return 619
	case 11902:
		return 620
	case 11970:
		return 621
	case 12041:
		return 622
	case 12112:
		return 623
	case 12180:
		return 624
	case 12251:
		return 625
	case 12322:
		return 626
	case 12390:
		return 627
	case 12461:
		return 628
	case 12532:
		return 629
	case 12600:
		return 630
	case 12671:
		return 631
	case 12742:
		return 632
	case 12810:
		return 633
	case 12881:
		return 634
	case 12952:
		return 635
	case 13020:
		return 636
	case 13091:
		return 637
	case 13162:
		return 638
	case 13230:
		return 639
	case 13301:
		return 640
	case 13372:
		return 641
	case 13440:
		return 642
	case 13511:
		return 643
	case 13582:
		return 644
	case 13650:
		return 645
	case 13721:
		return 646
	case 13792:
		return 647
	case 13860:
		return 648
	case 13931:
		return 649
	case 14002:
		return 650
	case 14070:
		return 651
	case 14141:
		return 652
	case 14212:
		return 653
	case 14280:
		return 654
	case 14351:
		return 655
	case 14422:
		return 656
	case 14490:
		return 657
	case 14561:
		return 658
	case 14632:
		return 659
	case 14700:
		return 660
	case 14771:
		return 661
	case 14842:
		return 662
	case 14910:
		return 663
	case 14981:
		return 664
	case 15052:
		return 665
	case 15120:
		return 666
	case 15191:
		return 667
	case 15262:
		return 668
	case 15330:
		return 669
	case 15401:
		return 670
	case 15472:
		return 671
	case 15540:
		return 672
	case 15611:
		return 673
	case 15682:
		return 674
	case 15750:
		return 675
	case 15821:
		return 676
	case 15892:
		return 677
	case 15960:
		return 678
	case 16031:
		return 679
	case 16102:
		return 680
	case 16170:
		return 681
	case 16241:
		return 682
	case 16312:
		return 683
	case 16380:
		return 684
	case 16451:
		return 685
	case 16522:
		return 686
	case 16590:
		return 687
	case 16661:
		return 688
	case 16732:
		return 689
	case 16800:
		return 690
	case 16871:
		return 691
	case 16942:
		return 692
	case 17010:
		return 693
	case 17081:
		return 694
	case 17152:
		return 695
	case 17220:
		return 696
	case 17291:
		return 697
	case 17362:
		return 698
	case 17430:
		return 699
	case 17501:
		return 700
	case 17572:
		return 701
	case 17640:
		return 702
	case 17711:
		return 703
	case 17782:
		return 704
	case 17850:
		return 705
	case 17921:
		return 706
	case 17992:
		return 707
	case 18060:
		return 708
	case 18131:
		return 709
	case 18202:
		return 710
	case 18270:
		return 711
	case 18341:
		return 712
	case 18412:
		return 713
	case 18480:
		return 714
	case 18551:
		return 715
	case 18622:
		return 716
	case 18690:
		return 717
	case 18761:
		return 718
	case 18832:
		return 719
	case 18900:
		return 720
	case 18971:
		return 721
	case 19042:
		return 722
	case 19110:
		return 723
	case 19181:
		return 724
	case 19252:
		return 725
	case 19320:
		return 726
	case 19391:
		return 727
	case 19462:
		return 728
	case 19530:
		return 729
	case 19601:
		return 730
	case 19672:
		return 731
	case 19740:
		return 732
	case 19811:
		return 733
	case 19882:
		return 734
	case 19950:
		return 735
	case 20021:
		return 736
	case 20092:
		return 737
	case 20160:
		return 738
	case 20231:
		return 739
	case 20302:
		return 740
	case 20370:
		return 741
	case 20441:
		return 742
	case 20512:
		return 743
	case 20580:
		return 744
	case 20651:
		return 745
	case 20722:
		return 746
	case 20790:
		return 747
	case 20861:
		return 748
	case 20932:
		return 749
	case 21000:
		return 750
	case 21071:
		return 751
	case 21142:
		return 752
	case 21210:
		return 753
	case 21281:
		return 754
	case 21352:
		return 755
	case 21420:
		return 756
	case 21491:
		return 757
	case 21562:
		return 758
	case 21630:
		return 759
	case 21701:
		return 760
	case 21772:
		return 761
	case 21840:
		return 762
	case 21911:
		return 763
	case 21982:
		return 764
	case 22050:
		return 765
	case 22121:
		return 766
	case 22192:
		return 767
	case 22260:
		return 768
	case 22331:
		return 769
	case 22402:
		return 770
	case 22470:
		return 771
	case 22541:
		return 772
	case 22612:
		return 773
	case 22680:
		return 774
	case 22751:
		return 775
	case 22822:
		return 776
	case 22890:
		return 777
	case 22961:
		return 778
	case 23032:
		return 779
	case 23100:
		return 780
	case 23171:
		return 781
	case 23242:
		return 782
	case 23310:
		return 783
	case 23381:
		return 784
	case 23452:
		return 785
	case 23520:
		return 786
	case 23591:
		return 787
	case 23662:
		return 788
	case 23730:
		return 789
	case 23801:
		return 790
	case 23872:
		return 791
	case 23940:
		return 792
	case 24011:
		return 793
	case 24082:
		return 794
	case 24150:
		return 795
	case 24221:
		return 796
	case 24292:
		return 797
	case 24360:
		return 798
	case 24431:
		return 799
	case 24502:
		return 800
	case 24570:
		return 801
	case 24641:
		return 802
	case 24712:
		return 803
	case 24780:
		return 804
	case 24851:
		return 805
	case 24922:
		return 806
	case 24990:
		return 807
	case 25061:
		return 808
	case 25132:
		return 809
	case 25200:
		return 810
	case 25271:
		return 811
	case 25342:
		return 812
	case 25410:
		return 813
	case 25481:
		return 814
	case 25552:
		return 815
	case 25620:
		return 816
	case 25691:
		return 817
	case 25762:
		return 818
	case 25830:
		return 819
	case 25901:
		return 820
	case 25972:
		return 821
	case 26040:
		return 822
	case 26111:
		return 823
	case 26182:
		return 824
	case 26250:
		return 825
	case 26321:
		return 826
	case 26392:
		return 827
	case 26460:
		return 828
	case 26531:
		return 829
	case 26602:
		return 830
	case 26670:
		return 831
	case 26741:
		return 832
	case 26812:
		return 833
	case 26880:
		return 834
	case 26951:
		return 835
	case 27022:
		return 836
	case 27090:
		return 837
	case 27161:
		return 838
	case 27232:
		return 839
	case 27300:
		return 840
	case 27371:
		return 841
	case 27442:
		return 842
	case 27510:
		return 843
	case 27581:
		return 844
	case 27652:
		return 845
	case 27720:
		return 846
	case 27791:
		return 847
	case 27862:
		return 848
	case 27930:
		return 849
	case 28001:
		return 850
	case 28072:
		return 851
	case 28140:
		return 852
	case 28211:
		return 853
	case 28282:
		return 854
	case 28350:
		return 855
	case 28421:
		return 856
	case 28492:
		return 857
	case 28560:
		return 858
	case 28631:
		return 859
	case 28702:
		return 860
	case 28770:
		return 861
	case 28841:
		return 862
	case 28912:
		return 863
	case 28980:
		return 864
	case 29051:
		return 865
	case 29122:
		return 866
	case 29190:
		return 867
	case 29261:
		return 868
	case 29332:
		return 869
	case 29400:
		return 870
	case 29471:
		return 871
	case 29542:
		return 872
	case 29610:
		return 873
	case 29681:
		return 874
	case 29752:
		return 875
	case 29820:
		return 876
	case 29891:
		return 877
	case 29962:
		return 878
	case 30030:
		return 879
	case 30101:
		return 880
	case 30172:
		return 881
	case 30240:
		return 882
	case 30311:
		return 883
	case 30382:
		return 884
	case 30450:
		return 885
	case 30521:
		return 886
	case 30592:
		return 887
	case 30660:
		return 888
	case 30731:
		return 889
	case 30802:
		return 890
	case 30870:
		return 891
	case 30941:
		return 892
	case 31012:
		return 893
	case 31080:
		return 894
	case 31151:
		return 895
	case 31222:
		return 896
	case 31290:
		return 897
	case 31361:
		return 898
	case 31432:
		return 899
	case 31500:
		return 900
	}
	return -2
}

func main() {
	var sum, none int
	for i := int64(-701); i <= 701; i++ {
		for d := int64(-1); d <= 2; d++ {
			r := signed(i*7919*1000003 + d)
			sum = sum*31 + r
			if r == -2 {
				none++
			}
		}
	}
	fmt.Println(sum, none, signed(-1<<63), signed(1<<63-1), signed(-7919*1000003), signed(0))
	sum, none = 0, 0
	for i := uint64(0); i <= 701; i++ {
		for d := uint64(0); d < 3; d++ {
			r := unsigned(i*0x5bd1e995a2f3c1 + d - 1)
			sum = sum*31 + r
			if r == -2 {
				none++
			}
		}
	}
	fmt.Println(sum, none)
	sum, none = 0, 0
	for i := -1 << 15; i < 1<<15; i++ {
		r := small(int16(i))
		sum = sum*31 + r
		if r == -2 {
			none++
		}
	}
	fmt.Println(sum, none)
}
