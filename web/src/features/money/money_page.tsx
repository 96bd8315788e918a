// The money of the year: what there is, what went, against the plan and by project; postings are made here.
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { SideDrawer } from '../../components/drawer';
import { Empty, Loading, Trouble } from '../../components/page';
import { YearPage } from '../../components/year_page';
import { request } from '../../lib/api';
import { curvePoints, isNothing, partOf } from '../../lib/curve';
import { monthName } from '../../lib/dates';
import { parseMoney } from '../../lib/money';
import { fiscalMonths, monthAt } from '../../lib/months';
import { lastDayOf } from '../../lib/as_of';
import { useMay } from '../../lib/session';
import { useFormat, useSettings } from '../../lib/settings';
import type { TextKey } from '../../lib/texts_th';
import type { PlanSummary } from '../../lib/types';
import type { BalanceName, Money } from '../../lib/types_year';
import { useAsOf, useMoney, yearKeys } from '../../lib/year';
import { SheetDrawer } from './sheet_drawer';
import './money.css';

const kColumns = ['after_transfer', 'committed', 'disbursed', 'available'] as const satisfies readonly BalanceName[];
const kPostings = ['disbursement', 'commitment', 'advance', 'advance_clearing', 'return', 'transfer', 'transfer_in', 'transfer_out', 'appropriation', 'assertion'] as const;
const kAsserted = ['disbursed', 'committed', 'available'] as const satisfies readonly BalanceName[];

/** One form makes one posting; a transfer is two, out of one project and into another, kept together or not at all. */
function postingsOf(said: (name: string) => string, on: string, amount: string): Record<string, string>[] {
    const posting: Record<string, string> = { on, posting: said('posting'), amount };
    for (const name of ['fund', 'category', 'project', 'document', 'note']) if (said(name) !== '') posting[name] = said(name);
    if (said('posting') === 'assertion') posting.balance = said('balance');
    if (said('posting') !== 'transfer') return [posting];
    const into: Record<string, string> = { ...posting, posting: 'transfer_in', category: said('to_category') };
    delete into.project;
    if (said('to_project') !== '') into.project = said('to_project');
    return [{ ...posting, posting: 'transfer_out' }, into];
}

function Tiles({ money }: { money: Money }) {
    const { t } = useTranslation();
    const format = useFormat();
    const { total } = money;
    return (
        <ul className="tiles plain">
            {(['after_transfer', 'disbursed', 'committed', 'available'] as const).map((name) => (
                <li key={name} className="tile">
                    <span>{t(`balance.${name}`)}</span>
                    <p className="tile-value">{format.money(total[name])}</p>
                    <svg className="money-part" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                        <rect width={partOf(total[name], total.after_transfer) * 100} height={6} />
                    </svg>
                </li>
            ))}
        </ul>
    );
}

const kWidth = 720;
const kHeight = 220;

function Curve({ money }: { money: Money }) {
    const { t } = useTranslation();
    const { language } = useSettings();
    const format = useFormat();
    const planned = money.months.map((month) => month.planned);
    const disbursed = money.months.map((month) => month.disbursed);
    const has_plan = planned.some((amount) => !isNothing(amount));
    const last = money.months.at(-1);
    const words = last ? t('money.curve_words', { month: format.month(last.month), disbursed: format.money(last.disbursed), planned: format.money(last.planned) }) : '';
    return (
        <section className="part" aria-labelledby="curve">
            <h2 id="curve">{t('money.curve')}</h2>
            <p className="quiet">
                <span className="curve-key disbursed" aria-hidden="true" /> {t('balance.disbursed')}
                {has_plan ? <> <span className="curve-key planned" aria-hidden="true" /> {t('money.planned')}</> : ` · ${t('money.no_spending_plan')}`} · {t('money.curve_axis')}
            </p>
            <svg className="curve" viewBox={`-4 -32 ${kWidth + 8} ${kHeight + 64}`} role="img" aria-label={words}>
                {[100, 75, 50, 25, 0].map((percent) => {
                    const y = kHeight * (1 - percent / 100);
                    return (
                        <g key={percent}>
                            <line x1={0} x2={kWidth} y1={y} y2={y} />
                            {percent > 0 && <text className={percent % 50 === 0 ? 'share' : 'share minor'} x={0} y={y - 5}>{format.digits(percent)} %</text>}
                        </g>
                    );
                })}
                {fiscalMonths.map((month, index) => (
                    <text key={month} className="month" x={((index + 0.5) * kWidth) / 12} y={kHeight + 24} textAnchor="middle">{monthName(month, language)}</text>
                ))}
                {has_plan && <polyline className="planned" points={curvePoints(planned, money.total.after_transfer, kWidth, kHeight)} />}
                <polyline className="disbursed" points={curvePoints(disbursed, money.total.after_transfer, kWidth, kHeight)} />
                {last && <circle cx={(disbursed.length * kWidth) / 12} cy={kHeight - partOf(last.disbursed, money.total.after_transfer) * kHeight} r={5} />}
            </svg>
        </section>
    );
}

function Projects({ money }: { money: Money }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <section className="part" aria-labelledby="money-projects">
            <h2 id="money-projects">{t('money.by_project')}</h2>
            <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-labelledby="money-projects">
                <table className="data-table stacked">
                    <thead>
                        <tr>
                            <th scope="col">{t('one.project')}</th>
                            <th scope="col" className="number">{t('field.budget')}</th>
                            {kColumns.map((name) => <th key={name} scope="col" className="number">{t(`balance.${name}`)}</th>)}
                        </tr>
                    </thead>
                    <tbody>
                        {money.projects.map((project) => (
                            <tr key={project.id}>
                                <th scope="row" lang="th">{project.name}</th>
                                <td className="number" data-label={t('field.budget')}>{project.budget === null ? '–' : format.money(project.budget)}</td>
                                {kColumns.map((name) => <td key={name} className="number" data-label={t(`balance.${name}`)}>{format.money(project.balances[name])}</td>)}
                            </tr>
                        ))}
                    </tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">{t('field.total')}</th>
                            <td />
                            {kColumns.map((name) => <td key={name} className="number" data-label={t(`balance.${name}`)}>{format.money(money.total[name])}</td>)}
                        </tr>
                    </tfoot>
                </table>
            </div>
        </section>
    );
}

function Periods({ money }: { money: Money }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <section className="part" aria-labelledby="money-periods">
            <h2 id="money-periods">{t('money.periods')}</h2>
            <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-labelledby="money-periods">
                <table className="data-table stacked">
                    <thead>
                        <tr>
                            <th scope="col">{t('money.period')}</th>
                            <th scope="col">{t('money.until')}</th>
                            <th scope="col" className="number">{t('money.within')}</th>
                            <th scope="col" className="number">{t('money.since')}</th>
                            <th scope="col" className="number">{t('money.rate')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {money.periods.map((period) => (
                            <tr key={`${period.kind} ${period.number}`} className={period.kind === 'month' ? undefined : 'strong'}>
                                <th scope="row">{t(`period.${period.kind}`, { number: format.digits(period.number) })}</th>
                                <td title={format.fullDate(period.day)} data-label={t('money.until')}>{format.date(period.day)}</td>
                                <td className="number" data-label={t('money.within')}>{format.money(period.disbursed_within)}</td>
                                <td className="number" data-label={t('money.since')}>{format.money(period.disbursed)}</td>
                                <td className="number" data-label={t('money.rate')}>{period.rate === null ? '–' : format.digits(period.rate)}</td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </section>
    );
}

function Assertions({ money }: { money: Money }) {
    const { t } = useTranslation();
    const format = useFormat();
    return (
        <section className="part" aria-labelledby="money-assertions">
            <h2 id="money-assertions">{t('money.assertions')}</h2>
            <p className="quiet">{t('money.assertions_lead')}</p>
            {money.assertions.length === 0 && <p>○ {t('money.no_assertions')}</p>}
            <ul className="plain">
                {money.assertions.map((item) => (
                    <li key={item.fact} className={item.holds ? 'state-done' : 'state-late'}>
                        {item.holds ? '✓' : '■'} {format.date(item.day)} · {t(item.holds ? 'money.holds' : 'money.differs', { asserted: format.money(item.asserted), found: format.money(item.found) })}
                    </li>
                ))}
                {money.overdrafts.map((item) => (
                    <li key={item.fact} className="state-late">■ {t('money.overdraft', { amount: format.money(item.short_by) })}</li>
                ))}
            </ul>
        </section>
    );
}

function PostingForm({ money, plan, close }: { money: Money; plan: PlanSummary; close: () => void }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const [error, setError] = useState<unknown>(null);
    const [wrong, setWrong] = useState(false);
    const [busy, setBusy] = useState(false);
    const [kind, setKind] = useState<(typeof kPostings)[number]>('disbursement');
    const first = money.accounts[0];
    const months = fiscalMonths.map((_, index) => monthAt(index, money.fiscal_year));
    const [month, setMonth] = useState(money.as_of.slice(0, 7));
    const days = Array.from({ length: Number(lastDayOf(month).slice(8)) }, (_, index) => String(index + 1).padStart(2, '0'));
    const submit = async (event: FormEvent<HTMLFormElement>) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const said = (name: string) => (typeof form.get(name) === 'string' ? (form.get(name) as string).trim() : '');
        const amount = parseMoney(said('amount'));
        setWrong(amount === null);
        if (amount === null) return;
        setBusy(true);
        setError(null);
        try {
            await request(`/plans/${encodeURIComponent(plan.id)}/postings`, { method: 'POST', body: { postings: postingsOf(said, `${month}-${said('day')}`, amount) } });
            await client.invalidateQueries({ queryKey: yearKeys.all(plan.id) });
            close();
        } catch (caught) {
            setError(caught);
        } finally {
            setBusy(false);
        }
    };
    const choice = (name: string, label: TextKey, items: readonly { id: string; name: string }[], value: string | undefined) => (
        <label>
            <span>{t(label)}</span>
            <select className="boxed" name={name} defaultValue={value}>
                {items.map((item) => <option key={item.id} value={item.id} lang={item.id === '' ? undefined : 'th'}>{item.name}</option>)}
            </select>
        </label>
    );
    return (
        <SideDrawer title={t('money.post')} close={close}>
            <form className="posting-form" onSubmit={(event) => void submit(event)}>
                <label>
                    <span>{t('money.kind')}</span>
                    <select className="boxed" name="posting" value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
                        {kPostings.map((item) => <option key={item} value={item}>{t(`posting.${item}`)}</option>)}
                    </select>
                </label>
                {kind === 'assertion' && (
                    <label>
                        <span>{t('money.balance')}</span>
                        <select className="boxed" name="balance">
                            {kAsserted.map((name) => <option key={name} value={name}>{t(`balance.${name}`)}</option>)}
                        </select>
                    </label>
                )}
                <label>
                    <span>{t('field.amount')}</span>
                    <input className="field boxed money" name="amount" inputMode="decimal" autoComplete="off" required aria-invalid={wrong || undefined} />
                </label>
                {wrong && <p className="cell-trouble" role="alert">■ {t('edit.bad_money')}</p>}
                <div className="posting-day">
                    <label>
                        <span>{t('as_of.day')}</span>
                        <select className="boxed" name="day" key={month} defaultValue={month === money.as_of.slice(0, 7) ? money.as_of.slice(8) : '01'}>
                            {days.map((day) => <option key={day} value={day}>{format.digits(Number(day))}</option>)}
                        </select>
                    </label>
                    <label>
                        <span>{t('as_of.month')}</span>
                        <select className="boxed" value={month} onChange={(event) => setMonth(event.target.value)}>
                            {months.map((item) => <option key={item} value={item}>{format.month(item)}</option>)}
                        </select>
                    </label>
                </div>
                {choice('project', 'one.project', [{ id: '', name: t('money.no_project') }, ...money.projects], first?.project)}
                {choice('category', 'money.category', money.categories, first?.category)}
                {kind === 'transfer' && (
                    <>
                        {choice('to_project', 'money.to_project', [{ id: '', name: t('money.no_project') }, ...money.projects], money.projects.find(({ id }) => id !== first?.project)?.id)}
                        {choice('to_category', 'money.to_category', money.categories, first?.category)}
                    </>
                )}
                {choice('fund', 'money.fund', money.funds, first?.fund)}
                <label>
                    <span>{t('money.document')}</span>
                    <input className="field boxed" name="document" autoComplete="off" />
                </label>
                <label>
                    <span>{t('money.note')}</span>
                    <textarea className="field boxed" name="note" rows={2} />
                </label>
                {error !== null && <Trouble error={error} />}
                <button type="submit" className="primary" disabled={busy}>{t('money.post')}</button>
            </form>
        </SideDrawer>
    );
}

function Content({ plan }: { plan: PlanSummary }) {
    const { t } = useTranslation();
    const [day] = useAsOf();
    const query = useMoney(plan.id, day);
    const may = useMay(plan.agency);
    const [posting, setPosting] = useState(false);
    const [importing, setImporting] = useState(false);
    const format = useFormat();
    if (query.isError) return <Trouble error={query.error} retry={() => void query.refetch()} />;
    const money = query.data;
    if (!money) return <Loading />;
    const post = may('posting.add') && day === null && (
        <p className="money-actions">
            <button type="button" className="primary" onClick={() => setPosting(true)}>{t('money.post')}</button>
            <button type="button" className="simple" onClick={() => setImporting(true)}>{t('sheet.open')}</button>
        </p>
    );
    const differs = money.assertions.filter((item) => !item.holds);
    return (
        <>
            {post}
            {differs.map((item) => (
                <p key={item.fact} role="alert" className="state-late money-differs">
                    ■ {t('money.differs_now')} · {format.date(item.day)} · {t('money.differs', { asserted: format.money(item.asserted), found: format.money(item.found) })}
                </p>
            ))}
            {money.accounts.length === 0 && isNothing(money.total.appropriated) ? (
                <Empty title={t('money.empty')}><p>{t('money.empty_why')}</p></Empty>
            ) : (
                <>
                    <Tiles money={money} />
                    <div className="money-columns">
                        <Curve money={money} />
                        <Assertions money={money} />
                    </div>
                    <Projects money={money} />
                    <Periods money={money} />
                </>
            )}
            {importing && <SheetDrawer money={money} plan={plan} close={() => setImporting(false)} />}
            {posting && <PostingForm money={money} plan={plan} close={() => setPosting(false)} />}
        </>
    );
}

export default function MoneyPage() {
    return (
        <YearPage title="place.budget" help="help.money">
            {(_, plan) => <Content plan={plan} />}
        </YearPage>
    );
}
