#include "modules/letter/letter_answers.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "core/table/table.h"
#include "modules/area/area.h"
#include "modules/enterprise/enterprise.h"
#include "modules/letter/letter.h"
#include "modules/letter/letter_document.h"
#include "modules/measure/measure.h"
#include "modules/record/record.h"

namespace zhenan::letter {

namespace {

const FaultCode kDay{Kind::invalid, "letter.day", "日期要写成 2026-01-31 这样", "Write the day as 2026-01-31"};
constexpr std::size_t kShown = 200;

struct Question {
    std::string path, day, letter_type, party_type;
    bool keeps(const std::string& type, const std::string& party) const {
        return (letter_type.empty() || letter_type == type) && (party_type.empty() || party_type == party);
    }
};

Question question(http::Call& call) {
    Question asked{measure::asked_path(call, call.request.parameter("area")), call.request.parameter("on"),
                   call.request.parameter("letterType"), call.request.parameter("partyType")};
    if (asked.day.empty()) asked.day = call.today();
    if (!is_day(asked.day)) throw Fault(kDay, "on");
    return asked;
}

struct Count {
    std::int64_t owed = 0, done = 0;
    void add(bool is_signed) {
        ++owed;
        done += is_signed;
    }
};

json::object json_of(const Count& count) {
    json::object out{{"owed", count.owed}, {"signed", count.done}, {"unsigned", count.owed - count.done}};
    out["rate"] = count.owed ? json::value(rate_of(count.done, count.owed)) : json::value(nullptr);
    return out;
}

json::array json_of(const std::vector<Option>& options, const std::map<std::string, Count>& counts) {
    json::array rows;
    for (auto& option : options)
        if (auto found = counts.find(option.value); found != counts.end()) {
            auto row = json_of(found->second);
            row["key"] = option.value;
            row["zh"] = option.zh;
            row["en"] = option.en;
            rows.push_back(std::move(row));
        }
    return rows;
}

// The area right below the asked one in which something lies: villages of a town, grids of a village.
class Below {
public:
    Below(db::Connection& db, std::string path) : db_(db), path_(std::move(path)) {}
    std::string of(const std::string& area_id) {
        auto [known, fresh] = known_.try_emplace(area_id);
        if (!fresh) return known->second;
        auto area = area::find(db_, area_id);
        if (!area || !area->path.starts_with(path_) || area->path.size() == path_.size())
            return known->second = area ? area->id : area_id;
        auto rest = area->path.substr(path_.size());
        return known->second = rest.substr(0, rest.find('/'));
    }

private:
    db::Connection& db_;
    std::string path_;
    std::map<std::string, std::string> known_;
};

json::array parties(http::Call& call, const std::vector<enterprise::InTrade>& list) {
    json::array rows;
    for (auto& one : list) {
        if (rows.size() == kShown) break;
        auto area = area::find(call.db, one.area_id);
        rows.push_back({{"id", one.id}, {"name", one.name}, {"areaName", area ? area->name : ""}});
    }
    return rows;
}

// Enterprises that came or went since the year began: they change what is owed.
void put_changes(http::Call& call, const Question& asked, json::object& answer) {
    auto first = asked.day.substr(0, 4) + "-01-01";
    std::map<std::string, enterprise::InTrade> then, now;
    for (auto& one : enterprise::in_trade(call.db, asked.path, first)) then.emplace(one.id, one);
    for (auto& one : enterprise::in_trade(call.db, asked.path, asked.day)) now.emplace(one.id, one);
    std::vector<enterprise::InTrade> added, closed;
    for (auto& [id, one] : now)
        if (!then.count(id)) added.push_back(one);
    for (auto& [id, one] : then)
        if (!now.count(id)) closed.push_back(one);
    answer["addedCount"] = added.size();
    answer["added"] = parties(call, added);
    answer["closedCount"] = closed.size();
    answer["closed"] = parties(call, closed);
}

std::string area_name(http::Call& call, const std::string& id) {
    auto area = area::find(call.db, id);
    return area ? area->name : std::string();
}

json::object party_json(http::Call& call, const Party& party, const std::string& type) {
    return {{"partyType", party.kind}, {"partyId", party.id},     {"party", party.name},
            {"letterType", type},      {"areaId", party.area_id}, {"areaName", area_name(call, party.area_id)}};
}

json::object line_of(http::Call& call, const Question& asked, const Owed& owed) {
    auto line = party_json(call, owed.party, owed.type);
    auto* letter = owed.open ? owed.open : owed.outdated;
    line["reason"] = owed.renewal ? "renewal" : letter ? "not_signed" : "not_made";
    if (letter) {
        line["letterId"] = letter->id;
        if (!owed.renewal) line["dueOn"] = letter->due_on;
    }
    if (owed.renewal) {
        line["since"] = owed.renewal->since;
        line["before"] = owed.renewal->before;
        line["now"] = owed.renewal->now;
        line["dueOn"] = owed.open ? owed.open->due_on
                                  : add_days(owed.renewal->since, static_cast<int>(renewal_days().figure(call.db)));
    }
    auto due = text_of(line, "dueOn");
    line["late"] = !due.empty() && due < asked.day;
    return line;
}

template <typename Each>
void each_unsigned(http::Call& call, const Question& asked, const Each& each) {
    auto now = standing(call.db, asked.path, asked.day);
    auto words = call.request.parameter("q");
    for (auto& owed : now.owed)
        if (!owed.signed_by && asked.keeps(owed.type, owed.party.kind) &&
            (words.empty() || owed.party.name.find(words) != std::string::npos ||
             area_name(call, owed.party.area_id).find(words) != std::string::npos))
            each(owed);
}

std::string zh_reason(const json::object& line) {
    auto reason = text_of(line, "reason");
    if (reason == "renewal")
        return "主要负责人由" + text_of(line, "before") + "换为" + text_of(line, "now") + "，要重新签";
    return reason == "not_made" ? "还没有出具" : "已出具，没有签";
}

}  // namespace

json::object standing_answer(http::Call& call) {
    auto asked = question(call);
    auto now = standing(call.db, asked.path, asked.day);
    Count all;
    std::map<std::string, Count> by_type, by_level, by_area;
    Below below(call.db, asked.path);
    std::int64_t renewals = 0, not_made = 0;
    for (auto& owed : now.owed) {
        if (!asked.keeps(owed.type, owed.party.kind)) continue;
        bool done = owed.signed_by != nullptr;
        all.add(done);
        by_type[owed.type].add(done);
        by_level[owed.party.kind].add(done);
        by_area[below.of(owed.party.area_id)].add(done);
        renewals += !done && owed.renewal;
        not_made += !done && !owed.open && !owed.outdated;
    }
    auto answer = json_of(all);
    answer["on"] = asked.day;
    answer["year"] = std::stoi(asked.day.substr(0, 4));
    answer["byType"] = json_of(letter_types(), by_type);
    answer["byLevel"] = json_of(party_types(), by_level);
    json::array areas;
    std::vector<std::pair<std::string, json::object>> sorted;
    for (auto& [id, count] : by_area) {
        auto area = area::find(call.db, id);
        auto row = json_of(count);
        row["key"] = id;
        row["name"] = area ? area->name : "";
        sorted.emplace_back(area ? area->code + area->name : id, std::move(row));
    }
    std::sort(sorted.begin(), sorted.end(), [](auto& a, auto& b) { return a.first < b.first; });
    for (auto& [_, row] : sorted) areas.push_back(std::move(row));
    answer["byArea"] = std::move(areas);
    answer["renewals"] = renewals;
    answer["notMade"] = not_made;
    answer["renewalDays"] = renewal_days().figure(call.db);
    put_changes(call, asked, answer);
    json::array exempt;
    for (auto& one : now.exempted) {
        if (!asked.keeps(one.type, one.party.kind)) continue;
        auto line = party_json(call, one.party, one.type);
        line["exemptionId"] = one.by->id;
        line["since"] = one.by->from;
        line["reason"] = one.by->reason;
        line["decidedBy"] = one.by->decided_by;
        exempt.push_back(std::move(line));
    }
    answer["exempt"] = std::move(exempt);
    return answer;
}

json::object unsigned_answer(http::Call& call) {
    auto asked = question(call);
    auto number = [&](const char* name, std::int64_t otherwise, std::int64_t most) {
        auto text = call.request.parameter(name);
        std::int64_t value = otherwise;
        auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (!text.empty() && (error != std::errc() || end != text.data() + text.size() || value < 0))
            throw Fault(kInvalid, name);
        return std::min(value, most);
    };
    auto limit = number("limit", 50, 500), from = number("cursor", 0, 1'000'000'000);
    std::int64_t total = 0;
    json::array items;
    each_unsigned(call, asked, [&](const Owed& owed) {
        if (total >= from && total < from + limit) items.push_back(line_of(call, asked, owed));
        ++total;
    });
    json::object answer{{"items", std::move(items)}, {"total", total}};
    answer["next"] = from + limit < total ? json::value(std::to_string(from + limit)) : json::value(nullptr);
    return answer;
}

http::Response unsigned_file(http::Call& call, bool xlsx) {
    auto asked = question(call);
    auto writer = table::writer(xlsx ? table::Format::xlsx : table::Format::csv, "未签责任书",
                                {{"区域"},
                                 {"责任单位", table::Cell::text, 30},
                                 {"责任单位类型"},
                                 {"责任书种类", table::Cell::text, 18},
                                 {"情况", table::Cell::text, 40},
                                 {"应签期限", table::Cell::day}});
    each_unsigned(call, asked, [&](const Owed& owed) {
        auto line = line_of(call, asked, owed);
        writer->row({text_of(line, "areaName"), owed.party.name, zh_of(party_types(), owed.party.kind),
                     zh_of(letter_types(), owed.type), zh_reason(line), text_of(line, "dueOn")});
    });
    auto file = writer->finish_file();
    auto name = "未签责任书" + asked.day + (xlsx ? ".xlsx" : ".csv");
    auto type = xlsx ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" : "text/csv; charset=utf-8";
    return http::Response::attached(file->path(), file, type, name);
}

json::object verification(http::Call& call) {
    // Typed by hand it may come in lower case and with hyphens.
    std::string code;
    for (unsigned char c : call.path[0]) {
        if (c == '-' || c == ' ') continue;
        char upper = static_cast<char>(std::toupper(c));
        code += upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
    }
    auto id = id_of_code(call.db, code);
    auto letter = id ? record::peek(call.db, record::kind("letters"), *id, call.today()) : std::nullopt;
    if (!letter) throw Fault(kNotFound);
    auto root = area::root(call.db);
    // No names, no party, no words: whoever holds the paper compares it with these.
    json::object answer{{"code", code},
                        {"town", root ? root->name : ""},
                        {"letterType", letter->at("letterType")},
                        {"year", letter->at("year")},
                        {"state", letter->at("state")}};
    for (auto name : {"signedOn", "signMethod", "counterSignedOn", "voidedOn", "textSha"})
        if (auto* value = letter->if_contains(name)) answer[name] = *value;
    return answer;
}

}  // namespace zhenan::letter
