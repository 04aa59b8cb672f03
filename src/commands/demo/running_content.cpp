// The running year's content: the story's months again, in another year, and its last days moved to today.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

#include "commands/demo/story.h"

namespace zhenan::demo {

namespace {

constexpr std::string_view kMonth = "月", kDay = "日";

bool digit(char c) {
    return c >= '0' && c <= '9';
}

int number(std::string_view digits) {
    int value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// How days and years within a text move; `words`: also "7月15日", which stands in 2023.
struct Shift {
    std::function<std::string(const std::string&)> day;
    int years = 0;
    bool words = false;
};

/// "7月15日" at the beginning of a text: how long it is, and what it becomes.
std::pair<std::size_t, std::string> moved_words(std::string_view text, std::size_t digits, const Shift& shift) {
    auto rest = text.substr(digits);
    if (digits > 2 || !rest.starts_with(kMonth)) return {};
    rest.remove_prefix(kMonth.size());
    std::size_t more = 0;
    while (more < rest.size() && digit(rest[more])) ++more;
    if (more == 0 || more > 2 || !rest.substr(more).starts_with(kDay)) return {};
    auto day = shift.day(fmt::format("2023-{:02}-{:02}", number(text.substr(0, digits)), number(rest.substr(0, more))));
    return {digits + kMonth.size() + more + kDay.size(),
            fmt::format("{}月{}日", number(day.substr(5, 2)), number(day.substr(8, 2)))};
}

std::string moved(std::string_view text, const Shift& shift) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t digits = 0;
        while (at + digits < text.size() && digit(text[at + digits])) ++digits;
        if (digits == 0) {
            out += text[at++];
            continue;
        }
        if (digits == 4 && is_day(text.substr(at, 10))) {
            out += shift.day(std::string(text.substr(at, 10)));
            at += 10;
        } else if (auto year = number(text.substr(at, 4)); digits == 4 && year >= 2022 && year <= 2024) {
            out += std::to_string(year + shift.years);
            at += 4;
        } else if (auto [length, words] = shift.words ? moved_words(text.substr(at), digits, shift)
                                                      : std::pair<std::size_t, std::string>{};
                   length != 0) {
            out += words;
            at += length;
        } else {
            out += text.substr(at, digits);
            at += digits;
        }
    }
    return out;
}

json::value moved(const json::value& value, const Shift& shift) {
    if (value.is_string()) return json::value(moved(std::string_view(value.as_string()), shift));
    if (value.is_array()) {
        json::array list;
        for (auto& one : value.as_array()) list.push_back(moved(one, shift));
        return list;
    }
    if (!value.is_object()) return value;
    json::object object;
    for (auto& [name, one] : value.as_object())
        // Keys of the content name what is there; those of the year's own entries are made anew below.
        object[name] = name == "key" || name == "inspection" || name == "outing" || name == "campaign" ||
                               name == "plan" || name == "place" || name == "hazards"
                           ? one
                           : moved(one, shift);
    return object;
}

const std::vector<std::pair<const char*, const char*>> kDated = {
    {"meetings", "heldOn"},    {"publicity", "heldOn"},   {"trainings", "heldOn"},     {"goals", "setOn"},
    {"campaigns", "startsOn"}, {"violations", "foundOn"}, {"accidents", "happenedOn"}, {"drills", "heldOn"},
    {"outings", "startedOn"},  {"inspections", "endedAt"}};
constexpr const char* kUndated[] = {
    "hazards",           "orders",          "decisions",         "projects",          "plans",
    "letters",           "teams",           "supplies",          "assessments",       "special-equipment",
    "fireworks-permits", "leased-premises", "flood-risk-points", "dilapidated-houses"};

class Running {
public:
    Running(const Content& first, const std::string& today)
        : first_(first), today_(today), year_(std::stoi(today.substr(0, 4))) {}

    json::object all() {
        json::object year;
        for (auto& [list, day] : kDated) {
            json::array kept;
            for (auto& value : list_of(first_.year, list))
                if (auto one = entry(list, value.as_object(), text_of(value.as_object(), day).substr(0, 10)))
                    kept.push_back(*one);
            year[list] = std::move(kept);
        }
        for (auto* list : kUndated) year[list] = json::array{};
        of_inspections(year);
        name_anew(year);
        return year;
    }

private:
    // The first months of the story are the second half of a year, the later ones the first half; what was still open
    // at its end becomes what is open today.
    std::optional<Shift> shift_for(std::string_view list, const std::string& day) const {
        bool looked = list == "outings" || list == "inspections";
        if (looked && day >= "2023-07-01") return until_today();
        int years = year_ - std::stoi(day.substr(0, 4));
        if (day < "2022-07-11" || day > first_.today) return {};
        Shift shift{[years](const std::string& one) {
                        return std::to_string(std::stoi(one.substr(0, 4)) + years) + one.substr(4);
                    },
                    years, false};
        // Of the last weeks there is something of their own to tell.
        if (shift.day(day) > add_days(today_, looked ? -16 : 0)) return {};
        return shift;
    }

    Shift until_today() const {
        auto days = days_between(first_.today, today_);
        return {[days](const std::string& one) { return add_days(one, days); }, year_ - 2023, true};
    }

    std::optional<json::value> entry(const std::string& list, const json::object& content, const std::string& day) {
        auto shift = shift_for(list, day);
        if (!shift) return {};
        auto key = text_of(content, "key");
        made_.insert(key);
        if (list == "inspections") looked_at_.emplace(key, *shift);
        return moved(content, *shift);
    }

    void of_inspections(json::object& year) {
        for (auto* list : {"hazards", "orders", "decisions"})
            for (auto& value : list_of(first_.year, list)) {
                auto& content = value.as_object();
                auto found = looked_at_.find(text_of(content, "inspection"));
                if (found == looked_at_.end()) continue;
                auto one = moved(value, found->second).as_object();
                // What is still to come has not happened.
                if (text_of(one, "issuedOn") > today_) continue;
                if (auto* steps = one.if_contains("steps")) {
                    json::array past;
                    for (auto& step : steps->as_array())
                        if (text_of(step.as_object(), "on") < today_) past.push_back(step);
                    *steps = std::move(past);
                }
                made_.insert(text_of(content, "key"));
                year[list].as_array().push_back(std::move(one));
            }
    }

    void name_anew(json::object& year) {
        auto anew = [&](json::value& value) {
            if (value.is_string() && made_.contains(std::string(value.as_string())))
                value = std::string(value.as_string()) + "@" + std::to_string(year_);
        };
        for (auto& list : year)
            for (auto& value : list.value().as_array()) {
                auto& one = value.as_object();
                for (auto name : {"campaign", "plan"})
                    if (auto* target = one.if_contains(name); target && std::string_view(name) == "campaign" &&
                                                              !made_.contains(std::string(target->as_string())))
                        one.erase(name);
                for (auto name : {"key", "inspection", "outing", "campaign"})
                    if (auto* target = one.if_contains(name)) anew(*target);
                if (auto* hazards = one.if_contains("hazards"))
                    for (auto& hazard : hazards->as_array()) anew(hazard);
                if (text_of(one, "audience") == "patrollers") one["participantIds"] = patrollers();
                for (auto name : {"title", "situation"})
                    if (auto* text = one.if_contains(name); text && text->is_string()) *text = without_season(*text);
            }
    }

    // All but those of two villages, who were not there.
    json::array patrollers() const {
        json::array keys;
        for (auto& value : list_of(first_.town, "villages"))
            if (auto key = text_of(value.as_object(), "key"); key != "daping" && key != "kengwei")
                keys.emplace_back("patrol-" + key);
        return keys;
    }

    // Words of July that fit no other month.
    static std::string without_season(const json::value& value) {
        std::string text(value.as_string());
        for (auto [from, to] :
             {std::pair<std::string_view, std::string_view>{"暑期人员", "人员"}, {"三月份查处过", "此前查处过"}})
            if (auto at = text.find(from); at != std::string::npos) text.replace(at, from.size(), to);
        return text;
    }

    const Content& first_;
    std::string today_;
    int year_;
    std::set<std::string> made_;              // keys
    std::map<std::string, Shift> looked_at_;  // inspections
};

}  // namespace

Content running_content(const Content& content, const std::string& today) {
    Content running{content.town, Running(content, today).all(), content.opened, today};
    add_patrols(running.year, content.town, today);
    add_drills(running.year, content.town, today);
    return running;
}

}  // namespace zhenan::demo
