// The plain ledgers, entry by entry on its day; what became known later (an answer, a filing, a
// signature) is entered later, as a change.
#include <algorithm>
#include <stdexcept>

#include "commands/demo/story.h"
#include "modules/record/record.h"

namespace zhenan::demo {

namespace {

/// Fields that are entered on the day that stands in `day`; until then `before` stands for the
/// first of them.
struct Later {
    std::string kind, day;
    std::vector<std::string> fields;
    std::string before;
};
const std::vector<Later> kLater = {
    {"letters", "signedOn", {"state", "signer"}, "owed"},
    {"violations", "referredOn", {"state", "referredTo", "referralNumber"}, "found"},
    {"violations", "answeredOn", {"state", "answer"}, "referred"},
    {"projects", "buildingRegisteredOn", {"stage"}, "design"},
    {"projects", "actionsFiledOn", {}, {}},
    {"plans", "filedOn", {"filedWith"}, {}},
    {"drills", "reportedOn", {}, {}},
    {"supplies", "checkedOn", {}, {}},
    {"campaigns", "endsOn", {"summary"}, {}},
};

/// In the order in which entries of one day can refer to each other, with the hour at which they
/// are entered.
const std::vector<std::pair<std::string, double>> kKinds = {{"campaigns", 8.3},
                                                            {"projects", 8.4},
                                                            {"plans", 8.5},
                                                            {"letters", 9},
                                                            {"meetings", 16},
                                                            {"trainings", 16.2},
                                                            {"drills", 16.4},
                                                            {"publicity", 16.6},
                                                            {"teams", 16.7},
                                                            {"supplies", 16.8},
                                                            {"violations", 17},
                                                            {"accidents", 17.2},
                                                            {"assessments", 17.3},
                                                            {"goals", 17.4},
                                                            {"special-equipment", 17.5},
                                                            {"fireworks-permits", 17.5},
                                                            {"leased-premises", 17.5},
                                                            {"flood-risk-points", 17.6},
                                                            {"dilapidated-houses", 17.6}};

json::object fields_of(const Story& story, const record::Kind& kind, const json::object& content) {
    json::object body;
    std::size_t used = 1;  // the key
    for (auto& field : kind.fields) {
        if (field.many && field.type == Field::ref) {
            auto* keys = content.if_contains(field.name);
            if (!keys) continue;
            ++used;
            json::array ids;
            for (auto& key : keys->as_array()) ids.emplace_back(story.id(field.to, key.as_string()));
            body[field.name] = std::move(ids);
            continue;
        }
        bool refers = field.type == Field::ref || field.type == Field::area;
        auto* given = content.if_contains(refers ? field.stem() : field.name);
        if (!given) continue;
        ++used;
        body[field.name] =
            refers ? json::value(story.id(field.type == Field::area ? "areas" : field.to, given->as_string())) : *given;
    }
    if (used != content.size())
        throw std::runtime_error(kind.name + ": the content has a field that the ledger doesn't declare");
    return body;
}

// Whoever keeps the ledger: the village committee that has an account its own, the safety office
// the rest.
std::string keeper_of(const record::Kind& kind, const json::object& content) {
    auto area = text_of(content, "area");
    auto may = [&](std::string_view role) {
        return std::find(kind.write.begin(), kind.write.end(), role) != kind.write.end();
    };
    if (kind.name == "accidents") return "mayor";
    if (kind.name == "violations") return "officer";
    // A village does not see the town's campaigns and plans, so it cannot name them.
    bool of_town = content.contains("campaign") || content.contains("plan");
    if (area == "xiali" && may("village") && !of_town) return "village";
    return "office";
}

std::string entered_on(const Content& content, const record::Kind& kind, const json::object& entry) {
    auto day = text_of(entry, kind.day);
    if (kind.name == "letters") {
        // Handed out in January, those of a project when it is registered.
        day = std::to_string(integer_of(entry, "year")) + "-01-09";
        for (auto& project : list_of(content.year, "projects"))
            if (text_of(project.as_object(), "key") == text_of(entry, "project"))
                day = text_of(project.as_object(), "registeredOn");
    }
    return std::max(day, add_days(content.opened, 3));
}

void plan_entry(Story& story, const Content& content, const record::Kind& kind, const json::object& entry,
                double hour) {
    auto key = text_of(entry, "key"), on = entered_on(content, kind, entry), who = keeper_of(kind, entry);
    std::vector<const Later*> later;
    for (auto& one : kLater)
        if (auto day = text_of(entry, one.day); one.kind == kind.name && day > on) {
            later.push_back(&one);
            if (day > content.today) continue;
            story.at(time_of(day, hour + 0.05), key, [&story, &kind, &entry, &one, key, who] {
                auto all = fields_of(story, kind, entry);
                json::object change{{one.day, all.at(one.day)}};
                for (auto& name : one.fields)
                    if (auto* value = all.if_contains(name)) change[name] = *value;
                // A state that a still later step brings is not there yet.
                for (auto& next : kLater)
                    if (&next > &one && next.kind == one.kind && text_of(all, next.day) > text_of(all, one.day) &&
                        !next.before.empty())
                        change[next.fields.front()] = next.before;
                if (kind.name == "letters")
                    return (void)story.post(who, "/api/v1/letters/" + story.id(kind.name, key) + "/paper-signature",
                                            {{"signedOn", change.at("signedOn")}, {"signer", change.at("signer")}});
                story.patch(who, "/api/v1/" + kind.name + "/" + story.id(kind.name, key), std::move(change));
            });
        }
    story.at(time_of(on, hour), key, [&story, &kind, &entry, key, who, later] {
        auto body = fields_of(story, kind, entry);
        for (auto one = later.rbegin(); one != later.rend(); ++one) {
            if (!find_field(kind.fields, (*one)->day)->required) body.erase((*one)->day);
            for (auto& name : (*one)->fields) body.erase(name);
            if (!(*one)->before.empty()) body[(*one)->fields.front()] = (*one)->before;
        }
        story.create(who, kind.name, key, std::move(body));
    });
}

}  // namespace

void plan_ledgers(Story& story, const Content& content) {
    for (auto& [name, hour] : kKinds) {
        auto& kind = record::kind(name);
        for (auto& entry : list_of(content.year, name)) plan_entry(story, content, kind, entry.as_object(), hour);
    }
}

}  // namespace zhenan::demo
