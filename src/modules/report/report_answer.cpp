#include "modules/report/report_answer.h"

#include <algorithm>

#include "core/event/event.h"

namespace zhenan::report {

namespace {

json::value instant(Instant at) {
    return at ? json::value(to_rfc3339(at)) : json::value(nullptr);
}

json::value text(const std::string& words) {
    return words.empty() ? json::value(nullptr) : json::value(words);
}

json::object block_answer(const Block& block, const std::string& area_id) {
    auto item = to_json(block, area_id);
    item["version"] = block.version;
    if (block.own) item["own"] = true;
    if (block.edited) item["edited"] = true;
    if (block.theirs) item["theirs"] = to_json(*block.theirs, area_id);
    if (!block.edited_by.empty()) {
        item["editedBy"] = block.edited_by;
        item["editedAt"] = instant(block.edited_at);
    }
    return item;
}

json::array findings(const Desk& desk) {
    json::array list;
    for (auto& one : lint(desk)) {
        json::object item{{"rule", one.rule}, {"blocking", one.blocking}, {"zh", one.zh}, {"en", one.en}};
        if (!one.block.empty()) item["block"] = one.block;
        if (!one.quote.empty()) item["quote"] = one.quote;
        if (!one.measure.empty()) item["measure"] = one.measure;
        list.push_back(std::move(item));
    }
    return list;
}

json::value figure(const Span& span) {
    if (!span.value) return nullptr;
    bool whole = *span.value == static_cast<double>(static_cast<std::int64_t>(*span.value));
    return whole ? json::value(static_cast<std::int64_t>(*span.value)) : json::value(*span.value);
}

}  // namespace

json::object answer_of(const Actor& actor, const Desk& desk) {
    auto& report = desk.report;
    auto& kept = desk.kept;
    json::array blocks, removed, problems, missing, verbs, annexes, editions_json, since;
    for (auto& block : desk.blocks) (block.removed ? removed : blocks).push_back(block_answer(block, report.area_id));
    for (auto& problem : report.problems)
        problems.push_back({{"rule", problem.rule}, {"text", problem.text}, {"records", to_json(problem.records)}});
    for (auto& what : report.missing) missing.push_back(json::string(what));
    for (auto& verb : verbs_for(actor, desk)) verbs.push_back(json::string(verb));
    for (auto& annex : report.annexes) annexes.push_back(to_json(annex, report.area_id));
    bool is_signed = kept && kept->state == "signed";
    if (is_signed)
        for (auto& one : since_signing(desk))
            since.push_back({{"measure", one.measure},
                             {"member", one.member},
                             {"zh", one.zh},
                             {"en", one.en},
                             {"was", one.was},
                             {"is", one.is}});
    if (kept)
        for (auto& one : editions(desk.subject.db, report.area_id, report.kind, report.period.text))
            editions_json.push_back(kept_answer(desk.subject.db, one));
    json::array chosen;
    for (auto& key : annex_keys(desk.subject, kept)) chosen.push_back(json::string(key));
    json::object answer{{"kind", report.kind},
                        {"title", report.title},
                        {"period", json::object{{"text", report.period.text},
                                                {"from", report.period.from},
                                                {"to", report.period.to},
                                                {"zh", report.period.zh},
                                                {"until", report.until}}},
                        {"areaId", report.area_id},
                        {"areaName", report.area_name},
                        {"organ", report.organ},
                        {"day", report.day},
                        {"addressee", text(report.addressee)},
                        {"documentNumber", text(report.document_number)},
                        {"copies", text(report.copies)},
                        {"state", kept ? kept->state : "none"},
                        {"edition", kept ? kept->edition : 0},
                        {"version", kept ? kept->version : 0},
                        {"digest", digest(report)},
                        {"compares", kept && kept->compares},
                        {"annexKeys", chosen},
                        {"verbs", verbs},
                        {"blocks", blocks},
                        {"removed", removed},
                        {"annexes", annexes},
                        {"problems", problems},
                        {"missing", missing},
                        {"lint", is_signed ? json::array() : findings(desk)},
                        {"since", since},
                        {"editions", editions_json}};
    if (kept) answer["steps"] = kept_answer(desk.subject.db, *kept);
    return answer;
}

json::object kept_answer(db::Connection& db, const Kept& kept) {
    auto area = area::find(db, kept.area_id);
    return {{"id", kept.id},
            {"kind", kept.kind},
            {"period", kept.period},
            {"areaId", kept.area_id},
            {"areaName", area ? area->name : ""},
            {"edition", kept.edition},
            {"state", kept.state},
            {"reason", text(kept.reason)},
            {"draftedBy", kept.drafted_by},
            {"submittedBy", text(kept.submitted_by)},
            {"submittedAt", instant(kept.submitted_at)},
            {"checkedBy", text(kept.checked_by)},
            {"checkedAt", instant(kept.checked_at)},
            {"signedBy", text(kept.signed_by)},
            {"signedAt", instant(kept.signed_at)},
            {"inSpiteOf", text(kept.signed_in_spite)},
            {"sha256", text(kept.sha256)},
            {"version", kept.version},
            {"updatedAt", to_rfc3339(kept.updated_at)}};
}

json::array history_answer(db::Connection& db, const std::vector<Kept>& editions) {
    std::vector<std::pair<Event, int>> events;
    for (auto& kept : editions)
        for (auto& event : history(db, kept.id)) events.emplace_back(event, kept.edition);
    std::stable_sort(events.begin(), events.end(), [](auto& a, auto& b) { return a.first.seq > b.first.seq; });
    json::array items;
    for (auto& [event, edition] : events) {
        json::object item{
            {"at", to_rfc3339(event.at)}, {"by", event.actor_name}, {"verb", event.verb}, {"edition", edition}};
        if (!event.before.empty()) item["before"] = json::parse(event.before);
        if (!event.after.empty()) item["after"] = json::parse(event.after);
        items.push_back(std::move(item));
    }
    return items;
}

json::object comparison_answer(const Subject& subject) {
    auto previous = subject.period_at("previous"), last = subject.period_at("last_year");
    auto days = [](const Period& period) {
        return json::object{{"text", period.text}, {"zh", period.zh}, {"from", period.from}, {"to", period.to}};
    };
    auto now = subject.period;
    now.to = subject.until;
    json::array rows;
    for (auto& row : comparison(subject)) {
        auto grown = [&](const Span& then) -> json::value {
            auto part = row.line.unit == "%" ? std::nullopt : growth(row.now.value, then.value);
            return part ? json::value(*part) : json::value(nullptr);
        };
        json::object item{{"measure", row.line.measure},
                          {"zh", row.line.zh},
                          {"en", row.line.en},
                          {"unit", row.line.unit},
                          {"now", figure(row.now)},
                          {"nowText", row.now.value ? row.now.text : "—"},
                          {"previous", figure(row.previous)},
                          {"lastYear", figure(row.last_year)},
                          {"previousGrowth", grown(row.previous)},
                          {"lastYearGrowth", grown(row.last_year)},
                          {"previousWords", change_words(row.now.value, row.previous.value, row.line.unit)},
                          {"lastYearWords", change_words(row.now.value, row.last_year.value, row.line.unit)}};
        if (!row.line.member.empty()) item["member"] = row.line.member;
        rows.push_back(std::move(item));
    }
    return {{"period", days(now)}, {"previous", days(previous)}, {"lastYear", days(last)}, {"rows", rows}};
}

}  // namespace zhenan::report
