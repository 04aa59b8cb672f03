// Signed reports: what is kept of them, whether it is still what was signed, and what the records say since.
#include <map>
#include <set>

#include "core/event/event.h"
#include "core/id.h"
#include "modules/record/record.h"
#include "modules/report/report_desk.h"

namespace zhenan::report {

namespace {

/// Each figure once, wherever it stands.
std::vector<Span> figures_of(const Report& report) {
    std::vector<Span> figures;
    std::set<std::string> known;
    auto take = [&](const Spans& spans) {
        for (auto& span : spans) {
            if (span.measure.empty() || span.from.empty() || span.change) continue;
            auto name = span.measure + "/" + span.member + "/" + span.area_id + "/" + span.from + "/" + span.to;
            if (known.insert(name).second) figures.push_back(span);
        }
    };
    for (auto& block : report.blocks) take(block.spans);
    for (auto& annex : report.annexes)
        for (auto& row : annex.rows) take(row);
    return figures;
}

std::optional<measure::Ask> ask_of(db::Connection& db, const Report& report, const Span& figure) {
    auto area = area::find(db, figure.area_id.empty() ? report.area_id : figure.area_id);
    if (!area) return {};
    return measure::Ask{db, area->path, figure.from, figure.to, figure.member};
}

}  // namespace

std::string frozen_text(const Desk& desk) {
    auto& db = desk.subject.db;
    std::map<std::string, std::int64_t> versions;  // of "kind id"
    auto remember = [&](const std::string& kind_name, const std::string& id) {
        auto name = kind_name + " " + id;
        if (versions.count(name)) return;
        auto* kind = record::find_kind(kind_name);
        auto found = kind ? record::peek(db, *kind, id) : std::nullopt;
        versions[name] = found ? integer_of(*found, "version") : 0;
    };
    json::array figures;
    for (auto& figure : figures_of(desk.report)) {
        json::array behind;
        auto ask = ask_of(db, desk.report, figure);
        if (!ask) continue;
        bool is_rate = measure::find(figure.measure)->form == measure::Definition::rate;
        std::int64_t total = 0;
        // The parts of a table by villages have the same records as its sum.
        if (figure.area_id.empty() || figure.area_id == desk.report.area_id)
            for (std::int64_t offset = 0; !is_rate; offset += 1000) {
                auto lines = measure::records(*ask, figure.measure, 1000, offset, total);
                for (auto& line : lines) {
                    remember(line.kind, line.id);
                    behind.push_back(json::value(line.kind + " " + line.id));
                }
                if (lines.size() < 1000) break;
            }
        auto item = to_json(figure, desk.report.area_id);
        item.erase("records");
        item["behind"] = std::move(behind);
        figures.push_back(std::move(item));
    }
    for (auto& block : desk.report.blocks)
        for (auto& span : block.spans) {
            if (!span.id.empty()) remember(span.kind, span.id);
            for (auto& item : span.items) remember(item.kind, item.id);
        }
    json::object records;
    for (auto& [name, version] : versions) records[name] = version;
    auto& kept = *desk.kept;
    return canonical(json::object{{"content", content(desk.report)},
                                  {"edition", kept.edition},
                                  {"reason", kept.reason},
                                  {"draftedBy", kept.drafted_by},
                                  {"submittedBy", kept.submitted_by},
                                  {"checkedBy", kept.checked_by},
                                  {"signedBy", kept.signed_by},
                                  {"signedAt", to_rfc3339(kept.signed_at)},
                                  {"inSpiteOf", kept.signed_in_spite},
                                  {"figures", figures},
                                  {"records", records}});
}

std::vector<Since> since_signing(const Desk& desk) {
    std::vector<Since> changed;
    auto& db = desk.subject.db;
    for (auto& figure : figures_of(desk.report)) {
        // The whole says it; its parts follow.
        if (!figure.area_id.empty() && figure.area_id != desk.report.area_id) continue;
        auto ask = ask_of(db, desk.report, figure);
        auto* definition = measure::find(figure.measure);
        if (!ask || !definition) continue;
        auto now = measure::value(*ask, figure.measure);
        if (now.value == figure.value) continue;
        auto words = [&](const std::optional<double>& value, bool approximate) {
            return !value                       ? std::string("—")
                   : definition->unit_zh == "%" ? percent(*value)
                                                : amount(*value, approximate, definition->unit_zh);
        };
        auto member = figure.member;
        for (auto& option : definition->options)
            if (option.value == member) member = option.zh;
        Since one{figure.measure,
                  figure.member,
                  definition->zh + (member.empty() ? "" : "（" + member + "）"),
                  definition->en + (figure.member.empty() ? "" : " (" + figure.member + ")"),
                  words(figure.value, figure.approximate),
                  words(now.value, now.approximate)};
        if (!figure.at.empty())
            one.zh += "（" + figure.from + "至" + figure.to + "）", one.en += " (" + figure.from + ")";
        bool known = false;
        for (auto& other : changed) known = known || (other.zh == one.zh && other.was == one.was && other.is == one.is);
        if (!known) changed.push_back(std::move(one));
    }
    return changed;
}

std::optional<std::string> broken(db::Connection& db) {
    for (auto& kept : all_signed(db)) {
        auto name =
            "report " + kept.kind + " " + kept.period + " (" + std::to_string(kept.edition) + ", " + kept.id + ")";
        auto text = frozen(db, kept.id);
        if (text.empty() || sha256(text) != kept.sha256)
            return name + ": 签发后的正文被改动，摘要不符 the signed text was changed, its SHA-256 differs";
        // The sealed history holds the same sum, so that both can't be changed together.
        std::string told;
        for (auto& event : history(db, kept.id))
            if (event.verb == "signed" && !event.after.empty())
                told = text_of(json::parse(event.after).as_object(), "sha256");
        if (told != kept.sha256) return name + ": 摘要与操作记录不符 its SHA-256 is not the one in the audit trail";
    }
    return {};
}

}  // namespace zhenan::report
