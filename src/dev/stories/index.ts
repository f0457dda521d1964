/**
 * What has already happened when the demo begins: a semester of cases in every stage and with every ending, so that each screen
 * has something true to show. Invented people, invented troubles, written for this project.
 *
 * Whoever fell silent comes first: what the program does by itself in their stories finds nobody else's case to do it in.
 */
import { arif } from './arif.ts';
import { bima } from './bima.ts';
import { dewi } from './dewi.ts';
import { dimas } from './dimas.ts';
import { emma } from './emma.ts';
import { fikri } from './fikri.ts';
import { galih } from './galih.ts';
import { hana } from './hana.ts';
import { laras } from './laras.ts';
import { maria } from './maria.ts';
import { nadia } from './nadia.ts';
import { rizky } from './rizky.ts';
import type { Story } from './story.ts';
import { tiara } from './tiara.ts';
import { wulan } from './wulan.ts';
import { yoga } from './yoga.ts';

export const stories: readonly Story[] = [
  fikri,
  nadia,
  tiara,
  rizky,
  wulan,
  arif,
  galih,
  emma,
  dimas,
  laras,
  dewi,
  bima,
  hana,
  yoga,
  maria,
];
