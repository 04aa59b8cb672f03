/** Every sentence of the pages. en.ts must have the same keys: the type check sees to it. */
export const zh = {
  product: '镇安',
  verb: {
    add: '新增', addKind: '新增{kind}', addFirst: '记第一条', save: '保存', cancel: '取消', edit: '修改', remove: '去掉', clear: '清空',
    retry: '再试一次', print: '打印', withdraw: '撤回', import: '导入', importFile: '从表格导入', back: '返回', next: '下一步',
    undo: '撤销', close: '关闭', send: '提交', open: '打开', confirm: '确定',
  },
  answer: { yes: '是', no: '否' },
  state: { loading: '正在读取', saving: '正在保存…' },
  time: {
    weekdays: '星期日 星期一 星期二 星期三 星期四 星期五 星期六',
    overdue: '{days} 天前到期', dueToday: '今天到期', left: '还有 {days} 天',
  },
  nav: {
    home: '首页', inspection: '检查执法', base: '对象', responsibility: '责任', daily: '日常', emergency: '应急', report: '报告',
    administration: '管理', map: '区划地图', reports: '半年总结', measures: '指标', audit: '操作记录',
  },
  shell: {
    printed: '{town} · {day}打印 · {name}', skip: '跳到正文', menu: '导航', demo: '演示镇，时钟停在 {day}；单位、人员、文号都是虚构的。', demoShort: '演示镇，时钟停在 {day}', changePassword: '修改密码', signOut: '退出登录',
  },
  password: {
    must: '第一次登录，请先换一个自己的密码。', current: '现在的密码', fresh: '新密码（至少 8 位）', again: '再输一遍新密码',
    short: '新密码至少 8 位。', differs: '两次输入的新密码不一样。', changed: '密码已修改。',
  },
  signIn: {
    title: '登录', about: '谁负责、查了谁、发现什么、改好没有、几时到期，都在这里。', username: '用户名', password: '密码', verb: '登录',
    both: '请填用户名和密码。', wrong: '用户名或密码不对。',
  },
  error: {
    unexpected: '页面出了故障，请刷新后再试。', unreachable: '连不上服务器。填写的内容还在，网络恢复后再试。', required: '请填写。',
    requiredField: '请填写{field}', notSent: '还没有提交，请先改好下面几处', stale: '别人刚改过这条记录。请刷新，看过新内容再改。',
    noPage: '没有这个页面', noPageHelp: '网址可能写错了，或者这项内容不在您的范围内。',
  },
  form: {
    choose: '请选择', find: '输入两个字查找', nothingFound: '没有找到', chooseArea: '选择村（居）或网格', optional: '选填', dayExample: '如 2023-05-30',
    addRow: '加一行', onePerLine: '一行写一条', locationExample: '经度, 纬度', locationHelp: '在图上点一下，或输入经纬度（WGS 84）。', locationBad: '请写成“经度, 纬度”，如 113.52310, 24.11020。',
    locationRefused: '没有取得位置，请在图上点选。', here: '用我现在的位置', leave: '填写的内容还没有保存，要离开吗？', leaveVerb: '不保存，离开',
  },
  attachment: {
    file: '附件 {number}', look: '看第 {number} 张照片', tooLarge: '超过 {megabytes} MB，请压缩后再传', sending: '正在上传 {name}', choose: '选择文件或照片',
    photograph: '拍照', fromAlbum: '从相册选', missing: '还没有照片', photos: '照片',
  },
  list: {
    comma: '、', colon: '：', or: '或', count: '{count} 项', total: '共 {total} 条', totalAtLeast: '{total} 条以上', search: '查找', allAreas: '全部区域', filter: '筛选', any: '不限', from: '起', to: '止',
    between: '{from} 至 {to}', since: '{from} 起', until: '{to} 止', thisArea: '所选区域', oneChosen: '已选一项', drop: '去掉条件：{filter}', dropAll: '清除条件',
    take: '导出', xlsx: 'Excel 表格（XLSX）', csv: 'CSV 文件', columns: '栏目', usualColumns: '恢复默认栏目', views: '常用视图', keepView: '把当前条件存为视图',
    nameView: '给这个视图起个名字', viewKept: '已存为视图“{name}”', none: '还没有{kind}', noneFiltered: '没有符合条件的记录', noneFilteredHelp: '换个条件，或清除条件看全部。',
    range: '第 {from}–{to} 条，共 {total} 条', previous: '上一页', next: '下一页', more: '再看一些', above: '上一条', below: '下一条',
  },
  record: {
    whole: '打开全页', withdrawWhy: '为什么撤回？撤回后记录仍保留，但不再列出，也不计入数字。', withdrawn: '已撤回。', lastChanged: '最后修改 {at}',
    editing: '修改：{name}', saved: '已保存{kind}：{name}', added: '已记下{kind}：{name}',
  },
  history: { title: '经过', none: '还没有改动。', emptied: '（清空）' },
  import: {
    title: '导入{kind}', first: '先下载', template: '填写模板', second: '填好后选择文件（XLSX 或 CSV）', choose: '选择文件', third: '先检查，没有问题再导入；检查不会改动任何数据。',
    checking: '正在检查…', importing: '正在导入…', someWrong: '{accepted} 行可以导入，{rejected} 行有问题：', allRight: '检查通过，{accepted} 行都可以导入。', row: '行', field: '栏目',
    message: '问题和改法', more: '另有 {count} 处问题没有列出。', all: '全部导入', partial: '只导入没问题的 {accepted} 行', again: '重新检查', done: '已导入 {accepted} 条，未导入 {rejected} 行。',
  },
  figure: {
    same: '与{since}相同', more: '比{since}多 {by}', less: '比{since}少 {by}', before: '上期', behind: '由 {total} 条记录得出', noRecords: '这个数字背后没有记录。',
  },
  home: {
    greeting: '{day}，{name}', cards: '要处理的', lateByEnterprise: '单位逾期未改', lateByTown: '镇里逾期未复查', dueSoon: '快到期', noneLate: '没有逾期的。', noneDue: '近期没有到期的。', awaiting: '等复查', noneAwaiting: '没有等复查的。', yearBefore: '去年同期',
    all: '全部', map: '各村未销号隐患', wholeMap: '看地图', legend: '数字是未销号隐患；黄色有未销号，红色有逾期。', mapLate: '{open}，逾期 {late}', figures: '本期数字',
  },
  firstSteps: {
    title: '新的镇：先做这几件事', areas: '录入村（居）和网格', areasAbout: '每条记录都挂在一个村或网格上；可以用表格一次导入。', enterprises: '录入企业单位', enterprisesAbout: '从市场监管或原来的台账导入表格，逐行检查。',
    people: '录入人员', peopleAbout: '执法人员写上执法证号和有效期，开文书要用。', appointments: '给人员任职', appointmentsAbout: '角色和管辖范围来自任职：谁在安监办、谁管哪个村。', accounts: '开账号', accountsAbout: '给要登录的人设初始密码，第一次登录时本人改掉。',
    authorities: '登记执法授权', authoritiesAbout: '没有登记，只能出检查记录表和限期整改意见书；接着原来的文号编，填起始编号。',
  },
  measure: {
    find: '查找指标', about: '每个数字都能点开，看到它由哪些记录得出。', refused: '不在您的范围', split: '分开看', total: '共 {value} {unit}', noRows: '这段时间没有记录。', more: '余',
  },
  measureBy: { area: '按区域', month: '按月', level: '按等级', type: '按类型', category: '按行业', kind: '按类型', status: '按状态', who: '按谁逾期' },
  period: {
    half1: '{year}年上半年', half2: '{year}年下半年', year: '{year}年', quarter: '{year}年第{quarter}季度', thisMonth: '本月', lastMonth: '上月', own: '自选时间',
  },
  report: {
    period: '报告期', wholeTown: '全镇', docx: '下载 Word', pdf: '看 PDF', hint: '带下划线的数字可以点开，看到背后的记录。', missing: '有 {count} 处没有数据（黄底），补记台账后自动填上。',
    missingHelp: '没有记录，待补', until: '数字截至 {day}。', behind: '缺什么，问题从哪来', lacks: '缺', evidence: '看 {count} 条依据', openFigure: '看这个数字的记录',
  },
  map: {
    title: '区划地图', nothing: '还没有录入边界。', nearer: '放大', farther: '缩小', whole: '看全图', villages: '村（居）', grids: '网格', enterprises: '显示单位', choose: '点一个村或网格，看它的情况。',
    open: '未销号隐患 {open} 条，逾期 {late} 条', hazards: '隐患', enterprisesHere: '企事业单位', inspections: '检查', people: '谁负责', below: '下辖 {count} 个网格',
  },
  level: { province: '省', city: '市', county: '县', town: '镇', village: '村（居）', grid: '网格', park: '工业园区' },
  hazard: {
    hazard: '隐患', major: '重大', suspectedMark: '疑似重大', phrases: '常见说法', description: '发现了什么', site: '具体位置', siteExample: '如：二楼东侧楼梯间', level: '等级', general: '一般',
    suspected: '疑似重大（报县级认定）', majorByStandard: '重大（对照判定标准）', criterion: '选择判定标准的条目', noCriteria: '这个行业当日没有登记判定标准，请选“疑似重大”并报县级', fixedOnSpot: '已当场改正（检查人员看过，直接销号）', pendingTerm: '申请再给期限到 {day}，等镇领导审批', pendingExtension: '申请延期到 {day}，等答复', mustRefer: '复查不合格，应当移送', countyReported: '{day} 已报县级', passed: '合格', notPassed: '不合格', granted: '同意', refused: '不同意', toWhom: '移送给{to}', until: '期限到 {day}', askedUntil: '申请再给期限到 {day}', rectifyMore: '补充整改情况', dueOn: '整改期限', days: '{days} 天', drop: '删掉这条隐患',
    withEnterprise: '由{place}整改', withTown: '单位已报整改完成，等镇里复查', withCounty: '已移送，等对方答复', closedOn: '{day} 复查合格，已销号', done: '已记下：{verb}', clause: '依据', toInspection: '看发现它的那次检查',
  },
  hazardVerb: {
    rectification: '报告整改完成', recheck: '复查', extension: '申请延期', 'extension-decision': '答复延期申请', 'term-decision': '审批整改期限', referral: '移送', 'referral-answer': '记移送答复', 'county-report': '报告县级',
    'county-verdict': '记县级认定', withdrawal: '撤回（登记有误）',
  },
  hazardVerbAbout: {
    recheck: '复查合格才销号。不合格可以再给一次期限，或者移送。', withdrawal: '只用于登记错了的隐患。记录仍保留，不计入数字。', rectification: '单位说改好了就在这里记下，之后由镇里复查。', referral: '超出镇的权限、拒不整改的，移送县级主管部门。',
  },
  inspection: {
    inspection: '检查', new: '新检查', newAt: '检查：{place}', otherOne: '换一个对象', where: '查谁', enterprise: '企事业单位', otherPlace: '其他对象', findPlace: '输入名称里的两个字', personInCharge: '负责人', basics: '基本情况', kind: '检查类型',
    happenedAt: '开始时间', endedAt: '结束时间', inspectors: '检查人员', enforcement: '执法检查（至少两名执法人员）', companion: '现场负责人', position: '职务', phone: '电话', outing: '所属行动', newOuting: '新的检查行动', checklist: '检查表', withoutChecklist: '不用检查表',
    noChecklist: '没有用检查表。发现的问题在下面逐条登记。', pass: '合格', fail: '不合格', na: '不适用', passRest: '其余都合格', unverified: '（条文未核）', dropHazard: '改成别的答案，会删掉这一项下登记的隐患。', dropHazardVerb: '删掉隐患', oneMore: '这一项还有一条隐患',
    whyNot: '为什么不适用', note: '备注', addNote: '加备注或照片', outside: '检查表以外的隐患', addOutside: '加一条隐患', situation: '检查情况', situationExample: '看了哪些地方、问了谁、总体怎么样。', papers: '签字和文书', onlyOpinion: '没有登记执法授权：只能出检查记录和限期整改意见书。', numbered: '文号在提交时自动取号。检查记录和指令书是执法文书，要两名持证人员。', officeIssues: '文书由镇里的执法人员、监管员或安监办开具。',
    witness: '见证人', openHazards: '未销号隐患', noOpenHazards: '没有未销号的隐患。', lastVisit: '上次检查', foundThen: '发现隐患 {count} 条', neverVisited: '还没有检查过', authority: '执法依据', noAuthority: '没有登记执法授权',
    progress: '已答 {answered}/{of} 项，隐患 {hazards} 条', send: '提交检查', sent: '已记下对{place}的检查，隐患 {hazards} 条', unanswered: '还有 {count} 项没有回答，要提交吗？', sendAnyway: '照样提交', unsent: '有一份没有提交的检查：{place}，{day}', resume: '接着写', discard: '丢弃', discardSure: '丢弃后，写好的内容找不回来。',
    toPlace: '看这个对象', hazards: '隐患', noHazards: '没有发现隐患。', onlyFailed: '只看不合格', allAnswers: '看全部答案', noneFailed: '没有不合格项。', tally: '合格 {pass}，不合格 {fail}，不适用 {na}',
    gap: { place: '请选择检查对象', inspectors: '请选择检查人员', twoOfficers: '执法检查至少要两名检查人员', companion: '请填现场负责人姓名', description: '有一条隐患没有写发现了什么', due: '有一条隐患没有整改期限', criterion: '重大隐患要选判定标准的条目', witness: '拒签或不在场，请填见证人', noticeOfficers: '检查记录、指令书要两名持证人员；人不够就先不勾选文书' },
  },
  inspectionKind: { patrol: '日常巡查', campaign: '专项检查', joint: '联合检查', random: '双随机检查', self: '企业自查', recheck: '复查' },
  noticeKind: { record: '现场检查记录', order: '责令限期整改指令书', opinion: '限期整改意见书', recheck: '整改复查意见书', referral: '移送函', major_report: '重大隐患报告' },
  supervisionNoticeKind: { record: '安全生产检查记录表', recheck: '隐患整改复查记录' },
  recipientState: { signed: '已签字', refused: '拒绝签字', absent: '不在场' },
  serviceMethod: { direct: '直接送达', left: '留置送达', post: '邮寄送达' },
  authority: { empowered: '赋权（以镇的名义）', delegated: '委托（以委托机关名义）', supervision: '监督检查（无执法授权）' },
  notice: {
    notices: '文书', none: '还没有文书。', make: '开具文书', makeFor: '给{place}开具文书', void: '已作废', issued: '{day}下达', printPdf: '打印（PDF）', word: '下载 Word', serve: '记送达', makeVoid: '作废', voidBecause: '作废原因：{reason}', about: '涉及的隐患', signature: '签收情况', organ: '机关',
    voided: '{number}已作废，文号保留。', served: '已记下送达。', made: '已开具{kind} {number}', place: '给谁', kind: '文种', authorityIs: '依据：{basis}，{organ}', hazards: '写进哪些隐患', noHazards: '这个对象没有未销号的隐患。', issuedOn: '下达日期', officers: '检查（执法）人员', recipient: '现场负责人',
    backEntry: '补录纸质文书，用原来的文号', externalNumber: '原文号', numberLater: '文号在开具时自动取号，连续不跳。', note: '补充说明', addressee: '送交单位', addresseeExample: '如：岭宁县应急管理局', receipt: '送达回证（PDF）', officersAre: '执法（检查）人员', issue: '开具{kind}', witnessIs: '见证人{name}',
    gap: { place: '请选择给谁', kind: '请选择文种', hazards: '请至少选一条隐患', officers: '这种文书要两名持证执法人员', officer: '请选择检查人员', recipient: '请填现场负责人', witness: '拒签或不在场，请填见证人', number: '请填原文号' },
  },
  audit: { about: '谁在什么时候做了什么；只能看，不能改。', allKinds: '全部台账' },
  auditKind: { sessions: '登录', accounts: '账号', store: '数据库' },
  account: { new: '新增账号', added: '已为账号 {username} 设好初始密码', reset: '已重设密码，请告诉本人。', resetVerb: '重设密码' },
  place: {
    lastVisit: '上次检查 {day}，共查过 {count} 次', open: '未销号隐患 {count} 条', noneOpen: '没有未销号的隐患', permitOut: '{kind} {day} 已过期', permitSoon: '{kind} {day} 到期', inspect: '检查它', inspections: '检查', closedHazards: '已了结的隐患', letters: '责任书', unsigned: '未签', noLetters: '没有责任书。',
  },
  hazardStatus: { rectifying: '整改中', awaiting_recheck: '待复查', closed: '已销号', referred: '已移送', withdrawn: '已撤回' },
  role: {
    leader: '镇领导', office: '安监办', officer: '执法人员', supervisor: '安全监管员', village: '村（居）干部', grid_leader: '网格长', patroller: '巡查员',
    enterprise: '企业', administrator: '系统管理员', auditor: '审计',
  },
  event: {
    created: '记下', create: '记下', updated: '修改', update: '修改', changed: '修改', withdrawn: '撤回', withdraw: '撤回', withdrawal: '撤回', imported: '导入', import: '导入',
    found: '发现', issued: '下达文书', notice: '下达文书', rectification: '报告整改完成', recheck: '复查', extension: '申请延期', 'extension-decision': '答复延期', referral: '移送',
    'referral-answer': '收到移送答复', 'county-report': '报告县级', 'county-verdict': '县级认定', 'term-decision': '审批期限', voiding: '作废', service: '送达', closed: '销号', fixed: '当场改正', voided: '作废', served: '送达', signed_in: '登录', signed_out: '退出', restored: '恢复', sign_in_failed: '登录失败', sign_in_locked: '登录失败，账号锁定', sessions_ended: '退出其他登录', backup_restored: '从备份恢复', password_changed: '修改密码', password_reset: '重设密码',
  },
  filter: { withdrawn: '撤回的', open: '未销号', late: '逾期', status: '状态', category: '类别', placeId: '对象', area: '区域', inspectionId: '某次检查', outingId: '某次行动', checklistId: '某张检查表' },
  filterValue: { any: '全部', enterprise: '单位逾期未改', town: '镇里逾期未复查' },
  palette: {
    title: '全站查找', box: '查找单位、隐患、人员…', ask: '查找，或输入页面名称，如：导入 企业', recent: '最近查过（只存在这台电脑上）', pages: '页面', more: '看全部符合的{kind}', looking: '正在查找…',
    nothing: '没有找到“{words}”。只能找到您管辖范围内的记录，换两个字试试。', about: '输入两个字就能查：单位、隐患、文书、人员、台账，都在您的管辖范围内找；也可以输入页面名称直接打开。', notWhole: '符合的太多，没有全部找完；再多输几个字更准。',
    keys: '↑ ↓ 选择，Enter 打开，Esc 关闭', forget: '清空最近查过的',
  },
  keys: {
    title: '键盘快捷键', find: '全站查找', search: '跳到列表的查找框', add: '新增', rows: '在列表里上下移动', open: '打开选中的一条', close: '关闭侧栏或窗口', save: '保存', send: '提交', list: '看这张表', about: '正在输入文字时，单个字母的快捷键不起作用。',
  },
  myAccount: {
    title: '我的账号', posts: '任职和管辖范围', noPosts: '现在没有任职，看不到任何记录。请联系管理员。', all: '全部行业', since: '{from} 起', until: '{from} 至 {to}', trades: '只管：{trades}', sessions: '登录过的地方', here: '就是这里', lastSeen: '最近使用 {at}', began: '{at} 登录', endOthers: '退出其他登录',
    endOthersSure: '其他电脑和手机上的登录都会退出，要重新输入密码。这里不受影响。', ended: '已退出其他 {count} 处登录。', noOthers: '没有其他登录。', phone: '电话', phoneSaved: '电话已改为 {phone}。', display: '显示', language: '语言', textSize: '字号', sizes: '标准 大 特大', password: '密码', passwordAbout: '至少 8 位，大写字母、小写字母、数字、符号至少三种。改了以后，别处的登录会退出。', username: '账号', unknownDevice: '未知设备', about: '这里能改自己的电话、密码、语言和字号。角色和管辖范围来自任职，由管理员或安监办登记。',
  },
  undo: { restore: '恢复', showWithdrawn: '看撤回的', hideWithdrawn: '不看撤回的', done: '已恢复，列表、查找和数字里又有它了。', gone: '{by} 于 {at} 撤回了这条记录，不再列出，也不计入数字。', because: '原因：{reason}' },
  live: { changes: '有 {count} 处新变化，刷新', some: '有新的变化，刷新', lost: '连接断开，正在重连；页面上可能不是最新的', back: '已重新连上' },
  workStep: { waiting: '排队中', checking: '正在检查', writing: '正在写入', undoing: '正在撤回' },
  work: { title: '正在进行', none: '没有正在进行的工作。', cancel: '取消', cancelSure: '停下“{title}”？已经写入的会撤回，什么也不留下。', cancelVerb: '停下', doneNow: '已完成：{title}', done: '已完成', failed: '没有完成', cancelled: '已取消', of: '{done} / {total}', left: '大约还要 {left}', seconds: '{count} 秒', minutes: '{count} 分钟', waiting: '排队中', open: '看结果', count: '{count} 项工作正在进行' },
  trail: {
    rest: '还有 {count} 栏', words: '查改动的文字', who: '谁', verb: '做了什么', from: '从哪天', to: '到哪天', sessions: '登录和退出', when: '时间', what: '做了什么', record: '记录', changes: '改了什么', none: '没有符合条件的操作记录，换个条件试试。', onlyBy: '只看这个人', other: '（另一条记录）',
  },
  trailField: { reason: '原因', peer: '来自', username: '账号', personId: '人员', ended: '退出几处', made: '备份时间', rows: '行数', attachments: '附件数', note: '说明', description: '说明', dueOn: '期限', happenedAt: '发生时间', passed: '合格', photos: '照片', number: '编号', status: '状态' },
  help: {
    title: '这一页怎么用', other: '左边的菜单里是全部台账和页面。按 Ctrl+K 或点上面的查找框，输入两个字就能找到单位、隐患、人员，也能直接打开页面。',
    home: '先看最上面一排数字：谁逾期了、镇里还有什么没办。点数字看是哪些记录；点一条隐患在旁边打开，直接复查或答复。别人改了什么，数字会自己更新。',
    list: '在查找框里输入两个字；用“筛选”按状态、日期、区域缩小范围，条件会写成一句话，点 × 去掉。点栏目名排序，点一行在旁边打开。导出的就是眼前这些。撤回的记录，可在筛选里看到并恢复。',
    record: '从上往下看：是什么、在哪里、现在归谁、几时到期，再往下是经过。要做的下一步在右上角。撤回要写原因，撤回后还可以恢复。',
    new: '带“选填”的可以空着。写错了会在最上面和那一栏旁边说明怎么改，填过的不会丢。Ctrl+S 保存。', edit: '只改要改的。别人同时改过会提醒您先看新内容。Ctrl+S 保存，修改前后都留在“经过”里。',
    import: '先下载填写模板，一行一条。选好文件先检查，哪一行哪一栏有问题会逐条列出；没有问题再导入。检查不会改动任何数据。',
    map: '每一块是一个村（居）或网格。有未销号隐患的是黄色，有逾期的是红色。点一块看那里的隐患、单位和负责人。',
    measures: '所有数字的出处。选时间和区域，点数字看它由哪些记录得出；“分开看”按村、按月或按类型列。', reports: '选报告期，文字和数字自动写好。带下划线的数字可以点开；黄底的是还没有记录的，补记台账后自动填上。',
    audit: '谁在什么时候改了什么，包括登录和输错密码。可以按人、台账、动作、日期、区域查，也可以导出。任何人都不能修改或删除这里的内容。',
    'my-account': '自己的电话、密码、语言和字号在这里改。发现有不认识的登录，点“退出其他登录”，再改密码。',
    'new-inspection': '先选查谁，再逐项回答检查表；不合格的在那一项下面写隐患、拍照、定期限。写到一半离开也不会丢。最后一次提交，记录、隐患和文书一起生成。',
    'new-notice': '选单位、文种和写进去的隐患。文号在开具时自动取号，连续不跳；补录纸质文书时填原来的文号。', 'new-account': '先给人员任职，再开账号。角色和管辖范围来自任职。初始密码当面告诉本人，第一次登录要改掉。',
  },
}
