import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { ApiProblem } from '../lib/api';
import '../lib/more_texts';
import { BrokenPage, UnknownPage } from './pages';
import { PrivateLink } from './private_link';
import { routeTable, type RouteInfo, type RouteName } from './route_table';
import { planFrame, screens } from './screens';
import { Shell } from './shell';
import { SignIn } from './sign_in';

const elements: Record<RouteName, ReactNode> = {
    home: <screens.home.Screen />,
    plans: <screens.plans.Screen />,
    review: <screens.review.Screen />,
    plan: <screens.plan.Screen />,
    strategy: <screens.strategy.Screen />,
    agreement: <screens.agreement.Screen />,
    findings: <screens.findings.Screen />,
    versions: <screens.versions.Screen />,
    sign_in: <SignIn />,
    link: <PrivateLink />,
    steps: <screens.steps.Screen />,
    progress: <screens.progress.Screen />,
    budget: <screens.budget.Screen />,
    approvals: <screens.approvals.Screen />,
    scores: <screens.scores.Screen />,
    data: <screens.data.Screen />,
    documents: <screens.documents.Screen />,
    responsible: <screens.responsible.Screen />,
    account: <screens.account.Screen />,
    admin: <screens.admin.Screen />,
    admin_agencies: <screens.admin_agencies.Screen />,
    admin_workflows: <screens.admin_workflows.Screen />,
    admin_schemes: <screens.admin_schemes.Screen />,
    admin_notices: <screens.admin_notices.Screen />,
    admin_privacy: <screens.admin_privacy.Screen />,
    admin_datasets: <screens.admin_datasets.Screen />,
    admin_tokens: <screens.admin_tokens.Screen />,
    admin_audit: <screens.admin_audit.Screen />,
    admin_backup: <screens.admin_backup.Screen />,
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
            { path: routeTable.plan.path, element: <planFrame.Screen />, children: within('plan') },
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
