// Confirmations: one against its text, several at once, and taking one back.
#include "modules/law/law_confirm.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/event/event.h"
#include "modules/file/file.h"

namespace zhenan::law {

namespace {

const FaultCode kNoSource{Kind::rejected, "law.no_source", "请附上核对用的原文文件（PDF、图片或 Word）",
                          "Attach the file with the text that it was compared with"};
const FaultCode kNoText{Kind::rejected, "law.no_text", "这一条还没有条文，先用“制定新版本”录入条文再确认",
                        "There is no text yet; enter it as a new version before you confirm it"};
const FaultCode kConfirmedAlready{Kind::conflict, "law.confirmed", "这一版已确认过；要更正先撤销确认",
                                  "It is confirmed already; take the confirmation back first"};
constexpr std::size_t kMostAtOnce = 200;
const FaultCode kNoneChosen{Kind::rejected, "law.none_chosen", "请先勾选已对照原文的条目",
                            "Tick what was compared with the text first"};
const FaultCode kTooMany{Kind::rejected, "law.too_many", "一次最多确认 200 条，请分几次", "At most 200 at once"};
const FaultCode kChosenTwice{Kind::rejected, "law.chosen_twice", "同一条选了两次", "The same one is chosen twice"};
const FaultCode kSomeUnfit{Kind::rejected, "law.some_unfit", "有几条不能确认，所以一条也没有确认；请去掉下面这几条再试",
                           "Some cannot be confirmed, so none was; leave those named below out"};
const FaultCode kNotConfirmed{Kind::conflict, "law.not_confirmed", "这一版没有确认过", "It was not confirmed"};
const FaultCode kFuture{Kind::rejected, "law.future", "日期不能在将来", "The day cannot lie in the future"};

// Why this one cannot be confirmed, if so.
const FaultCode* unfit(const record::Kind& kind, const json::object& record) {
    if (text_of(record, "certainty") == "C") return &kConfirmedAlready;
    if (find_field(kind.fields, "text") && text_of(record, "text").empty()) return &kNoText;
    return nullptr;
}

std::string name_of(const record::Kind& kind, const json::object& record) {
    auto* field = find_field(kind.fields, kind.title);
    auto title = text_of(record, kind.title);
    auto* option = field ? field->option(title) : nullptr;
    return option ? option->zh : title;
}

}  // namespace

json::object mine(http::Call& call, const record::Kind& kind) {
    return record::get(call.db, call.actor, kind, call.path[0], call.today());
}

json::object save(http::Call& call, const record::Kind& kind, const json::object& before, const json::object& changes,
                  const char* verb, json::object words) {
    auto id = text_of(before, "id");
    json::object was;
    for (auto& member : changes)
        if (auto* old = before.if_contains(member.key())) was[member.key()] = *old;
    record::update_row(call.db, kind, id, changes, call.now());
    for (auto& member : changes) words[member.key()] = member.value();
    record_event(call.db, call.actor, call.now(), kind.name, id, verb, "", was, words);
    return *record::peek(call.db, kind, id, call.today());
}

json::object confirm(http::Call& call, const record::Kind& kind, const json::object& before) {
    if (auto* why = unfit(kind, before)) throw Fault(*why);
    auto changes = confirmed(call, kind.name, text_of(before, "id"), texts_of(before, "sourceFiles"));
    changes["certainty"] = "C";
    return save(call, kind, before, changes, "confirmed", {});
}

// All or none; whoever is refused is named, every one of them.
json::object confirm_several(http::Call& call, const record::Kind& kind) {
    auto ids = texts_of(call.input, "ids");
    if (ids.empty()) throw Fault(kNoneChosen, "ids");
    if (ids.size() > kMostAtOnce) throw Fault(kTooMany, "ids");
    std::vector<json::object> records;
    std::vector<FieldError> errors;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (std::find(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(i), ids[i]) !=
            ids.begin() + static_cast<std::ptrdiff_t>(i))
            throw Fault(kChosenTwice, fmt::format("ids[{}]", i));
        try {
            records.push_back(record::get(call.db, call.actor, kind, ids[i], call.today()));
        } catch (Fault& fault) {
            fault.errors.push_back({fmt::format("ids[{}]", i), std::string(fault.code->code), fault.zh, fault.en});
            throw;
        }
        if (auto* why = unfit(kind, records.back())) {
            auto name = name_of(kind, records.back());
            errors.push_back({fmt::format("ids[{}]", i), std::string(why->code), name + "：" + std::string(why->zh),
                              name + ": " + std::string(why->en)});
        }
    }
    if (!errors.empty()) throw Fault(kSomeUnfit, std::move(errors));
    auto files = texts_of(call.input, "sourceFiles");
    for (std::size_t i = 0; i < records.size(); ++i) {
        if (i > 0 && !files.empty()) {
            json::array copies;
            for (auto& one : files) copies.emplace_back(file::again(call, one));
            call.input["sourceFiles"] = std::move(copies);
        }
        try {
            confirm(call, kind, records[i]);
        } catch (Fault& fault) {
            // Without a new file each needs one of its own: the first that has none is named.
            for (auto& error : fault.errors)
                if (error.code == kNoSource.code) {
                    error.zh = name_of(kind, records[i]) + "：" + error.zh;
                    error.en = name_of(kind, records[i]) + ": " + error.en;
                }
            throw;
        }
    }
    return {{"count", records.size()}};
}

json::object unconfirm(http::Call& call, const record::Kind& kind) {
    auto before = mine(call, kind);
    if (text_of(before, "certainty") != "C") throw Fault(kNotConfirmed);
    return save(call, kind, before,
                {{"certainty", "M"}, {"confirmedBy", nullptr}, {"confirmedOn", nullptr}, {"confirmedAgainst", nullptr}},
                "unconfirmed", {{"reason", text_of(call.input, "reason")}});
}

const Schema& confirmation_fields() {
    static const Schema fields = {
        {.name = "id", .type = Field::ref, .zh = "编号", .en = "Id"},
        {.name = "on", .type = Field::day, .zh = "核对日期", .en = "Compared on"},
        {.name = "against", .zh = "对照的原文", .en = "Compared with", .required = true, .max = 300},
        {.name = "sourceFiles", .type = Field::attachments, .zh = "原文文件", .en = "Text as a file"}};
    return fields;
}

json::object confirmed(http::Call& call, const std::string& kind, const std::string& id,
                       const std::vector<std::string>& kept_files) {
    auto on = maybe_text(call.input, "on").value_or(call.today());
    if (on > call.today()) throw Fault(kFuture, "on");
    auto fresh = texts_of(call.input, "sourceFiles");
    auto files = kept_files;
    for (auto& file : fresh)
        if (std::find(files.begin(), files.end(), file) == files.end()) files.push_back(file);
    if (files.empty()) throw Fault(kNoSource, "sourceFiles");
    if (!fresh.empty()) record::claim_attachments(call, kind, id, fresh);
    std::vector<std::string> hashes;
    for (auto& one : files) hashes.push_back(file::digest(call.db, one));
    return {{"confirmedBy", call.actor.name},
            {"confirmedOn", on},
            {"confirmedAgainst", text_of(call.input, "against")},
            {"sourceFiles", json::array(files.begin(), files.end())},
            {"sourceSha256", fmt::format("{}", fmt::join(hashes, "、"))}};
}

}  // namespace zhenan::law
