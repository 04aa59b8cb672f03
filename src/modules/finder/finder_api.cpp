// Search everywhere: one question to all kinds that the reader may read, within the reader's scope.
#include <charconv>
#include <map>

#include "core/search/search.h"
#include "core/text/text.h"
#include "modules/record/record.h"

namespace zhenan::finder {

namespace {

using http::Call;
using http::Response;

constexpr std::int64_t kSlice = 400;
// A word that stands everywhere and a scope that holds little of it: what was not found by then is not worth the wait.
constexpr std::int64_t kWalked = 20'000;

struct Group {
    const record::Kind* kind = nullptr;
    std::vector<record::Brief> found;
    bool more = false;
};

std::vector<const record::Kind*> asked_kinds(const Call& call) {
    record::refresh(call.db);
    std::vector<const record::Kind*> kinds;
    auto names = call.request.parameter("kinds") + ",";
    for (std::size_t at = 0, end; (end = names.find(',', at)) != std::string::npos; at = end + 1) {
        auto name = names.substr(at, end - at);
        if (name.empty()) continue;
        auto* kind = record::find_kind(name);
        if (!kind) throw Fault(kInvalid, "kinds");
        kinds.push_back(kind);
    }
    if (kinds.empty())
        for (auto* kind : record::all_kinds()) kinds.push_back(kind);
    std::erase_if(kinds, [&](auto* kind) { return !call.actor.has_any(kind->readers()); });
    return kinds;
}

/// The field in which the words were found, and a piece of its text around them.
json::object found_in(db::Connection& db, const record::Kind& kind, const std::string& id,
                      const std::vector<std::string>& words) {
    constexpr std::size_t kBefore = 12, kLength = 60;
    auto record = record::peek(db, kind, id);
    if (!record) return {};
    json::object first;
    for (auto& field : kind.fields) {
        if (!field.search && field.name != kind.title) continue;
        auto value = text_of(*record, field.name);
        auto characters = text::decode(value), folded = text::decode(text::fold(value));
        for (auto& word : words) {
            auto at = folded.find(text::decode(word));
            if (at == std::u32string::npos) continue;
            // Folding may drop characters; then the piece begins a little off, which nobody minds.
            auto from = std::min(at > kBefore ? at - kBefore : 0, characters.size());
            auto piece = text::encode(characters.substr(from, kLength));
            if (from > 0) piece = "…" + piece;
            if (from + kLength < characters.size()) piece += "…";
            json::object place{{"field", field.name}, {"zh", field.zh}, {"en", field.en}, {"text", piece}};
            // The title is shown anyhow: another field says more.
            if (field.name != kind.title) return place;
            if (first.empty()) first = place;
        }
    }
    return first;
}

Response search(Call& call) {
    auto words = call.request.parameter("q");
    auto wanted = search_words(words);
    std::int64_t limit = 5;
    if (auto asked = call.request.parameter("limit"); !asked.empty()) {
        auto [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), limit);
        if (error != std::errc() || end != asked.data() + asked.size() || limit < 1 || limit > 50)
            throw Fault(kInvalid, "limit");
    }
    std::map<std::string, Group> groups;
    std::vector<std::string> open;
    std::vector<const record::Kind*> kinds = asked_kinds(call);
    for (auto* kind : kinds) {
        groups[kind->name].kind = kind;
        open.push_back(kind->name);
    }
    bool whole = true;
    std::int64_t below = INT64_MAX, walked = 0;
    while (!wanted.empty() && !open.empty()) {
        auto hits = search_hits(call.db, open, words, below, kSlice);
        walked += static_cast<std::int64_t>(hits.size());
        std::map<std::string, std::vector<std::string>> ids;
        for (auto& hit : hits) ids[hit.kind].push_back(hit.id);
        for (auto& [name, some] : ids) {
            auto& group = groups[name];
            auto seen = record::briefs(call.db, call.actor, *group.kind, some);
            for (auto& id : some)  // newest first, as they were found
                for (auto& brief : seen)
                    if (brief.id == id) group.found.push_back(std::move(brief));
            if (static_cast<std::int64_t>(group.found.size()) > limit) {
                group.found.resize(static_cast<std::size_t>(limit));
                group.more = true;
                std::erase(open, name);
            }
        }
        if (static_cast<std::int64_t>(hits.size()) < kSlice) break;
        below = hits.back().number;
        if (walked >= kWalked && !open.empty()) {
            whole = false;
            break;
        }
    }
    json::array answer;
    for (auto* kind : kinds) {
        auto& group = groups[kind->name];
        if (group.found.empty()) continue;
        json::array items;
        for (auto& brief : group.found) {
            json::object item{{"id", brief.id}, {"title", brief.title}};
            if (!brief.area_name.empty()) item["areaName"] = brief.area_name;
            if (!brief.day.empty()) item["day"] = brief.day;
            if (auto place = found_in(call.db, *kind, brief.id, wanted); !place.empty()) item["found"] = place;
            items.push_back(std::move(item));
        }
        answer.push_back(json::object{
            {"kind", kind->name}, {"zh", kind->zh}, {"en", kind->en}, {"items", items}, {"more", group.more}});
    }
    return Response::of({{"groups", answer}, {"whole", whole}});
}

const http::Routes routes([](http::Router& router) {
    Schema place = {{.name = "field", .zh = "栏目", .en = "Field"},
                    {.name = "zh", .zh = "中文名", .en = "Chinese name"},
                    {.name = "en", .zh = "英文名", .en = "English name"},
                    {.name = "text", .zh = "文字", .en = "Text"}};
    Schema item = {{.name = "id", .type = Field::ref, .zh = "编号", .en = "Id", .required = true},
                   {.name = "title", .zh = "名称", .en = "Title", .required = true},
                   {.name = "areaName", .zh = "区域", .en = "Area"},
                   {.name = "day", .type = Field::day, .zh = "日期", .en = "Day"},
                   {.name = "found", .type = Field::object, .zh = "找到的地方", .en = "Where", .fields = place}};
    Schema group = {
        {.name = "kind", .zh = "种类", .en = "Kind", .required = true},
        {.name = "zh", .zh = "中文名", .en = "Chinese name", .required = true},
        {.name = "en", .zh = "英文名", .en = "English name", .required = true},
        {.name = "items", .type = Field::rows, .zh = "记录", .en = "Records", .required = true, .fields = item},
        {.name = "more", .type = Field::boolean, .zh = "还有", .en = "There are more", .required = true}};
    router.add(
        {.method = "GET",
         .path = "/api/v1/search",
         .summary = "Records of all kinds whose text holds the words, newest first",
         .roles = http::kSignedIn,
         .output =
             {{.name = "groups", .type = Field::rows, .zh = "各类", .en = "By kind", .required = true, .fields = group},
              {.name = "whole", .type = Field::boolean, .zh = "找全了", .en = "Nothing was left out"}},
         .parameters = {"q", "kinds", "limit"},
         .handler = search});
});

}  // namespace

}  // namespace zhenan::finder
