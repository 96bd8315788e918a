// The agency's workflows as a list that can be read, and their actions as forms; the server judges what is saved.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SideDrawer } from '../../components/drawer';
import { Loading, Trouble } from '../../components/page';
import { FormTrouble } from '../../components/told';
import { adminKeys, setWorkflows, useRoleTable, useWorkflows, type Need, type WorkflowAction, type Workflows } from '../../lib/admin';
import { useAgency } from '../../lib/agency';
import type { Seen } from '../../lib/api';
import { useMay } from '../../lib/session';
import { useFormat } from '../../lib/settings';
import type { Id } from '../../lib/types';
import { AdminPage } from './frame';

const kNeeds: readonly Need[] = ['comment', 'document', 'date', 'signer'];
type Kind = Workflows['workflows'][number];

const changed = <T,>(list: readonly T[], item: T, has: boolean): T[] => (has ? [...list.filter((one) => one !== item), item] : list.filter((one) => one !== item));

interface EditProps {
    agency: Id;
    all: Seen<Workflows>;
    kind: Kind;
    action: WorkflowAction;
    close: (saved: boolean) => void;
}

function ActionDrawer({ agency, all, kind, action, close }: EditProps) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const table = useRoleTable();
    const [next, setNext] = useState(action);
    const [busy, setBusy] = useState(false);
    const [failed, setFailed] = useState<unknown>(null);
    const save = async () => {
        setBusy(true);
        setFailed(null);
        try {
            const body = { ...all, workflows: all.workflows.map((one) => (one.kind === kind.kind ? { ...one, actions: one.actions.map((old) => (old.id === next.id ? next : old)) } : one)) };
            await setWorkflows(agency, body);
            await client.invalidateQueries({ queryKey: adminKeys.workflows(agency) });
            close(true);
        } catch (error) {
            setFailed(error);
            // Somebody else may have set them: what is shown behind is what stands there now.
            await client.invalidateQueries({ queryKey: adminKeys.workflows(agency) });
        } finally {
            setBusy(false);
        }
    };
    return (
        <SideDrawer title={format.text(action.name)} close={() => close(false)}>
            <p className="quiet">{format.text(kind.name)}</p>
            <fieldset className="checks">
                <legend>{t('workflows.who')}</legend>
                {(table.data?.roles ?? []).filter((role) => role.role !== 'public').map((role) => (
                    <label key={role.role} className="check">
                        <input type="checkbox" checked={next.roles.includes(role.role)} onChange={(event) => setNext({ ...next, roles: changed(next.roles, role.role, event.target.checked) })} /> {format.text(role.name)}
                    </label>
                ))}
            </fieldset>
            <fieldset className="checks">
                <legend>{t('workflows.needs')}</legend>
                {kNeeds.map((need) => (
                    <label key={need} className="check">
                        <input type="checkbox" checked={(next.needs ?? []).includes(need)} onChange={(event) => setNext({ ...next, needs: changed(next.needs ?? [], need, event.target.checked) })} /> {t(`approvals.${need}`)}
                    </label>
                ))}
                <label className="check">
                    <input type="checkbox" checked={next.on_behalf ?? false} onChange={(event) => setNext({ ...next, on_behalf: event.target.checked })} /> {t('workflows.paper')}
                </label>
            </fieldset>
            <FormTrouble error={failed} />
            <p><button type="button" className="primary" disabled={busy} onClick={() => void save()}>{t('workflows.save')}</button></p>
        </SideDrawer>
    );
}

export default function WorkflowsPage() {
    const { t } = useTranslation();
    const format = useFormat();
    const { agency } = useAgency();
    const may = useMay(agency?.id);
    const table = useRoleTable();
    const answer = useWorkflows(agency?.id);
    const [open, setOpen] = useState<{ kind: string; action: string } | null>(null);
    const [saved, setSaved] = useState(false);
    const roleName = (role: string) => format.text(table.data?.roles.find((one) => one.role === role)?.name) || role;
    const editable = may('workflow.set');
    const kind = answer.data?.workflows.find((one) => one.kind === open?.kind);
    const action = kind?.actions.find((one) => one.id === open?.action);
    return (
        <AdminPage title="admin.workflows" lead="workflows.lead" help="help.workflows">
            {answer.isLoading && <Loading />}
            {answer.isError && <Trouble error={answer.error} retry={() => void answer.refetch()} />}
            {answer.data && !editable && <p className="quiet">{t('workflows.read_only')}</p>}
            <p role="status" className={saved ? 'state-done' : 'hidden'}>{saved ? `✓ ${t('workflows.saved')}` : ''}</p>
            {answer.data?.workflows.map((one) => {
                const state = (id: string) => format.text(one.states.find((item) => item.id === id)?.name) || id;
                return (
                    <section key={one.kind} className="part" aria-labelledby={`workflow-${one.kind}`}>
                        <h2 id={`workflow-${one.kind}`}>{format.text(one.name)}</h2>
                        <p className="quiet">{one.states.map((item) => `${item.fixed ? '■ ' : ''}${format.text(item.name)}`).join(' · ')}</p>
                        <div className="scroll-x card-scroll" tabIndex={0} role="region" aria-labelledby={`workflow-${one.kind}`}>
                            <table className="data-table stacked workflow-table">
                                <thead>
                                    <tr>
                                        <th scope="col">{t('workflows.action')}</th>
                                        <th scope="col">{t('workflows.from_to')}</th>
                                        <th scope="col">{t('workflows.who')}</th>
                                        <th scope="col">{t('workflows.needs')}</th>
                                        {editable && <th scope="col"><span className="hidden">{t('workflows.edit')}</span></th>}
                                    </tr>
                                </thead>
                                <tbody>
                                    {one.actions.map((item) => (
                                        <tr key={item.id}>
                                            <th scope="row"><strong>{format.text(item.name)}</strong></th>
                                            <td data-label={t('workflows.from_to')}>{item.from.map(state).join(', ')} → {state(item.to)}</td>
                                            <td data-label={t('workflows.who')}>{item.roles.map(roleName).join(', ')}{item.on_behalf && <p className="quiet">{t('workflows.paper')}</p>}</td>
                                            <td data-label={t('workflows.needs')}>{(item.needs ?? []).length === 0 ? <span className="quiet">{t('workflows.nothing')}</span> : (item.needs ?? []).map((need) => t(`approvals.${need}`)).join(', ')}</td>
                                            {editable && <td><button type="button" className="simple" aria-label={`${t('workflows.edit')}: ${format.text(item.name)}`} onClick={() => setOpen({ kind: one.kind, action: item.id })}>{t('workflows.edit')}</button></td>}
                                        </tr>
                                    ))}
                                </tbody>
                            </table>
                        </div>
                    </section>
                );
            })}
            {agency && answer.data && kind && action && (
                <ActionDrawer
                    key={`${kind.kind} ${action.id}`}
                    agency={agency.id}
                    all={answer.data}
                    kind={kind}
                    action={action}
                    close={(done) => {
                        setOpen(null);
                        setSaved(done);
                    }}
                />
            )}
        </AdminPage>
    );
}
