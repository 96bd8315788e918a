// What several views of elements show: a reference as a link, and the findings that no field shows.
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { memberOf, sortBySeverity } from '../lib/findings';
import { referenceId, referenceText } from '../lib/plan_tree';
import { useFormat } from '../lib/settings';
import type { Id, Reference } from '../lib/types';
import { useEditor } from './editor';
import { FindingChip } from './finding';

/** Members that a field of the view shows, so that findings about them stand there and not in the list as well. */
const kFieldMembers = ['name', 'title', 'text', 'budget', 'amount', 'weight', 'unit', 'success', 'calculation_method', 'term', 'term_en', 'narrative', 'indicator_name', 'heading', 'lead', 'supporting', 'vision', 'short_name', 'code'];

export function ReferenceLink({ reference }: { reference: Reference | undefined }) {
    const { t } = useTranslation();
    const editor = useEditor();
    const format = useFormat();
    const id = referenceId(reference);
    const entry = id ? editor.index.get(id) : undefined;
    if (!entry) {
        return (
            <span className="unresolved">
                <span lang="th">{referenceText(reference)}</span> <span className="quiet">▲ {t('plan.unresolved')}</span>
            </span>
        );
    }
    return (
        <Link to={editor.addressOf(entry.id)} lang="th">
            {entry.number ? `${format.digits(entry.number)} ` : ''}
            {entry.title}
        </Link>
    );
}

/** Findings about the element that no field of the view shows. */
export function OwnFindings({ element, page = false }: { element: Id; page?: boolean }) {
    const editor = useEditor();
    const own = (editor.findings.get(element) ?? []).filter((finding) => {
        if (finding.element !== element) return page && !editor.plan.swot?.combinations?.some((combination) => combination.id === finding.element);
        return !memberOf(finding, kFieldMembers);
    });
    return sortBySeverity(own).map((finding) => <FindingChip key={finding.key} finding={finding} />);
}
