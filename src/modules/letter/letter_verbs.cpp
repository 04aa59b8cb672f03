#include "modules/letter/letter_verbs.h"

#include <algorithm>

#include "core/event/event.h"
#include "core/id.h"
#include "core/search/search.h"
#include "modules/area/area.h"
#include "modules/letter/letter_document.h"
#include "modules/people/people.h"
#include "modules/record/record.h"

namespace zhenan::letter {

const FaultCode kVoided{Kind::conflict, "letter.void", "这份责任书已作废，不能再改", "This letter is void"};

namespace {

const FaultCode kNoPost{Kind::forbidden, "letter.no_post", "您的任职已经结束，不能再签；请由现任负责人签字",
                        "Your appointment has ended: you can no longer sign. Whoever holds the post now signs"};
const FaultCode kNotYours{Kind::forbidden, "letter.not_yours",
                          "您现在没有代表这个单位签字的任职；请由该单位的账号签，或登记纸质签字",
                          "You hold no post in which you could sign for this party; it signs with its own account, or "
                          "the paper one is entered"};
const FaultCode kNotInPost{Kind::rejected, "letter.signer_not_in_post", "签字人当天不在这个单位任职，请核对",
                           "The signer held no post there on that day"};
const FaultCode kSigned{Kind::conflict, "letter.signed", "这份责任书已经签了", "This letter is signed already"};
const FaultCode kNoText{Kind::rejected, "letter.no_text", "这份责任书还没有正文，请镇里先出具正文再签",
                        "The letter has no words yet; the town makes them first"};
const FaultCode kOtherText{Kind::conflict, "letter.text_changed", "正文在您打开之后改过，请重新看一遍再签",
                           "The words were changed since you opened them; read them again before you sign"};
const FaultCode kOneSignature{Kind::rejected, "letter.one_signature", "请在签名框里签名",
                              "Draw your signature in the box"};
const FaultCode kFuture{Kind::rejected, "letter.future", "签订日期不能在将来", "Signing cannot lie in the future"};
const FaultCode kNotParty{Kind::conflict, "letter.party_first", "责任单位在线签字以后，对方才签；现在还不能签",
                          "The other party signs once the party has signed on screen; not now"};
const FaultCode kNotOther{Kind::forbidden, "letter.not_other_party", "您现在没有代表对方（镇政府或村居）签字的任职",
                          "You hold no post in which you could sign for the other party"};
const FaultCode kBothSides{Kind::conflict, "letter.both_sides", "双方不能由同一个人签字",
                           "One person does not sign for both parties"};
const FaultCode kCounterSigned{Kind::conflict, "letter.counter_signed", "对方已经签了",
                               "The other party has signed already"};
const FaultCode kHasText{Kind::conflict, "letter.not_owed", "只有没签的责任书能出具正文",
                         "Words are made for letters that nobody has signed"};

const record::Kind& kind() {
    return record::kind("letters");
}

json::object mine(http::Call& call) {
    return record::get(call.db, call.actor, kind(), call.path[0], call.today());
}

json::object writable(http::Call& call) {
    auto letter = mine(call);
    if (!may_write(call, letter)) throw Fault(kForbidden);
    return letter;
}

void must_be_owed(const json::object& letter) {
    auto state = text_of(letter, "state");
    if (state == "void") throw Fault(kVoided);
    if (state != "signed") return;
    auto who = text_of(letter, "signer"), on = text_of(letter, "signedOn");
    throw Fault(kSigned,
                "这份责任书已由" + who + "于" + chinese_day(on.empty() ? text_of(letter, "dueOn") : on) + "签字",
                "This letter was signed by " + who + " on " + on);
}

std::vector<Held> posts_of(http::Call& call, const std::string& person, const std::string& day) {
    std::vector<Held> held;
    for (auto& post : people::posts_on(call.db, person, day))
        held.push_back({post.role, post.area_id, post.enterprise_id, post.post});
    return held;
}

std::optional<std::string> post_for(http::Call& call, const json::object& letter, const std::string& person,
                                    const std::string& day) {
    auto held = posts_of(call, person, day);
    auto* post = signing_post(held, text_of(letter, "partyType"), text_of(letter, "partyAreaId"),
                              text_of(letter, "enterpriseId"));
    return post ? std::optional(post->post) : std::nullopt;
}

/// The actor's post for the other party, today.
std::optional<std::string> counter_post_of(http::Call& call, const json::object& letter) {
    std::vector<std::string> villages, towns;
    // An enterprise signs with its village, unless the letter names the town.
    bool of_village = text_of(letter, "partyType") == "enterprise";
    auto other = text_of(letter, "counterparty");
    for (auto at = area::find(call.db, text_of(letter, "areaId")); at; at = area::find(call.db, at->parent_id)) {
        if (at->level == "village") villages.push_back(at->id);
        if (at->level == "town") {
            towns.push_back(at->id);
            if (other.starts_with(at->name)) of_village = false;
        }
        if (at->parent_id.empty()) break;
    }
    auto held = posts_of(call, call.actor.person_id, call.today());
    auto* post = counter_post(held, of_village, villages, towns);
    return post ? std::optional(post->post) : std::nullopt;
}

bool awaits_other(const json::object& letter) {
    return text_of(letter, "state") == "signed" && text_of(letter, "signMethod") == "screen" &&
           text_of(letter, "counterState") != "done";
}

json::object save(http::Call& call, const json::object& before, const json::object& changes, const char* verb) {
    auto id = text_of(before, "id");
    record::update_row(call.db, kind(), id, changes, call.now());
    json::object was;
    for (auto& change : changes)
        if (auto* value = before.if_contains(change.key()); value && *value != change.value())
            was[change.key()] = *value;
    auto after = *record::peek(call.db, kind(), id, call.today());
    index_text(call.db, kind().name, id, record::search_text(kind(), after));
    record_event(call.db, call.actor, call.now(), kind().name, id, verb, text_of(before, "areaId"), was, changes);
    return after;
}

// Two may ask at once: the second is told who was first.
void take(http::Call& call, const json::object& letter) {
    if (take_for_signing(call.db, text_of(letter, "id"))) return;
    must_be_owed(*record::peek(call.db, kind(), text_of(letter, "id"), call.today()));
    throw Fault(kSigned);
}

// The one that takes its place: the same party and kind, with the words of today.
std::string replace(http::Call& call, const json::object& old) {
    json::object fresh;
    for (auto name : {"title", "letterType", "year", "partyType", "partyAreaId", "enterpriseId", "projectId", "party",
                      "counterparty", "areaId"})
        if (auto* value = old.if_contains(name)) fresh[name] = *value;
    fresh["dueOn"] = maybe_text(call.input, "dueOn").value_or(std::max(text_of(old, "dueOn"), call.today()));
    fresh["state"] = "owed";
    fresh["replacesId"] = old.at("id");
    auto id = text_of(call.input, "replacementId");
    if (!id.empty()) fresh["id"] = id;
    id = record::add(call, kind(), std::move(fresh));
    make_text(call, id);
    return id;
}

}  // namespace

bool may_write(http::Call& call, const json::object& letter) {
    return record::reaches(call.db, call.actor, kind().write, text_of(letter, "areaId"), {},
                           text_of(letter, "enterpriseId"));
}

std::string own_post(http::Call& call, const json::object& letter) {
    return post_for(call, letter, call.actor.person_id, call.today()).value_or("");
}

json::object sign_on_screen(http::Call& call) {
    if (call.actor.grants.empty()) throw Fault(kNoPost);
    auto letter = mine(call);
    auto post = post_for(call, letter, call.actor.person_id, call.today());
    if (!post) throw Fault(kNotYours);
    must_be_owed(letter);
    auto text = text_of_letter(call.db, text_of(letter, "id"));
    if (!text) throw Fault(kNoText);
    if (text->sha256 != text_of(call.input, "textSha")) throw Fault(kOtherText);
    auto signature = texts_of(call.input, "signature");
    if (signature.size() != 1) throw Fault(kOneSignature, "signature");
    take(call, letter);
    record::claim_attachments(call, kind().name, text_of(letter, "id"), signature);
    return save(call, letter,
                {{"state", "signed"},
                 {"signedOn", call.today()},
                 {"signedAt", to_rfc3339(call.now())},
                 {"signer", call.actor.name},
                 {"signerPost", *post},
                 {"signerPersonId", call.actor.person_id},
                 {"signMethod", "screen"},
                 {"signature", call.input.at("signature")},
                 {"counterState", "awaiting"}},
                "signed");
}

json::object counter_sign(http::Call& call) {
    if (call.actor.grants.empty()) throw Fault(kNoPost);
    auto letter = mine(call);
    auto post = counter_post_of(call, letter);
    if (!post) throw Fault(kNotOther);
    if (text_of(letter, "state") == "void") throw Fault(kVoided);
    if (text_of(letter, "counterState") == "done") throw Fault(kCounterSigned);
    if (!awaits_other(letter)) throw Fault(kNotParty);
    if (text_of(letter, "signerPersonId") == call.actor.person_id) throw Fault(kBothSides);
    if (text_of(letter, "textSha") != text_of(call.input, "textSha")) throw Fault(kOtherText);
    auto signature = texts_of(call.input, "signature");
    if (signature.size() != 1) throw Fault(kOneSignature, "signature");
    if (!take_for_counter_signing(call.db, text_of(letter, "id"))) throw Fault(kCounterSigned);
    record::claim_attachments(call, kind().name, text_of(letter, "id"), signature);
    return save(call, letter,
                {{"counterState", "done"},
                 {"counterSigner", call.actor.name},
                 {"counterSignerPost", *post},
                 {"counterSignerPersonId", call.actor.person_id},
                 {"counterSignedOn", call.today()},
                 {"counterSignedAt", to_rfc3339(call.now())},
                 {"counterSignMethod", "screen"},
                 {"counterSignature", call.input.at("signature")}},
                "counter-signed");
}

json::object sign_on_paper(http::Call& call) {
    auto letter = writable(call);
    must_be_owed(letter);
    auto on = text_of(call.input, "signedOn");
    if (on > call.today()) throw Fault(kFuture, "signedOn");
    json::object changes{{"state", "signed"}, {"signedOn", on}, {"signMethod", "paper"}};
    if (auto person = text_of(call.input, "personId"); !person.empty()) {
        auto found = people::find(call.db, {person});
        auto post = post_for(call, letter, person, on);
        if (found.empty() || !post) throw Fault(kNotInPost, "personId");
        changes["signer"] = found.front().name;
        changes["signerPost"] = *post;
        changes["signerPersonId"] = person;
    } else {
        changes["signer"] = call.input.at("signer");
        if (auto* post = call.input.if_contains("signerPost")) changes["signerPost"] = *post;
    }
    if (auto other = text_of(call.input, "counterSigner"); !other.empty()) {
        // Both stand on the paper.
        changes["counterState"] = "done";
        changes["counterSigner"] = other;
        if (auto* post = call.input.if_contains("counterSignerPost")) changes["counterSignerPost"] = *post;
        changes["counterSignedOn"] = on;
        changes["counterSignMethod"] = "paper";
    }
    auto scans = texts_of(letter, "attachments");
    auto given = texts_of(call.input, "attachments");
    if (!given.empty()) {
        record::claim_attachments(call, kind().name, text_of(letter, "id"), given);
        scans.insert(scans.end(), given.begin(), given.end());
        changes["attachments"] = json::array(scans.begin(), scans.end());
    }
    take(call, letter);
    return save(call, letter, changes, "signed");
}

json::object void_letter(http::Call& call) {
    auto letter = writable(call);
    if (text_of(letter, "state") == "void" || !take_for_voiding(call.db, text_of(letter, "id"))) throw Fault(kVoided);
    json::object changes{{"state", "void"}, {"voidedOn", call.today()}, {"voidReason", call.input.at("reason")}};
    if (boolean_of(call.input, "replace")) changes["replacedById"] = replace(call, letter);
    return save(call, letter, changes, "voided");
}

json::object word_letter(http::Call& call) {
    auto letter = writable(call);
    if (text_of(letter, "state") != "owed") throw Fault(kHasText);
    make_text(call, text_of(letter, "id"));
    return *record::peek(call.db, kind(), text_of(letter, "id"), call.today());
}

void put_detail(http::Call& call, json::object& letter) {
    auto id = text_of(letter, "id"), state = text_of(letter, "state");
    auto text = text_of_letter(call.db, id);
    if (text) {
        letter["text"] = text->text;
        letter["hasPdf"] = text->template_id.empty();
    }
    json::array verbs;
    bool writes = may_write(call, letter);
    if (state == "owed" && text && !own_post(call, letter).empty()) verbs.push_back("signature");
    if (awaits_other(letter) && text_of(letter, "signerPersonId") != call.actor.person_id &&
        counter_post_of(call, letter))
        verbs.push_back("counter-signature");
    if (state == "owed" && writes) {
        verbs.push_back("paper");
        verbs.push_back("text");
    }
    if (state != "void" && writes) verbs.push_back("voiding");
    letter["verbs"] = std::move(verbs);
    if (state == "signed" && renewal_days().figure(call.db) > 0)
        if (auto since = renewal_of(call, letter)) {
            letter["renewal"] = {{"since", since->since},
                                 {"before", since->before},
                                 {"now", since->now},
                                 {"dueOn", add_days(since->since, static_cast<int>(renewal_days().figure(call.db)))}};
        }
    auto code = text_of(letter, "code");
    if (!code.empty()) letter["verifyAddress"] = verify_address(call, code);
}

std::string file_name(const json::object& letter) {
    auto name = text_of(letter, "title");
    if (auto party = text_of(letter, "party"); !party.empty() && name.find(party) == name.npos)
        name += "（" + party + "）";
    for (auto& c : name)
        if (std::string_view("/\\:*?\"<>|\n\r\t").find(c) != std::string_view::npos) c = '_';
    return name;
}

}  // namespace zhenan::letter
