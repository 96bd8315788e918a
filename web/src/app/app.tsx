import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { ApiProblem } from '../lib/api';
import '../lib/more_texts';
import { BrokenPage, UnknownPage } from './pages';
import { PrivateLink } from './private_link';
import { routeTable, type RouteInfo, type RouteName } from './route_table';
import { Shell } from './shell';
import { SignIn } from './sign_in';

// The shell and the small pages do without Ant Design; the screens come with it.
const Surround = lazy(() => import('./surround'));
const Home = lazy(() => import('../features/home/home_page'));
const Plans = lazy(() => import('../features/home/plans_page'));
const Review = lazy(() => import('../features/imports/review_page'));
const PlanLayout = lazy(() => import('../features/plan/plan_layout'));
const PlanPage = lazy(() => import('../features/plan/plan_page'));
const ScoresPage = lazy(() => import('../features/scores/scores_page'));
const MoneyPage = lazy(() => import('../features/money/money_page'));
const ProgressPage = lazy(() => import('../features/progress/progress_page'));
const ApprovalsPage = lazy(() => import('../features/approvals/approvals_page'));
const RecordsPage = lazy(() => import('../features/records/records_page'));
const DocumentsPage = lazy(() => import('../features/documents/documents_page'));
const PeoplePage = lazy(() => import('../features/admin/people_page'));
const AgenciesPage = lazy(() => import('../features/admin/agencies_page'));
const WorkflowsPage = lazy(() => import('../features/admin/workflows_page'));
const TokensPage = lazy(() => import('../features/admin/tokens_page'));
const AuditPage = lazy(() => import('../features/admin/audit_page'));
const BackupPage = lazy(() => import('../features/admin/backup_page'));
const FindingsPage = lazy(() => import('../features/findings/findings_page'));
const Timeline = lazy(() => import('../features/timeline/timeline_page'));
const VersionsPage = lazy(() => import('../features/versions/versions_page'));

const elements: Record<RouteName, ReactNode> = {
    home: <Home />,
    plans: <Plans />,
    review: <Review />,
    plan: <PlanPage />,
    findings: <FindingsPage />,
    versions: <VersionsPage />,
    sign_in: <SignIn />,
    link: <PrivateLink />,
    steps: <Timeline />,
    progress: <ProgressPage />,
    budget: <MoneyPage />,
    approvals: <ApprovalsPage />,
    scores: <ScoresPage />,
    data: <RecordsPage />,
    documents: <DocumentsPage />,
    admin: <PeoplePage />,
    admin_agencies: <AgenciesPage />,
    admin_workflows: <WorkflowsPage />,
    admin_tokens: <TokensPage />,
    admin_audit: <AuditPage />,
    admin_backup: <BackupPage />,
    unknown: <UnknownPage />,
};

const within = (frame: RouteInfo['frame']) =>
    (Object.keys(routeTable) as RouteName[])
        .filter((name) => routeTable[name].frame === frame)
        .map((name) => ({ path: routeTable[name].path, element: elements[name] }));

const router = createBrowserRouter([
    ...within('none'),
    {
        element: <Shell />,
        errorElement: <BrokenPage />,
        children: [
            { element: <Surround />, children: [...within('screens'), { path: routeTable.plan.path, element: <PlanLayout />, children: within('plan') }] },
            ...within('shell'),
        ],
    },
]);

const client = new QueryClient({
    defaultOptions: {
        queries: {
            staleTime: 5_000,
            // A refusal will be the same again; only an outage is worth another try.
            retry: (count, error) => count < 2 && !(error instanceof ApiProblem && error.status < 500),
        },
    },
});

export function Application() {
    return (
        <QueryClientProvider client={client}>
            <RouterProvider router={router} />
        </QueryClientProvider>
    );
}
