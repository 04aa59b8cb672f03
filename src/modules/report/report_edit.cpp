// Editing: block by block, each with a version of its own, so that two people can work on one report.
#include <algorithm>

#include "core/event/event.h"
#include "core/id.h"
#include "modules/record/record.h"
#include "modules/report/report_merge_rules.h"
#include "modules/report/report_verbs.h"
#include "modules/report/work_report.h"

namespace zhenan::report {

namespace {

const FaultCode kFrozen{Kind::conflict, "report.frozen", "已经签发，不能再改；要更正，请先开更正稿并写明原因",
                        "It is signed and stays as it is; to correct it, begin a correction with a reason"};
const FaultCode kStaleBlock{Kind::stale, "report.stale", "这一段刚被别人改过；您写的还在，请先看看别人改了什么",
                            "Somebody has just changed this block; what you wrote is still here, look at theirs first"};
const FaultCode kNoBlock{Kind::not_found, "report.no_block", "没有这一段，可能已随记录变化消失，请刷新",
                         "There is no such block; it may have gone with its records. Reload"};
const FaultCode kTitleStays{Kind::rejected, "report.title", "标题在“版头”里改，不能删、不能移",
                            "The title is changed with the cover; it can't be removed or moved"};
const FaultCode kNoWords{Kind::rejected, "report.empty", "这一段没有字；不要它，请用“删掉”",
                         "This block has no words; to be without it, remove it"};
const FaultCode kNotLive{Kind::rejected, "report.not_live", "有个数字不是从记录来的，请重新插入",
                         "A figure in it does not come from the records; insert it again"};

/// Everything as it stands becomes rows, so that places can be given between them.
Kept begin(http::Call& call, Desk& desk) {
    if (desk.kept) return *desk.kept;
    auto& subject = desk.subject;
    Kept kept{.id = new_id(),
              .area_id = subject.area.id,
              .kind = call.path[0],
              .period = subject.period.text,
              .title = {},
              .addressee = {},
              .document_number = {},
              .organ = {},
              .day = {},
              .copies = {},
              .annexes = {},
              .reason = {},
              .drafted_by = call.actor.name,
              .submitted_by = {},
              .checked_by = {},
              .signed_by = {},
              .signed_in_spite = {},
              .sha256 = {}};
    kept.edition = last_edition(call.db, kept.area_id, kept.kind, kept.period) + 1;
    for (auto& key : annex_keys(subject, {})) kept.annexes.insert(key);
    insert(call.db, kept, call.now());
    for (auto& block : desk.blocks)
        put(call.db, kept.id,
            {.block = block.id,
             .own = false,
             .type = type_name(block.type),
             .level = block.level,
             .place = block.place,
             .removed = false,
             .words = {},
             .based_on = {},
             .edited_by = {}});
    record_event(call.db, call.actor, call.now(), "reports", kept.id, "begun", kept.area_id, {},
                 {{"kind", kept.kind}, {"period", kept.period}, {"edition", kept.edition}});
    desk.kept = kept;
    return kept;
}

std::string json_of(const Spans& spans, const std::string& area_id) {
    return json::serialize(to_json(spans, area_id));
}

/// Counts, names and gaps can only be what stands in the text now or what the records give.
Spans live(http::Call& call, const Desk& desk, const Block* now, const Spans& generated, Spans sent) {
    for (auto& span : sent) {
        auto same = [&](const Span& other) {
            if (!span.key.empty()) return other.key == span.key;
            return other.id == span.id && other.kind == span.kind && other.text == span.text;
        };
        if (span.key.empty() && span.id.empty()) continue;
        const Span* found = nullptr;
        auto search = [&](const Spans& among) {
            for (auto& other : among)
                if (!found && same(other)) found = &other;
        };
        if (now) search(now->spans);
        search(generated);
        for (auto& block : desk.blocks) search(block.spans);
        if (found) {
            span = *found;
            continue;
        }
        auto* kind = span.key.empty() ? record::find_kind(span.kind) : nullptr;
        if (!kind) throw Fault(kNotLive, "spans");
        record::get(call.db, call.actor, *kind, span.id);  // else not found
    }
    return sent;
}

}  // namespace

void edit(http::Call& call) {
    auto desk = desk_of(call);
    if (!record::reaches(call.db, call.actor, kEditors, desk.subject.area.id)) throw Fault(kForbidden);
    if (desk.kept && desk.kept->state == "signed") throw Fault(kFrozen);
    auto kept = begin(call, desk);
    auto& area_id = kept.area_id;
    auto action = text_of(call.input, "action"), id = text_of(call.input, "block");
    auto generated = written(call.path[0], desk.subject);

    auto block = std::find_if(desk.blocks.begin(), desk.blocks.end(), [&](auto& b) { return b.id == id; });
    KeptBlock row;
    std::string before;
    if (action == "add") {
        row = {.block = id.empty() ? new_id() : id,
               .own = true,
               .type = text_of(call.input, "type"),
               .level = 0,
               .removed = false,
               .words = {},
               .based_on = {},
               .edited_by = {}};
        if (!is_id(row.block) || block != desk.blocks.end()) throw Fault(kInvalid, "block");
    } else {
        if (block == desk.blocks.end()) throw Fault(kNoBlock);
        if (integer_of(call.input, "version") != block->version) throw Fault(kStaleBlock);
        row = {.block = id,
               .own = block->own,
               .type = type_name(block->type),
               .level = block->level,
               .place = block->place,
               .removed = block->removed,
               .words = {},
               .based_on = {},
               .edited_by = {},
               .edited_at = 0,
               .version = block->version};
        for (auto& old : blocks(call.db, kept.id))
            if (old.block == id) row = old;
        before = words_of(block->spans);
    }
    if (block != desk.blocks.end() && block->type == Block::title) throw Fault(kTitleStays);
    auto source = std::find_if(generated.blocks.begin(), generated.blocks.end(), [&](auto& b) { return b.id == id; });
    auto now = source == generated.blocks.end() ? Spans{} : source->spans;

    if (action == "change" || action == "add") {
        auto* sent = call.input.if_contains("spans");
        auto spans = live(call, desk, block == desk.blocks.end() ? nullptr : &*block, now,
                          sent_spans(sent ? *sent : json::value(json::array{})));
        if (spans.empty()) throw Fault(kNoWords, "spans");
        row.words = json_of(spans, area_id);
        row.based_on = json_of(now, area_id);
        if (row.own) {
            if (auto type = text_of(call.input, "type"); !type.empty()) row.type = type;
            row.level = row.type == "heading"
                            ? static_cast<int>(integer_of(call.input, "level", row.level ? row.level : 2))
                            : 0;
        }
        if (action == "add") row.place = place_after(desk.blocks, text_of(call.input, "after"));
    } else if (action == "take") {
        row.words.reset();
        row.based_on.reset();
        if (row.own || source == generated.blocks.end()) row.removed = true;
    } else if (action == "keep") {
        row.based_on = json_of(now, area_id);
    } else if (action == "remove") {
        row.removed = true;
    } else if (action == "restore") {
        row.removed = false;
    } else {
        auto others = desk.blocks;
        std::erase_if(others, [&](auto& b) { return b.id == id; });
        row.place = place_after(others, text_of(call.input, "after"));
    }
    ++row.version;
    row.edited_by = call.actor.name;
    row.edited_at = call.now();
    put(call.db, kept.id, row);
    // Who checked saw another text.
    if (!kept.checked_by.empty()) {
        kept.checked_by.clear();
        kept.checked_at = 0;
        update(call.db, kept, call.now());
    }
    json::object after{{"action", action}, {"block", row.block}};
    if (row.words) after["text"] = words_of(spans_of(*row.words));
    json::object was;
    if (!before.empty()) was["text"] = before;
    record_event(call.db, call.actor, call.now(), "reports", kept.id, "edited", area_id, was, after);
}

void change_cover(http::Call& call, std::optional<std::int64_t> version) {
    auto desk = desk_of(call);
    if (!record::reaches(call.db, call.actor, kEditors, desk.subject.area.id)) throw Fault(kForbidden);
    if (desk.kept && desk.kept->state == "signed") throw Fault(kFrozen);
    if (version && *version != (desk.kept ? desk.kept->version : 0)) throw Fault(kStale);
    auto kept = begin(call, desk);
    json::object before, after;
    auto set = [&](const char* name, std::optional<std::string>& field) {
        if (!call.input.contains(name)) return;
        auto fresh = maybe_text(call.input, name);
        if (fresh == field) return;
        before[name] = field.value_or("");
        after[name] = fresh.value_or("");
        field = fresh;
    };
    set("title", kept.title);
    set("addressee", kept.addressee);
    set("documentNumber", kept.document_number);
    set("organ", kept.organ);
    set("day", kept.day);
    set("copies", kept.copies);
    if (call.input.contains("compares") && boolean_of(call.input, "compares") != kept.compares) {
        kept.compares = boolean_of(call.input, "compares");
        after["compares"] = kept.compares;
    }
    if (call.input.contains("annexes")) {
        kept.annexes.clear();
        for (auto& key : texts_of(call.input, "annexes")) kept.annexes.insert(key);
        after["annexes"] = call.input.at("annexes");
    }
    if (boolean_of(call.input, "organAlways") && kept.organ) {
        keep_organ(call, kept.area_id, *kept.organ);
        after["organAlways"] = true;
    }
    update(call.db, kept, call.now());
    record_event(call.db, call.actor, call.now(), "reports", kept.id, "cover", kept.area_id, before, after);
}

}  // namespace zhenan::report
