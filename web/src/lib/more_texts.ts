// The texts that the sign-in page and the private page of a mail do without: they come with the application.
import i18next from 'i18next';
import { account_en, account_th } from './texts_account';
import { admin_en, admin_th } from './texts_admin';
import { agreement_en, agreement_th } from './texts_agreement';
import { approvals_en, approvals_th } from './texts_approvals';
import { date_en, date_th } from './texts_date';
import { edited_en, edited_th } from './texts_edited';
import { en } from './texts_en';
import { guide_en, guide_th } from './texts_guide';
import { home_en, home_th } from './texts_home';
import { measured_en, measured_th } from './texts_measured';
import { move_en, move_th } from './texts_move';
import { money_en, money_th } from './texts_money';
import { query_en, query_th } from './texts_query';
import { records_en, records_th } from './texts_records';
import { stewardship_en, stewardship_th } from './texts_stewardship';
import { strategy_en, strategy_th } from './texts_strategy';
import { th } from './texts_th';
import { what_if_en, what_if_th } from './texts_what_if';

for (const texts of [th, money_th, date_th, account_th, admin_th, agreement_th, approvals_th, edited_th, guide_th, home_th, measured_th, move_th, query_th, records_th, stewardship_th, strategy_th, what_if_th]) i18next.addResourceBundle('th', 'translation', texts, false, true);
for (const texts of [en, money_en, date_en, account_en, admin_en, agreement_en, approvals_en, edited_en, guide_en, home_en, measured_en, move_en, query_en, records_en, stewardship_en, strategy_en, what_if_en]) i18next.addResourceBundle('en', 'translation', texts, false, true);
