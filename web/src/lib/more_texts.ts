// The texts that the sign-in page and the private page of a mail do without: they come with the application.
import i18next from 'i18next';
import { records_en, records_th } from './texts_records';

i18next.addResourceBundle('th', 'translation', records_th, false, true);
i18next.addResourceBundle('en', 'translation', records_en, false, true);
