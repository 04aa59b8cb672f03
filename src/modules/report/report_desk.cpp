#include "modules/report/report_desk.h"

#include <algorithm>
#include <map>

#include "core/clock.h"
#include "core/id.h"
#include "modules/report/report_merge_rules.h"

namespace zhenan::report {

namespace {

std::vector<Edit> edits_of(db::Connection& db, const std::string& report_id) {
    std::vector<Edit> edits;
    for (auto& kept : blocks(db, report_id)) {
        Edit edit{.block = kept.block,
                  .own = kept.own,
                  .type = block_type(kept.type),
                  .level = kept.level,
                  .place = kept.place,
                  .removed = kept.removed,
                  .words = {},
                  .based_on = {},
                  .by = kept.edited_by,
                  .at = kept.edited_at,
                  .version = kept.version};
        if (kept.words) edit.words = spans_of(*kept.words);
        if (kept.based_on) edit.based_on = spans_of(*kept.based_on);
        edits.push_back(std::move(edit));
    }
    return edits;
}

void take_cover(Report& report, const Kept& kept) {
    if (kept.title) report.title = *kept.title;
    if (kept.organ) report.organ = *kept.organ;
    if (kept.day) report.day = chinese_day(*kept.day);
    report.addressee = kept.addressee.value_or("");
    report.document_number = kept.document_number.value_or("");
    report.copies = kept.copies.value_or("");
}

/// Gaps are counted in what is printed; removing the sentence removes the gap.
void find_missing(Report& report, const std::vector<std::string>& generated) {
    report.missing.clear();
    auto text = std::string();
    for (auto& block : report.blocks) text += words_of(block.spans);
    for (auto& what : generated)
        if (what.ends_with("没有记录") || text.find(what) != std::string::npos) report.missing.push_back(what);
}

json::array cover_of(const std::vector<Annex>& annexes, const std::string& area_id) {
    json::array list;
    for (auto& annex : annexes) list.push_back(to_json(annex, area_id));
    return list;
}

}  // namespace

std::vector<std::string> annex_keys(const Subject&, const std::optional<Kept>& kept) {
    std::vector<std::string> keys;
    for (auto& kind : annex_kinds())
        if (!kept || kept->annexes.count(kind.key)) keys.push_back(kind.key);
    return keys;
}

Desk lay_out(const Subject& asked, const std::string& kind, int edition) {
    Desk desk{asked, {}, {}, find(asked.db, asked.area.id, kind, asked.period.text, edition)};
    auto& kept = desk.kept;
    if (kept && kept->state == "signed") {
        auto value = json::parse(frozen(asked.db, kept->id));
        desk.report = report_of(value.as_object().at("content").as_object(), asked.period);
        desk.blocks = desk.report.blocks;
        return desk;
    }
    if (kept) desk.subject.compares = kept->compares;
    desk.report = written(kind, desk.subject);
    desk.report.annexes = annexes_of(desk.subject, annex_keys(desk.subject, kept));
    if (kept) {
        take_cover(desk.report, *kept);
        for (auto& block : desk.report.blocks)
            if (block.type == Block::title) block.spans = plain(desk.report.title);
        Draft draft(desk.subject);
        auto generated = desk.report.blocks;
        std::map<std::string, Span> counts;
        for (auto& block : generated)
            for (auto& span : block.spans)
                if (!span.key.empty()) counts.emplace(span.key, span);
        auto refresh = [&](const Span& span) {
            if (!span.measure.empty()) return draft.fresh(span);
            if (span.key.empty()) return span;
            if (auto found = counts.find(span.key); found != counts.end()) return found->second;
            auto gone = span;
            gone.gone = true;
            return gone;
        };
        desk.blocks = merge(generated, edits_of(asked.db, kept->id), refresh);
        number_headings(desk.blocks);
        auto missing = desk.report.missing;
        desk.report.blocks.clear();
        for (auto& block : desk.blocks)
            if (!block.removed) desk.report.blocks.push_back(block);
        find_missing(desk.report, missing);
    } else {
        number_headings(desk.report.blocks);
        desk.blocks = desk.report.blocks;
        for (std::size_t i = 0; i < desk.blocks.size(); ++i) desk.blocks[i].place = static_cast<double>(i + 1);
    }
    return desk;
}

json::object content(const Report& report) {
    json::array blocks, missing;
    for (auto& block : report.blocks) blocks.push_back(to_json(block, report.area_id));
    for (auto& what : report.missing) missing.push_back(json::string(what));
    return {{"kind", report.kind},
            {"period", report.period.text},
            {"until", report.until},
            {"areaId", report.area_id},
            {"areaName", report.area_name},
            {"title", report.title},
            {"addressee", report.addressee},
            {"documentNumber", report.document_number},
            {"organ", report.organ},
            {"day", report.day},
            {"copies", report.copies},
            {"missing", missing},
            {"blocks", blocks},
            {"annexes", cover_of(report.annexes, report.area_id)}};
}

Report report_of(const json::object& kept, const Period& period) {
    Report report{.kind = text_of(kept, "kind"),
                  .title = text_of(kept, "title"),
                  .area_id = text_of(kept, "areaId"),
                  .area_name = text_of(kept, "areaName"),
                  .organ = text_of(kept, "organ"),
                  .day = text_of(kept, "day"),
                  .addressee = text_of(kept, "addressee"),
                  .document_number = text_of(kept, "documentNumber"),
                  .copies = text_of(kept, "copies"),
                  .period = period,
                  .until = text_of(kept, "until"),
                  .blocks = {},
                  .problems = {},
                  .missing = texts_of(kept, "missing"),
                  .annexes = {}};
    for (auto& block : kept.at("blocks").as_array()) report.blocks.push_back(block_of(block.as_object()));
    for (auto& annex : kept.at("annexes").as_array()) report.annexes.push_back(annex_of(annex.as_object()));
    return report;
}

std::string digest(const Report& report) {
    return sha256(canonical(content(report)));
}

}  // namespace zhenan::report
