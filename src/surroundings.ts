/** What stands around every page: the folders with what waits in them, and notices that concern everybody. */
import type { Watched } from './alarms/find-troubles.ts';
import { troubleBanners } from './alarms/trouble-banners.ts';
import { countFolders, type Folder, foldersOf } from './cases/case-lists.ts';
import { newsUrlOf } from './cases/pages/news.ts';
import { mayWithService, type ServiceAction } from './core/policy.ts';
import type { Database } from './db/database.ts';
import type { Language } from './db/schema.ts';
import { mailBanners } from './intake/mail-banners.ts';
import { countWaitingMails } from './intake/mail-list.ts';
import { countReferralsTo } from './referrals/inside.ts';
import { countRequests } from './rights/list-requests.ts';
import { requestBanners } from './rights/request-banners.ts';
import { crisisBanners } from './service/crisis-banners.ts';
import { holidayBanners } from './service/holiday-banners.ts';
import type { CurrentStaff } from './staff/sessions.ts';
import type { Surroundings } from './web/mount-routes.ts';
import type { RailItem } from './web/render.ts';

type Say = (key: string, values?: Record<string, unknown>) => string;

const folderIcons: Readonly<Record<Folder, string>> = {
  attention: 'attention',
  new: 'inbox',
  mine: 'person',
  waiting: 'waiting',
  asleep: 'later',
  all: 'all',
  done: 'done',
  drafts: 'draft',
};
/** Shown only while something is in them. */
const onlyWhenFilled: readonly Folder[] = ['attention', 'drafts'];
/** What is over or put away waits for nobody, so it shows no number. */
const quiet: readonly Folder[] = ['all', 'done', 'waiting', 'asleep'];

interface Place {
  href: string;
  icon: string;
  /** the title of its page */
  word: string;
  may: ServiceAction;
}

/** What is not a folder of cases, in the order of the rail. */
const places: readonly Place[] = [
  { href: '/overrides', icon: 'key', word: 'overrides.title', may: 'see_overrides' },
  { href: '/protocols', icon: 'attention', word: 'protocols.title', may: 'see_protocols_due' },
  { href: '/loads', icon: 'chart', word: 'loads.title', may: 'see_loads' },
  { href: '/me/load', icon: 'chart', word: 'load.title', may: 'own_load' },
  { href: '/debriefs', icon: 'note', word: 'debriefs.title', may: 'see_debriefs' },
  { href: '/promises', icon: 'waiting', word: 'promises.title', may: 'see_promises' },
  { href: '/mail', icon: 'letter', word: 'intake.list.title', may: 'see_mail_health' },
  { href: '/templates', icon: 'book', word: 'templates.title', may: 'write_templates' },
  { href: '/experts', icon: 'people', word: 'experts.title', may: 'see_experts' },
  { href: '/crisis-contacts', icon: 'phone', word: 'service.crisis.title', may: 'verify_crisis_contacts' },
  { href: '/instruments', icon: 'book', word: 'instruments.title', may: 'manage_instruments' },
  { href: '/erasures', icon: 'close', word: 'privacy.title', may: 'see_erasures' },
  { href: '/requests', icon: 'person', word: 'rights.title', may: 'see_requests' },
  { href: '/audit', icon: 'shield', word: 'audit.title', may: 'verify_audit' },
  { href: '/staff', icon: 'people', word: 'staff.list.title', may: 'manage_staff' },
  { href: '/settings', icon: 'gear', word: 'service.settings.title', may: 'manage_settings' },
];

export async function surroundings(
  db: Database,
  who: CurrentStaff,
  path: string,
  say: Say,
  lang: Language,
  watched: Watched,
  now: Date,
): Promise<Surroundings> {
  const seesCases = mayWithService(who, 'see_cases');
  const folders = seesCases ? await folderItems(db, who, path, say, now) : [];
  const waiting = await countWaitingMails(db);
  const requests = mayWithService(who, 'see_requests') ? await countRequests(db, who, now) : { waiting: 0, near: 0 };
  const handed = seesCases ? await handedToMe(db, who, path, say) : [];
  const others = places
    .filter((place) => mayWithService(who, place.may))
    .map(
      ({ href, icon, word }): RailItem => ({
        href,
        icon,
        label: say(word),
        count: href === '/mail' ? waiting : href === '/requests' ? requests.waiting : null,
        current: path === href || path.startsWith(`${href}/`),
        tone: href === '/requests' && requests.near ? 'attention' : 'quiet',
      }),
    );
  return {
    rail: [...folders, ...handed, ...others],
    banners: [
      ...(await mailBanners(db, now, say, watched.pollEveryMs)),
      ...(await troubleBanners(db, watched, now, lang)),
      ...(mayWithService(who, 'see_requests') ? await requestBanners(db, who, now, say) : []),
      ...(await crisisBanners(db, now, say)),
      ...(mayWithService(who, 'manage_settings') ? await holidayBanners(db, now, say) : []),
    ],
    newsUrl: seesCases ? newsUrlOf(path, now) : null,
    searchUrl: mayWithService(who, 'search_cases') ? '/search' : null,
  };
}

/** What colleagues referred to this person, while it waits for an answer. */
async function handedToMe(db: Database, who: CurrentStaff, path: string, say: Say): Promise<RailItem[]> {
  const count = await countReferralsTo(db, who);
  const item = { href: '/referrals', icon: 'reply', label: say('referrals.mine'), tone: 'attention' as const };
  return count ? [{ ...item, count, current: path === item.href }] : [];
}

async function folderItems(db: Database, who: CurrentStaff, path: string, say: Say, now: Date): Promise<RailItem[]> {
  const counts = await countFolders(db, who, now);
  return foldersOf(who)
    .filter((folder) => counts[folder] > 0 || !onlyWhenFilled.includes(folder))
    .map((folder) => ({
      href: `/folders/${folder}`,
      icon: folderIcons[folder],
      label: say(`folder.${folder}`),
      count: quiet.includes(folder) ? null : counts[folder],
      current: path === `/folders/${folder}`,
      tone: folder === 'attention' ? 'attention' : 'quiet',
    }));
}
