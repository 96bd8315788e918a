// Line icons, drawn for this application on a 24 px grid.
const paths = {
    bell: 'M6 17V11a6 6 0 0112 0v6l2 2H4zM10 19a2 2 0 004 0M12 3v2',
    home: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
    plans: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7',
    steps: 'M4 6h7M8 12h8M13 18h7M4 3v18',
    progress: 'M5 4h14v16H5zM8 12l3 3 5-6',
    budget: 'M3 7h18v11H3zM12 10a2.5 2.5 0 100 5 2.5 2.5 0 000-5zM6 10v5M18 10v5',
    approvals: 'M3 6h18v13H3zM3 7l9 7 9-7',
    scores: 'M5 20v-6h3v6M10.500 20V9h3v11M16 20V4h3v16M3 20h18',
    data: 'M5 6c0-4 14-4 14 0v12c0 4-14 4-14 0zM5 6c0 4 14 4 14 0M5 12c0 4 14 4 14 0',
    documents: 'M4 5h7v15H4zM11 5h3v15h-3M16 5l3-1 3 15-3 1z',
    responsible: 'M9 5a3 3 0 100 6 3 3 0 000-6zM3 20c0-7 12-7 12 0M16 6a2.500 2.500 0 010 5M17 14c3 0 4 2.500 4 6',
    admin: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.500a2.500 2.500 0 100 5 2.500 2.500 0 000-5zM9 14.500a2.500 2.500 0 100 5 2.500 2.500 0 000-5z',
    menu: 'M4 6h16M4 12h16M4 18h16',
    sun: 'M12 8a4 4 0 100 8 4 4 0 000-8zM12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2',
    moon: 'M20 14A8 8 0 0110 4a8 8 0 1010 10z',
    close: 'M6 6l12 12M18 6L6 18',
    undo: 'M9 7L4 12l5 5M4 12h10a5 5 0 015 5v2',
    redo: 'M15 7l5 5-5 5M20 12H10a5 5 0 00-5 5v2',
    file: 'M12 16V5M7 10l5-5 5 5M4 19h16',
    search: 'M11 4a7 7 0 100 14 7 7 0 000-14zM16 16l5 5',
    person: 'M12 4a4 4 0 100 8 4 4 0 000-8zM4 21c0-9 16-9 16 0',
    plus: 'M12 5v14M5 12h14',
    bin: 'M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5',
    help: 'M12 3a9 9 0 100 18 9 9 0 000-18zM9.500 9.500a2.500 2.500 0 115 0c0 2-2.500 2-2.500 4M12 16.800v.400',
    calendar: 'M4 6h16v14H4zM4 10h16M8 3v5M16 3v5M8 14h2M14 14h2',
    lock: 'M6 11h12v9H6zM8 11V8a4 4 0 018 0v3',
    download: 'M12 4v11M7 10l5 5 5-5M4 20h16',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
    return (
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d={paths[name]} />
        </svg>
    );
}
