#include "modules/report/report_kinds.h"

#include "modules/report/work_report.h"

namespace zhenan::report {

namespace {

const FaultCode kNoKind{Kind::not_found, "report.kind",
                        "没有这种报告；现在能出的是季度（quarterly）、半年（half-year）和年度（yearly）总结",
                        "There is no such report; there are quarterly, half-year and yearly ones"};
const FaultCode kBadPeriod{
    Kind::invalid, "report.period", "时段写得不对；季度写成 2023-Q2，半年写成 2023-H1，年度写成 2023",
    "The period is wrong; it is like 2023-Q2 for a quarter, 2023-H1 for half a year, 2023 for a year"};

struct Writer {
    std::string kind;
    Period::Form form;
    Report (*write)(const Subject&);
};
const std::vector<Writer> kWriters = {{"quarterly", Period::quarter, work_report},
                                      {"half-year", Period::half, work_report},
                                      {"yearly", Period::year, work_report}};

const Writer& writer_of(const std::string& kind) {
    for (auto& writer : kWriters)
        if (writer.kind == kind) return writer;
    throw Fault(kNoKind);
}

}  // namespace

Period period_of(const std::string& kind, const std::string& text) {
    auto& writer = writer_of(kind);
    auto period = parse_period(text);
    if (!period || period->form != writer.form) throw Fault(kBadPeriod);
    return *period;
}

Report written(const std::string& kind, const Subject& subject) {
    auto report = writer_of(kind).write(subject);
    report.kind = kind;
    return report;
}

}  // namespace zhenan::report
