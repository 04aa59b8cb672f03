// What lint is given to read: the text with the figures that it could speak of.
#include <set>

#include "modules/report/report_verbs.h"

namespace zhenan::report {

namespace {

void take_known(Reading& reading, Draft& draft, const std::string& measure, const std::string& member,
                const Line* line) {
    for (auto& known : reading.known)
        if (known.measure == measure && known.member == member) return;
    auto* definition = measure::find(measure);
    if (!definition) return;
    auto figure = draft.figure(measure, member);
    reading.known.push_back({measure, member, line ? line->zh : definition->zh, line ? line->unit : definition->unit_zh,
                             figure.value, figure.approximate, line ? line->nouns : std::vector<std::string>{}});
}

}  // namespace

std::vector<Finding> lint(const Desk& desk) {
    Reading reading{
        .blocks = desk.report.blocks, .period = desk.subject.period, .known = {}, .parts = {}, .closed_of_earlier = {}};
    Draft draft(desk.subject);
    for (auto& line : lines()) take_known(reading, draft, line.measure, line.member, &line);
    std::set<std::string> told;
    for (auto& block : desk.report.blocks)
        for (auto& span : block.spans)
            if (!span.measure.empty() && span.at.empty()) {
                take_known(reading, draft, span.measure, span.member, nullptr);
                told.insert(span.measure);
            }
    for (auto measure : {"production-accidents", "patroller-trainings", "fire-drills", "violations-closed"})
        take_known(reading, draft, measure, "", nullptr);
    for (auto& name : told) {
        auto* definition = measure::find(name);
        if (definition->form == measure::Definition::rate || definition->dimension.empty()) continue;
        Parts parts{name, definition->zh, draft.figure(name).value.value_or(0), 0};
        for (auto& [_, part] : measure::by(desk.subject.ask(), name, definition->dimension))
            parts.sum += part.value.value_or(0);
        reading.parts.push_back(std::move(parts));
    }
    for (auto& annex : desk.report.annexes) {
        if (!annex.with_sum || annex.rows.size() < 2) continue;
        for (std::size_t column = 1; column < annex.columns.size(); ++column) {
            auto& sum = annex.rows.back()[column];
            auto* definition = measure::find(sum.measure);
            if (!definition || definition->form == measure::Definition::rate) continue;
            Parts parts{sum.measure, annex.title + "“" + annex.columns[column] + "”", sum.value.value_or(0), 0};
            for (std::size_t row = 0; row + 1 < annex.rows.size(); ++row)
                parts.sum += annex.rows[row][column].value.value_or(0);
            reading.parts.push_back(std::move(parts));
        }
    }
    auto closed = draft.figure("hazards-closed"), found = draft.figure("hazards-found");
    if (closed.value && found.value && *closed.value > *found.value) {
        std::set<std::string> here;
        for (auto& one : draft.records("hazards-found")) here.insert(one.id);
        double earlier = 0;
        for (auto& one : draft.records("hazards-closed")) earlier += !here.count(one.id);
        reading.closed_of_earlier = earlier;
    }
    return lint(reading);
}

}  // namespace zhenan::report
