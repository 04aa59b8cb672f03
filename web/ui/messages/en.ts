import type { Messages } from '../text'

export const en: Messages = {
  product: 'ZhenAn',
  verb: {
    add: 'Add', addKind: 'New: {kind}', addFirst: 'Record the first one', save: 'Save', cancel: 'Cancel', edit: 'Edit', remove: 'Remove', clear: 'Clear',
    retry: 'Try again', print: 'Print', withdraw: 'Withdraw', import: 'Import', importFile: 'Import a spreadsheet', back: 'Back', next: 'Next',
    undo: 'Undo', close: 'Close', send: 'Submit', open: 'Open', confirm: 'OK',
  },
  answer: { yes: 'Yes', no: 'No' },
  state: { loading: 'Loading', saving: 'Saving…' },
  time: {
    weekdays: 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday',
    overdue: '{days} d overdue', dueToday: 'due today', left: '{days} d left',
  },
  nav: {
    home: 'Home', inspection: 'Inspection', base: 'Who and where', responsibility: 'Responsibility', daily: 'Daily work', emergency: 'Emergency', report: 'Reports',
    administration: 'Administration', map: 'Map of areas', reports: 'Half-year report', measures: 'Measures', audit: 'Audit trail',
  },
  shell: {
    printed: '{town} · printed {day} · {name}', skip: 'Skip to content', menu: 'Navigation', demo: 'Demo town: the clock stands at {day}; units, people and document numbers are invented.', demoShort: 'Demo town, clock at {day}', changePassword: 'Change password', signOut: 'Sign out',
  },
  password: {
    must: 'First sign-in: please choose a password of your own.', current: 'Current password', fresh: 'New password (8 characters or more)', again: 'New password again',
    short: 'The new password needs at least 8 characters.', differs: 'The two new passwords differ.', changed: 'Password changed.',
  },
  signIn: {
    title: 'Sign in', about: 'Who answers for what, who was inspected, what was found, whether it was put right, and what is due.', username: 'User name', password: 'Password', verb: 'Sign in',
    both: 'Enter your user name and password.', wrong: 'User name or password is wrong.',
  },
  error: {
    unexpected: 'The page failed. Reload it and try again.', unreachable: 'The server can’t be reached. What you typed is kept; try again when the network is back.', required: 'Please fill this in.',
    requiredField: 'Fill in: {field}', notSent: 'Not sent yet. Put these right first', stale: 'Somebody has just changed this record. Reload it, read what is new, then edit.',
    noPage: 'There is no such page', noPageHelp: 'The address may be wrong, or this lies outside of your scope.',
  },
  form: {
    choose: 'Choose', find: 'Type two characters to find', nothingFound: 'Nothing found', chooseArea: 'Choose a village or grid', optional: 'optional', dayExample: 'e.g. 2023-05-30',
    addRow: 'Add a row', onePerLine: 'One per line', locationExample: 'longitude, latitude', locationHelp: 'Click on the map or type longitude and latitude (WGS 84).', locationBad: 'Write “longitude, latitude”, e.g. 113.52310, 24.11020.',
    locationRefused: 'No position was given; click on the map instead.', here: 'Where I am now', leave: 'What you typed is not saved. Leave?', leaveVerb: 'Leave without saving',
  },
  attachment: {
    file: 'File {number}', look: 'Look at photo {number}', tooLarge: 'larger than {megabytes} MB; make it smaller first', sending: 'Uploading {name}', choose: 'Choose files or photos',
    photograph: 'Take a photo', fromAlbum: 'From the album', missing: 'no photo yet', photos: 'Photos',
  },
  list: {
    comma: ', ', colon: ': ', or: ' or ', count: '{count}', total: '{total} in all', totalAtLeast: '{total} or more', search: 'Search', allAreas: 'All areas', filter: 'Filter', any: 'Any', from: 'from', to: 'to',
    between: '{from} to {to}', since: 'since {from}', until: 'until {to}', thisArea: 'chosen area', oneChosen: 'one chosen', drop: 'Drop filter: {filter}', dropAll: 'Clear filters',
    take: 'Export', xlsx: 'Excel workbook (XLSX)', csv: 'CSV file', columns: 'Columns', usualColumns: 'Usual columns', views: 'Views', keepView: 'Keep these filters as a view',
    nameView: 'Give this view a name', viewKept: 'Kept as view “{name}”', none: 'None yet: {kind}', noneFiltered: 'No record fits these filters', noneFilteredHelp: 'Change a filter, or clear them to see all.',
    range: '{from}–{to} of {total}', previous: 'Previous', next: 'Next', more: 'Show more', above: 'Previous', below: 'Next',
  },
  record: {
    whole: 'Open the whole page', withdrawWhy: 'Why is it withdrawn? It is kept, but leaves the lists and the figures.', withdrawn: 'Withdrawn.', lastChanged: 'Last changed {at}',
    editing: 'Edit: {name}', saved: 'Saved ({kind}): {name}', added: 'Recorded ({kind}): {name}',
  },
  history: { title: 'History', none: 'No changes yet.', emptied: '(emptied)' },
  import: {
    title: 'Import: {kind}', first: 'First download the', template: 'fill-in template', second: 'Fill it in and choose the file (XLSX or CSV)', choose: 'Choose a file', third: 'It is checked first; checking changes nothing.',
    checking: 'Checking…', importing: 'Importing…', someWrong: '{accepted} rows can be imported, {rejected} have faults:', allRight: 'No faults: all {accepted} rows can be imported.', row: 'Row', field: 'Column',
    message: 'What is wrong and what to do', more: '{count} more faults are not listed.', all: 'Import all', partial: 'Import only the {accepted} good rows', again: 'Check again', done: '{accepted} imported, {rejected} rows left out.',
  },
  figure: {
    same: 'same as {since}', more: '{by} more than {since}', less: '{by} fewer than {since}', before: 'the period before', behind: 'made from {total} records', noRecords: 'No records stand behind this figure.',
  },
  home: {
    greeting: '{day}, {name}', cards: 'What needs doing', lateByEnterprise: 'Enterprises overdue', lateByTown: 'Town’s rechecks overdue', dueSoon: 'Due soon', noneLate: 'Nothing is late.', noneDue: 'Nothing is due soon.', awaiting: 'Awaiting recheck', noneAwaiting: 'Nothing waits for a recheck.', yearBefore: 'the year before',
    all: 'All', map: 'Open hazards by village', wholeMap: 'Map', legend: 'The number is open hazards; yellow has open ones, red has late ones.', mapLate: '{open}, late {late}', figures: 'This period in figures',
  },
  firstSteps: {
    title: 'A new town: these come first', areas: 'Enter villages and grids', areasAbout: 'Every record belongs to a village or grid; a spreadsheet brings them in at once.', enterprises: 'Enter the enterprises', enterprisesAbout: 'Import a spreadsheet from the market authority or the old ledger; each row is checked.',
    people: 'Enter the people', peopleAbout: 'Officers with certificate number and validity: notices need them.', appointments: 'Give them their posts', appointmentsAbout: 'Roles and scope come from appointments: who is office staff, who has which village.', accounts: 'Open accounts', accountsAbout: 'Set a first password for who signs in; they change it the first time.',
    authorities: 'Record the authority to enforce', authoritiesAbout: 'Without it only inspection records and opinions are made; give the start numbers to go on with the old series.',
  },
  measure: {
    find: 'Find a measure', about: 'Every figure opens into the records that it is made from.', refused: 'outside your scope', split: 'Split', total: '{value} {unit} in all', noRows: 'No records in this period.', more: '+',
  },
  measureBy: { area: 'By area', month: 'By month', level: 'By level', type: 'By type', category: 'By category', kind: 'By kind', status: 'By status', who: 'By whose delay' },
  period: {
    half1: 'First half of {year}', half2: 'Second half of {year}', year: 'Year {year}', quarter: 'Quarter {quarter} of {year}', thisMonth: 'This month', lastMonth: 'Last month', own: 'Own dates',
  },
  report: {
    period: 'Period', wholeTown: 'Whole town', docx: 'Download Word', pdf: 'See PDF', hint: 'Underlined figures open into the records behind them.', missing: 'Gaps without data (shaded): {count}. They fill themselves once the ledger has the record.',
    missingHelp: 'No record yet', until: 'Figures until {day}.', behind: 'What lacks, and where the problems come from', lacks: 'lacks', evidence: 'see {count} records', openFigure: 'See the records of this figure',
  },
  map: {
    title: 'Map of areas', nothing: 'No boundaries recorded yet.', nearer: 'Zoom in', farther: 'Zoom out', whole: 'Whole map', villages: 'Villages', grids: 'Grids', enterprises: 'Show enterprises', choose: 'Click a village or grid to see how it stands.',
    open: '{open} open hazards, {late} late', hazards: 'Hazards', enterprisesHere: 'Enterprises', inspections: 'Inspections', people: 'Who answers for it', below: '{count} grids below',
  },
  level: { province: 'Province', city: 'City', county: 'County', town: 'Town', village: 'Village', grid: 'Grid', park: 'Park' },
  hazard: {
    hazard: 'Hazard', major: 'Major', suspectedMark: 'Suspected major', phrases: 'Usual words', description: 'What was found', site: 'Where exactly', siteExample: 'e.g. second floor, east stairway', level: 'Level', general: 'General',
    suspected: 'Suspected major (the county decides)', majorByStandard: 'Major (by a criterion)', criterion: 'Choose the criterion that it meets', noCriteria: 'No criteria for this trade that day: choose “suspected major” and report it', fixedOnSpot: 'Fixed on the spot (the inspector saw it; it is closed)', pendingTerm: 'A new term until {day} is asked for; the leader decides', pendingExtension: 'An extension until {day} is asked for', mustRefer: 'The recheck failed; it has to be referred', countyReported: 'Reported to the county on {day}', passed: 'passed', notPassed: 'not passed', granted: 'granted', refused: 'refused', toWhom: 'to {to}', until: 'until {day}', askedUntil: 'asked for a new term until {day}', rectifyMore: 'Add to the rectification', dueOn: 'To be rectified by', days: '{days} days', drop: 'Drop this hazard',
    withEnterprise: '{place} has to rectify it', withTown: 'Reported rectified; the town has to recheck', withCounty: 'Referred; waiting for the answer', closedOn: 'Recheck passed on {day}; closed', done: 'Recorded: {verb}', clause: 'Basis', toInspection: 'See the inspection that found it',
  },
  hazardVerb: {
    rectification: 'Report it rectified', recheck: 'Recheck', extension: 'Ask for an extension', 'extension-decision': 'Answer the extension', 'term-decision': 'Decide the term', referral: 'Refer', 'referral-answer': 'Record the answer', 'county-report': 'Report to the county',
    'county-verdict': 'Record the county’s verdict', withdrawal: 'Withdraw (recorded wrongly)',
  },
  hazardVerbAbout: {
    recheck: 'Only a recheck that passed closes a hazard. If it fails, give one more term or refer it.', withdrawal: 'Only for a hazard recorded by mistake. It is kept but leaves the figures.', rectification: 'Record here that the enterprise says it is done; the town rechecks afterwards.', referral: 'What lies beyond the town’s powers, or is not put right, goes to the county authority.',
  },
  inspection: {
    inspection: 'Inspection', new: 'New inspection', newAt: 'Inspection: {place}', otherOne: 'Another place', where: 'Which place', enterprise: 'Enterprises', otherPlace: 'Other places', findPlace: 'Two characters of its name', personInCharge: 'person in charge', basics: 'Basics', kind: 'Kind',
    happenedAt: 'Began', endedAt: 'Ended', inspectors: 'Inspectors', enforcement: 'Enforcement (two officers or more)', companion: 'Person in charge on site', position: 'Position', phone: 'Phone', outing: 'Outing', newOuting: 'A new outing', checklist: 'Checklist', withoutChecklist: 'No checklist',
    noChecklist: 'No checklist is used. Record what was found below, one by one.', pass: 'Pass', fail: 'Fail', na: 'N/A', passRest: 'All others pass', unverified: '(clause not verified)', dropHazard: 'Another answer drops the hazards recorded under this item.', dropHazardVerb: 'Drop hazards', oneMore: 'One more hazard under this item',
    whyNot: 'Why it doesn’t apply', note: 'Note', addNote: 'Add a note or photo', outside: 'Hazards outside the checklist', addOutside: 'Add a hazard', situation: 'What was seen', situationExample: 'Where you looked, whom you asked, how it stands on the whole.', papers: 'Signature and notices', onlyOpinion: 'No enforcement authority is recorded: only an inspection record and an opinion may be given.', numbered: 'Numbers are taken when you submit. Records and orders are enforcement notices: two certified officers.', officeIssues: 'Notices are made by the town’s officers, supervisors or office.',
    witness: 'Witness', openHazards: 'Open hazards', noOpenHazards: 'No open hazards.', lastVisit: 'Last visit', foundThen: '{count} hazards found', neverVisited: 'Never inspected yet', authority: 'Authority', noAuthority: 'No enforcement authority recorded',
    progress: '{answered} of {of} answered, {hazards} hazards', send: 'Submit', sent: 'Inspection of {place} recorded, {hazards} hazards', unanswered: '{count} items have no answer. Submit?', sendAnyway: 'Submit anyway', unsent: 'There is an inspection not sent yet: {place}, {day}', resume: 'Go on with it', discard: 'Discard', discardSure: 'What you wrote cannot be brought back.',
    toPlace: 'See this place', hazards: 'Hazards', noHazards: 'No hazards found.', onlyFailed: 'Only failed', allAnswers: 'All answers', noneFailed: 'No item failed.', tally: '{pass} pass, {fail} fail, {na} not applicable',
    gap: { place: 'Choose the place', inspectors: 'Choose the inspectors', twoOfficers: 'Enforcement needs two inspectors or more', companion: 'Name the person in charge on site', description: 'A hazard lacks what was found', due: 'A hazard lacks its due day', criterion: 'A major hazard needs its criterion', witness: 'Refused or absent: name a witness', noticeOfficers: 'Records and orders need two certified officers; if there aren’t two, untick the notices' },
  },
  inspectionKind: { patrol: 'Patrol', campaign: 'Campaign', joint: 'Joint', random: 'Random', self: 'Self-check', recheck: 'Recheck' },
  noticeKind: { record: 'Inspection record', order: 'Rectification order', opinion: 'Rectification opinion', recheck: 'Recheck opinion', referral: 'Referral letter', major_report: 'Major-hazard report' },
  supervisionNoticeKind: { record: 'Inspection sheet', recheck: 'Recheck sheet' },
  recipientState: { signed: 'Signed', refused: 'Refused to sign', absent: 'Absent' },
  serviceMethod: { direct: 'in person', left: 'left behind', post: 'by post' },
  authority: { empowered: 'Empowered (in the town’s name)', delegated: 'Delegated (in the delegating organ’s name)', supervision: 'Supervision only (no enforcement)' },
  notice: {
    notices: 'Notices', none: 'No notices yet.', make: 'Make a notice', makeFor: 'A notice for {place}', void: 'Void', issued: 'Issued {day}', printPdf: 'Print (PDF)', word: 'Download Word', serve: 'Record service', makeVoid: 'Void it', voidBecause: 'Void because: {reason}', about: 'Hazards in it', signature: 'Signature', organ: 'Organ',
    voided: '{number} is void; its number is kept.', served: 'Service recorded.', made: '{kind} made: {number}', place: 'For whom', kind: 'Kind', authorityIs: 'On the basis of: {basis}, {organ}', hazards: 'Hazards to write in', noHazards: 'This place has no open hazards.', issuedOn: 'Issued on', officers: 'Inspectors (officers)', recipient: 'Person in charge on site',
    backEntry: 'Back-entry of a paper notice, with its own number', externalNumber: 'Its number', numberLater: 'The number is taken when the notice is made, without gaps.', note: 'Further words', addressee: 'Goes to', addresseeExample: 'the county authority', receipt: 'Service receipt (PDF)', officersAre: 'Officers', issue: 'Make: {kind}', witnessIs: 'witness {name}',
    gap: { place: 'Choose for whom', kind: 'Choose the kind', hazards: 'Choose at least one hazard', officers: 'This kind needs two certified officers', officer: 'Choose the inspectors', recipient: 'Name the person in charge on site', witness: 'Refused or absent: name a witness', number: 'Give the paper’s number' },
  },
  audit: { about: 'Who did what and when; it can be read, not changed.', allKinds: 'All ledgers' },
  auditKind: { store: 'The store', sessions: 'Session', accounts: 'account' },
  account: { new: 'New account', added: 'Account {username} has its first password', reset: 'Password reset; tell the person.', resetVerb: 'Reset password' },
  place: {
    lastVisit: 'last visited {day}, {count} visits', open: '{count} open hazards', noneOpen: 'no open hazards', permitOut: '{kind} ran out {day}', permitSoon: '{kind} runs out {day}', inspect: 'Inspect it', inspections: 'Inspections', closedHazards: 'Settled hazards', letters: 'Responsibility letters', unsigned: 'not signed', noLetters: 'No letters.',
  },
  hazardStatus: { rectifying: 'Rectifying', awaiting_recheck: 'Awaiting recheck', closed: 'Closed', referred: 'Referred', withdrawn: 'Withdrawn' },
  role: {
    leader: 'Town leader', office: 'Safety office', officer: 'Enforcement officer', supervisor: 'Safety supervisor', village: 'Village cadre', grid_leader: 'Grid leader', patroller: 'Patroller',
    enterprise: 'Enterprise', administrator: 'Administrator', auditor: 'Auditor',
  },
  event: {
    created: 'recorded it', create: 'recorded it', updated: 'changed it', update: 'changed it', changed: 'changed it', withdrawn: 'withdrew it', withdraw: 'withdrew it', withdrawal: 'withdrew it', imported: 'imported it', import: 'imported it',
    found: 'found it', issued: 'issued a notice', notice: 'issued a notice', rectification: 'reported it rectified', recheck: 'rechecked', extension: 'asked for an extension', 'extension-decision': 'answered the extension', referral: 'referred it',
    'referral-answer': 'recorded the referral’s answer', 'county-report': 'reported it to the county', 'county-verdict': 'recorded the county’s verdict', 'term-decision': 'decided the term', voiding: 'voided it', service: 'served it', closed: 'closed it', fixed: 'fixed on the spot', voided: 'voided it', served: 'served it', signed_in: 'signed in', signed_out: 'signed out', restored: 'restored it', sign_in_failed: 'failed to sign in', sign_in_locked: 'failed to sign in; locked', sessions_ended: 'signed out elsewhere', backup_restored: 'restored from a backup', password_changed: 'changed the password', password_reset: 'reset the password',
  },
  filter: { withdrawn: 'Withdrawn', open: 'Open', late: 'Late', status: 'Status', category: 'Category', placeId: 'Place', area: 'Area', inspectionId: 'Inspection', outingId: 'Outing', checklistId: 'Checklist' },
  filterValue: { any: 'any', enterprise: 'enterprise overdue', town: 'town’s recheck overdue' },
  palette: {
    title: 'Search everywhere', box: 'Find places, hazards, people…', ask: 'Search, or name a page, for example: import enterprises', recent: 'Searched lately (kept on this computer only)', pages: 'Pages', more: 'All matching: {kind}', looking: 'Searching…',
    nothing: 'Nothing found for “{words}”. Only records in your area can be found; try other words.', about: 'Two characters are enough. Enterprises, hazards, notices, people and ledgers in your area are searched; the name of a page opens it.', notWhole: 'There are too many matches to look at all of them; more words find better.',
    keys: '↑ ↓ choose, Enter opens, Esc closes', forget: 'Forget recent searches',
  },
  keys: {
    title: 'Keyboard shortcuts', find: 'Search everywhere', search: 'Go to the list’s search box', add: 'New', rows: 'Up and down in a list', open: 'Open the chosen row', close: 'Close the side panel or window', save: 'Save', send: 'Send', list: 'Show this table', about: 'Single letters do nothing while you are typing text.',
  },
  myAccount: {
    title: 'My account', posts: 'Posts and scope', noPosts: 'You hold no post now and see no records. Ask the administrator.', all: 'All trades', since: 'since {from}', until: '{from} to {to}', trades: 'Only: {trades}', sessions: 'Where you are signed in', here: 'This one', lastSeen: 'Last used {at}', began: 'Signed in {at}', endOthers: 'Sign out everywhere else',
    endOthersSure: 'All other computers and phones are signed out and have to enter the password again. This one stays signed in.', ended: 'Signed out in other places: {count}.', noOthers: 'You are signed in nowhere else.', phone: 'Phone', phoneSaved: 'The phone number is now {phone}.', display: 'Display', language: 'Language', textSize: 'Text size', sizes: 'Normal Large Larger', password: 'Password', passwordAbout: 'At least 8 characters of three sorts: capitals, small letters, digits, signs. Changing it signs you out elsewhere.', username: 'Account', unknownDevice: 'Unknown device', about: 'Here you change your own phone number, password, language and text size. Roles and scope come from appointments, which the administrator or the office records.',
  },
  undo: { restore: 'Restore', showWithdrawn: 'Show withdrawn ones', hideWithdrawn: 'Hide withdrawn ones', done: 'Restored: lists, search and figures hold it again.', gone: '{by} withdrew this record at {at}; it is not listed and does not count.', because: 'Reason: {reason}' },
  live: { changes: '{count} new change: refresh | {count} new changes: refresh', some: 'Something changed: refresh', lost: 'Connection lost, trying again; the page may be out of date', back: 'Connected again' },
  workStep: { waiting: 'Waiting', checking: 'Checking', writing: 'Writing', undoing: 'Taking back' },
  work: { title: 'Running work', none: 'Nothing is running.', cancel: 'Cancel', cancelSure: 'Stop “{title}”? What it has written is taken back; nothing stays.', cancelVerb: 'Stop', doneNow: 'Done: {title}', done: 'Done', failed: 'Failed', cancelled: 'Cancelled', of: '{done} / {total}', left: 'about {left} left', seconds: '{count} s', minutes: '{count} min', waiting: 'Waiting', open: 'See the result', count: '{count} job running | {count} jobs running' },
  trail: {
    rest: '{count} more fields', words: 'Words in the changes', who: 'Who', verb: 'What was done', from: 'From', to: 'To', sessions: 'Sign-ins and sign-outs', when: 'When', what: 'What was done', record: 'Record', changes: 'What changed', none: 'Nothing in the trail fits; try other filters.', onlyBy: 'Only this person', other: '(another record)',
  },
  trailField: { reason: 'Reason', peer: 'From', username: 'Account', personId: 'Person', ended: 'Sessions ended', made: 'Backup of', rows: 'Rows', attachments: 'Attachments', note: 'Note', description: 'Description', dueOn: 'Due on', happenedAt: 'Happened at', passed: 'Passed', photos: 'Photos', number: 'Number', status: 'State' },
  help: {
    title: 'How to use this page', other: 'The menu on the left holds all ledgers and pages. Ctrl+K or the search box above finds places, hazards and people by two characters, and opens pages by name.',
    home: 'Look at the row of numbers first: who is late, and what the town itself still owes. A number opens its records; a hazard opens at the side, where it can be rechecked or answered. The figures follow what others do.',
    list: 'Type two characters in the search box. Filters narrow the list by state, day and area and read as a sentence; × drops one. A column’s title sorts, a row opens at the side. What is exported is what you see. Withdrawn records can be shown by a filter and restored.',
    record: 'Read it from the top: what and where, who has it now and until when, then what happened. The next step is at the top right. Withdrawing asks for a reason and can be undone later.',
    new: 'What is marked optional may stay empty. Mistakes are named on top and at the field, and nothing you typed is lost. Ctrl+S saves.', edit: 'Change only what has to change. If somebody else changed it meanwhile you are asked to look first. Ctrl+S saves; before and after stay in the history.',
    import: 'Download the template first, one record a row. The file is checked before anything is written: each problem is listed with its row and column. Import when there are none.',
    map: 'Each shape is a village or grid. Yellow has open hazards, red has overdue ones. Click one to see its hazards, enterprises and people.',
    measures: 'Where every figure comes from. Choose period and area; a number opens its records; “split” lists it by village, month or type.', reports: 'Choose a period; text and figures write themselves. Underlined numbers open; what is yellow has no records yet and fills in when the ledger does.',
    audit: 'Who changed what and when, with sign-ins and wrong passwords. Ask by person, ledger, action, day and area, or export it. Nobody can change or delete anything here.',
    'my-account': 'Change your own phone number, password, language and text size here. If you see a sign-in you do not know, sign out everywhere else and change the password.',
    'new-inspection': 'Choose the place, then answer the checklist; under an item that fails write the hazard, take a photo and give a term. Nothing is lost if you leave halfway. One submission makes the record, the hazards and the notices.',
    'new-notice': 'Choose the place, the kind of notice and the hazards. The number is taken when it is issued, without gaps; a paper notice that is entered later keeps its own number.', 'new-account': 'Appoint the person first, then open the account. Roles and scope come from the appointment. Tell the first password in person; it has to be changed at the first sign-in.',
  },
}
