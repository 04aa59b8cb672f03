// What happened to a hazard, oldest first, and what may be done to it now.
#include "modules/hazard/hazard_store.h"
#include "modules/hazard/hazard_verbs.h"
#include "modules/hazard/recurrence.h"

namespace zhenan::hazard {

json::object with_timeline(http::Call& call, json::object record) {
    json::array timeline, notices;
    // It was found when the inspection was made, which may have been written down later.
    auto inspection =
        record::peek(call.db, record::kind("inspections"), text_of(record, "inspectionId")).value_or(json::object{});
    auto found_at = text_of(inspection, "happenedAt");
    timeline.push_back({{"at", found_at.empty() ? text_of(record, "createdAt") : found_at},
                        {"by", text_of(inspection, "inspectorNames")},
                        {"day", text_of(record, "foundOn")},
                        {"verb", "found"},
                        {"text", text_of(record, "description")},
                        {"photos", record.contains("photos") ? record.at("photos") : json::value(json::array{})}});
    for (auto& step : steps_of(call.db, text_of(record, "id"))) {
        json::object line{{"id", step.id},
                          {"at", to_rfc3339(step.happened_at)},
                          {"receivedAt", to_rfc3339(step.received_at)},
                          {"by", step.by_name},
                          {"verb", step.verb}};
        std::string text;
        for (auto name : {"description", "note", "reason", "answer"})
            if (auto part = text_of(step.content, name); !part.empty()) text = part;
        if (auto* term = step.content.if_contains("newTerm")) line["newTerm"] = *term;
        line["text"] = text;
        for (auto name :
             {"passed", "approved", "granted", "dueOn", "to", "on", "document", "level", "number", "noticeId", "photos",
              "onSpot", "result", "answerDueOn", "person", "plan", "lifted", "measures"})
            if (auto* value = step.content.if_contains(name)) line[name] = *value;
        if (step.verb == "notice")
            notices.push_back({{"id", text_of(step.content, "noticeId")},
                               {"number", text_of(step.content, "number")},
                               {"kind", text_of(step.content, "kind")}});
        timeline.push_back(std::move(line));
    }
    if (auto earlier = text_of(record, "recurrenceOf"); !earlier.empty())
        if (auto before = find(call.db, earlier)) {
            json::object shown{{"id", earlier}};
            for (auto name : {"description", "foundOn", "closedOn", "status", "fixedOnSpot", "noticeNumbers"})
                if (auto* value = before->if_contains(name)) shown[name] = *value;
            if (auto last = last_recheck(call.db, earlier)) shown["recheckNote"] = last->note;
            record["recurrence"] = std::move(shown);
        }
    auto town = limits(call.db, call.today());
    auto state = state_of(record);
    if (state.pending == "extension") record["leaderMustGrant"] = leader_must_grant(state, state.pending_due_on, town);
    record["timeline"] = timeline;
    record["notices"] = notices;
    record["verbs"] = verbs_for(call, record);
    return record;
}

}  // namespace zhenan::hazard
