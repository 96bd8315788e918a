// The official documents: pick one, see it as it will be, take it as a file, change its template, check one that was printed.
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Empty, Loading, Page, Trouble } from '../../components/page';
import { PlanPicker } from '../../components/year_page';
import { useAgency } from '../../lib/agency';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { TextKey } from '../../lib/texts_th';
import type { Id, PlanSummary } from '../../lib/types';
import { useAsOf, useYearPlan } from '../../lib/year';
import { Downloads } from './downloads';
import './documents.css';
import { FileEvidence } from './file_evidence';
import { PreviewFrame } from './preview_frame';
import { usePreview, usePreviewAhead, useRenewal, useTemplates, type Choice, type TemplateHead } from './requests';
import { TemplateEditor } from './template_editor';
import { VerifyPanel } from './verify_panel';
import '../../components/year.css';

const BringBack = lazy(() => import('./bring_back'));
const kViews = ['preview', 'template', 'verify', 'bring_back'] as const;
type View = (typeof kViews)[number];
/** What can be handed in as evidence of the year. */
const kFiled: ReadonlySet<string> = new Set(['plan', 'agreement', 'indicators', 'projects', 'progress', 'budget', 'self_assessment', 'evaluation', 'results', 'meetings', 'evidence']);

/** What is shown of an address that says no book: the first of the list. */
const kFirstBook = 'plan';

const isReport = (head: TemplateHead) => head.template === 'reports';

function Preview({ plan, book, title, choice, day, text }: { plan: Id; book: string; title: string; choice: Choice; day: string | null; text?: string }) {
    const { t } = useTranslation();
    const renewal = useRenewal(plan);
    const page = usePreview({ plan, book, choice, day, text, renewal });
    return (
        <section className="book-preview" aria-label={t('documents.view.preview')} aria-busy={page.isFetching}>
            {page.isLoading && <Loading />}
            {page.isError && <Trouble error={page.error} retry={() => void page.refetch()} />}
            {!page.isError && page.data !== undefined && (
                <>
                    <p className="quiet" role="status">{text !== undefined ? `◷ ${t('documents.of_change')}` : page.isFetching ? `◷ ${t('documents.renewing')}` : `● ${t('documents.live')}`}</p>
                    <PreviewFrame html={page.data} title={title} />
                </>
            )}
        </section>
    );
}

function LoadedDocuments({ plan, heads }: { plan: PlanSummary; heads: readonly TemplateHead[] }) {
    const { t, i18n } = useTranslation();
    const format = useFormat();
    const [day] = useAsOf();
    const may = useMay(plan.agency);
    const [search, setSearch] = useSearchParams();
    const [text, setText] = useState<string | undefined>(undefined);
    const books = heads.flatMap((head) => head.books.map((book) => ({ book, head })));
    const { book, head } = books.find((item) => item.book === search.get('book')) ?? books[0]!;
    const view = kViews.find((item) => item === search.get('view')) ?? 'preview';
    const choice: Choice = head.is_own && search.get('template') === 'shipped' ? 'shipped' : 'agency';
    const nameOf = (name: string) => {
        const key = `documents.book.${name}`;
        return i18n.exists(key) ? t(key as TextKey) : name;
    };
    const go = (next: { book?: string; view?: View; template?: Choice }) => {
        const now = { book, view, template: choice, ...next };
        setText(undefined);
        setSearch({ book: now.book, ...(now.view === 'preview' ? {} : { view: now.view }), ...(now.template === 'shipped' ? { template: 'shipped' } : {}) });
    };
    const preview = <Preview key={book} plan={plan.id} book={book} title={nameOf(book)} choice={view === 'template' ? 'agency' : choice} day={day} text={view === 'template' ? text : undefined} />;
    return (
        <div className="documents">
            {/* Where there is no room for the list, the same as one field. */}
            <label className="book-select">
                <span className="quiet">{t('documents.choose')}</span>
                <select className="boxed" value={book} onChange={(event) => go({ book: event.target.value, template: 'agency' })}>
                    {[false, true].map((reports) => (
                        <optgroup key={String(reports)} label={t(reports ? 'documents.reports' : 'documents.books')}>
                            {books.filter((item) => isReport(item.head) === reports).map((item) => <option key={item.book} value={item.book}>{nameOf(item.book)}</option>)}
                        </optgroup>
                    ))}
                </select>
            </label>
            <div className="book-choices">
                {[false, true].map((reports) => (
                    <section key={String(reports)} aria-labelledby={`books-${reports}`}>
                        <h2 id={`books-${reports}`}>{t(reports ? 'documents.reports' : 'documents.books')}</h2>
                        <ul className="plain">
                            {books.filter((item) => isReport(item.head) === reports).map((item) => (
                                <li key={item.book}>
                                    <button type="button" className="book-choice" aria-current={item.book === book} onClick={() => go({ book: item.book, template: 'agency' })}>
                                        {nameOf(item.book)}
                                    </button>
                                </li>
                            ))}
                        </ul>
                    </section>
                ))}
            </div>
            <Downloads key={book} plan={plan.id} book={book} choice={choice} day={day} personal={may('personal.read')} />
            {may('evidence.add') && kFiled.has(book) && (
                <FileEvidence key={`${book} ${search.get('file') ?? ''}`} plan={plan.id} book={book} title={nameOf(book)} choice={choice} day={day} element={search.get('file')} level={search.get('level')} />
            )}
            <div className="part document-view">
                <nav className="tabs" aria-label={t('documents.views')}>
                    {kViews.map((item) => (
                        <button key={item} type="button" aria-current={item === view ? 'page' : undefined} onClick={() => go({ view: item })}>
                            {t(`documents.view.${item}`)}
                        </button>
                    ))}
                </nav>
                {view === 'preview' && (
                    <>
                        {head.is_own && (
                            <label className="book-template">
                                <span className="quiet">{t('documents.template')}</span>
                                <select className="plain-select" value={choice} onChange={(event) => go({ template: event.target.value as Choice })}>
                                    <option value="agency">{t('documents.own')}</option>
                                    <option value="shipped">{t('documents.as_shipped')}</option>
                                </select>
                            </label>
                        )}
                        {preview}
                    </>
                )}
                {view === 'template' && (
                    <div className="template-view">
                        <div className="part">
                            <p className="quiet">{t('documents.template_lead', { template: format.text(head.title) })}</p>
                            <TemplateEditor key={head.template} agency={plan.agency} template={head.template} editable={may('template.set')} look={setText} />
                        </div>
                        {preview}
                    </div>
                )}
                {view === 'verify' && <VerifyPanel plan={plan.id} />}
                {view === 'bring_back' && <Suspense fallback={<Loading />}><BringBack plan={plan} editable={may('plan.edit')} /></Suspense>}
            </div>
        </div>
    );
}

export default function DocumentsPage() {
    const { t } = useTranslation();
    const { agency } = useAgency();
    const { plan, plans, isLoading, error, retry } = useYearPlan();
    const templates = useTemplates(agency?.id);
    const [day] = useAsOf();
    const [search] = useSearchParams();
    // A template that is shown as it is shipped, or not kept, is known only with the list.
    const is_seen = !search.has('view') && !search.has('template') && !templates.data;
    usePreviewAhead(is_seen ? plan?.id : undefined, search.get('book') ?? kFirstBook, 'agency', day);
    const failed = error ?? templates.error;
    const lead = plan && <PlanPicker plan={plan} plans={plans} />;
    return (
        <Page title={t('place.documents')} help="help.documents" wide lead={failed ? undefined : lead}>
            {failed ? (
                <Trouble error={failed} retry={() => { retry(); void templates.refetch(); }} />
            ) : isLoading || templates.isLoading ? (
                <Loading />
            ) : !plan ? (
                <Empty title={t('documents.none')}>
                    <p>{t('documents.none_why')}</p>
                </Empty>
            ) : (
                templates.data && <LoadedDocuments key={plan.id} plan={plan} heads={templates.data.items} />
            )}
        </Page>
    );
}
