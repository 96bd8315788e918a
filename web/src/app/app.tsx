import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { ApiProblem } from '../lib/api';
import '../lib/more_texts';
import { BrokenPage, UnknownPage } from './pages';
import { PrivateLink } from './private_link';
import { routeTable, type RouteInfo, type RouteName } from './route_table';
import { screens } from './screens';
import { Shell } from './shell';
import { SignIn } from './sign_in';

// The shell and the small pages do without Ant Design; the screens come with it.
const Surround = lazy(() => import('./surround'));
const Home = lazy(screens.home);
const Plans = lazy(screens.plans);
const Review = lazy(screens.review);
const PlanLayout = lazy(() => import('../features/plan/plan_layout'));
const PlanPage = lazy(screens.plan);
const StrategyPage = lazy(screens.strategy);
const AgreementPage = lazy(screens.agreement);
const ScoresPage = lazy(screens.scores);
const MoneyPage = lazy(screens.budget);
const ProgressPage = lazy(screens.progress);
const ApprovalsPage = lazy(screens.approvals);
const RecordsPage = lazy(screens.data);
const DocumentsPage = lazy(screens.documents);
const PeoplePage = lazy(screens.admin);
const AgenciesPage = lazy(screens.admin_agencies);
const WorkflowsPage = lazy(screens.admin_workflows);
const NoticesPage = lazy(screens.admin_notices);
const PrivacyPage = lazy(screens.admin_privacy);
const ResponsiblePage = lazy(screens.responsible);
const TokensPage = lazy(screens.admin_tokens);
const AuditPage = lazy(screens.admin_audit);
const BackupPage = lazy(screens.admin_backup);
const FindingsPage = lazy(screens.findings);
const Timeline = lazy(screens.steps);
const VersionsPage = lazy(screens.versions);

const elements: Record<RouteName, ReactNode> = {
    home: <Home />,
    plans: <Plans />,
    review: <Review />,
    plan: <PlanPage />,
    strategy: <StrategyPage />,
    agreement: <AgreementPage />,
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
    responsible: <ResponsiblePage />,
    admin: <PeoplePage />,
    admin_agencies: <AgenciesPage />,
    admin_workflows: <WorkflowsPage />,
    admin_notices: <NoticesPage />,
    admin_privacy: <PrivacyPage />,
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
