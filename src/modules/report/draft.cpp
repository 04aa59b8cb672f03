#include "modules/report/draft.h"

#include <fmt/format.h>

#include <map>

#include "core/clock.h"
#include "modules/record/record.h"

namespace zhenan::report {

namespace {
constexpr const char* kGap = "【待核实】";
}

std::string words_of(const Spans& spans) {
    std::string words;
    for (auto& span : spans) words += span.text;
    return words;
}

Spans operator+(Spans left, const Spans& right) {
    left.insert(left.end(), right.begin(), right.end());
    return left;
}

Period Subject::period_at(const std::string& at) const {
    if (at == "year") {
        auto year = period;
        year.from = period.from.substr(0, 4) + "-01-01";
        year.to = until;
        return year;
    }
    auto then = at == "previous" ? previous(period) : last_year(period);
    if (until < period.to) then.to = spoken_until(then, add_days(then.from, days_between(period.from, until)));
    return then;
}

std::string Subject::own() const {
    if (area.level == "village") return area.name.ends_with("村") ? "我村" : "我社区";
    if (area.name.ends_with("街道")) return "我街道";
    if (area.name.ends_with("乡")) return "我乡";
    return area.level == "town" ? "我镇" : "本辖区";
}

Draft::Draft(Subject subject) : subject_(std::move(subject)) {}

void Draft::section(const std::string& name) {
    section_ = name;
    blocks_ = 0;
}

void Draft::add(Block block) {
    block.id = section_ + "." + std::to_string(++blocks_);
    report_.blocks.push_back(std::move(block));
}

void Draft::title(const std::string& words) {
    report_.title = words;
    add({.type = Block::title, .spans = plain(words)});
}

void Draft::heading(int level, const std::string& words) {
    add({.type = Block::heading, .level = level, .spans = plain(words)});
}

void Draft::paragraph() {
    add({});
}
void Draft::say(const std::string& words) {
    say(plain(words));
}

void Draft::say(Spans spans) {
    auto& all = report_.blocks.back().spans;
    for (auto& span : spans) {
        if (span.plain() && !all.empty() && all.back().plain())
            all.back().text += span.text;
        else
            all.push_back(std::move(span));
    }
}

void Draft::sentence(const std::vector<Spans>& clauses, const std::string& begin) {
    bool started = false;
    for (auto& clause : clauses) {
        if (clause.empty()) continue;
        say(started ? "，" : begin);
        say(clause);
        started = true;
    }
    if (started) say("。");
}

void Draft::problem(const std::string& rule, const Spans& spans, std::vector<Named> records) {
    report_.problems.push_back({rule, words_of(spans), std::move(records)});
    auto number = static_cast<int>(report_.problems.size());
    if (number == 1) say("但从检查和台账情况看，" + subject_.own() + "安全生产工作还有薄弱环节，突出表现在：");
    say((number == 1 ? "" : "；") + chinese_number(number) + "是");
    say(spans);
}

Figure Draft::figure(const std::string& name, const std::string& member) const {
    auto* definition = measure::find(name);
    if (!definition) return {.name = name};
    auto ask = subject_.ask();
    ask.member = member;
    auto value = measure::value(ask, name);
    return {name, value.value, value.approximate, definition->unit_zh, member};
}

std::vector<Named> Draft::records(const std::string& name, const std::string& member) const {
    std::vector<Named> found;
    if (!measure::find(name)) return found;
    auto ask = subject_.ask();
    ask.member = member;
    std::int64_t total = 0;
    for (auto& line : measure::records(ask, name, 10000, 0, total)) found.push_back({line.kind, line.id, line.title});
    return found;
}

std::vector<json::object> Draft::entries(const std::string& kind) const {
    return entries(kind, subject_.period.from, subject_.until);
}

std::vector<json::object> Draft::entries(const std::string& name, const std::string& from,
                                         const std::string& to) const {
    std::vector<json::object> found;
    if (auto* kind = record::find_kind(name))
        record::each_between(subject_.db, *kind, subject_.area.path, from, to,
                             [&](const json::object& one) { found.push_back(one); });
    return found;
}

Span Draft::span(const Figure& figure) const {
    if (!figure.value) return {.text = kGap, .missing = true};
    auto text = figure.unit == "%" ? percent(*figure.value) : amount(*figure.value, figure.approximate, figure.unit);
    return {.text = text,
            .measure = figure.name,
            .value = figure.value,
            .member = figure.member,
            .unit = figure.unit == measure::find(figure.name)->unit_zh ? "" : figure.unit,
            .from = subject_.period.from,
            .to = subject_.until,
            .approximate = figure.approximate};
}

Span Draft::fresh(const Span& kept) const {
    auto then = subject_;
    if (!kept.at.empty()) then.period = subject_.period_at(kept.at), then.until = then.period.to;
    Draft at(then);
    auto figure = at.figure(kept.measure, kept.member);
    if (!kept.unit.empty()) figure.unit = kept.unit;
    auto span = at.span(figure);
    span.at = kept.at;
    span.measure = kept.measure;
    span.member = kept.member;
    if (!kept.change) return span;
    span.change = true;
    span.text = change_words(this->figure(kept.measure, kept.member).value, figure.value, figure.unit);
    span.missing = false;
    return span;
}

Spans Draft::clause(const std::string& words, const Figure& figure) const {
    // A measure that nobody keeps is a gap, not a zero.
    if (!figure.any() && measure::find(figure.name)) return {};
    return {Span{.text = words}, span(figure)};
}

Span Draft::gap(const std::string& what) {
    report_.missing.push_back(what);
    return {.text = "【待核实：" + what + "】", .missing = true};
}

Span Draft::count(const std::vector<Named>& records, const std::string& unit) {
    auto n = static_cast<double>(records.size());
    return {.text = amount(n, false, unit), .value = n, .items = records};
}

Spans Draft::names(const std::vector<Named>& records, const std::string& unit, std::size_t most) {
    Spans spans;
    for (std::size_t i = 0; i < records.size() && i < most; ++i) {
        // GB/T 15834: no 、 between 《》 and 《》.
        bool titles = i && records[i - 1].title.ends_with("》") && records[i].title.starts_with("《");
        if (i && !titles) spans.push_back({.text = "、"});
        spans.push_back({.text = records[i].title, .kind = records[i].kind, .id = records[i].id});
    }
    if (records.size() > most) {
        spans.push_back({.text = "等"});
        spans.push_back(count(records, unit));
    }
    return spans;
}

Report Draft::finish(const std::string& organ) {
    // A figure that could not be given is missing, wherever it stands.
    for (auto& block : report_.blocks)
        for (auto& span : block.spans)
            if (span.missing && span.text == kGap)
                report_.missing.push_back("“" + words_of(block.spans).substr(0, 60) + "”里的数字没有记录");
    for (auto& block : report_.blocks) {
        std::map<std::string, int> counted;
        for (auto& span : block.spans)
            if (!span.items.empty() && span.measure.empty()) {
                auto& kind = span.items.front().kind;
                span.key = block.id + "/" + kind + "/" + std::to_string(++counted[kind]);
            }
    }
    report_.area_id = subject_.area.id;
    report_.area_name = subject_.area.name;
    report_.organ = organ;
    report_.day = chinese_day(subject_.today);
    report_.period = subject_.period;
    report_.until = subject_.until;
    return std::move(report_);
}

}  // namespace zhenan::report
