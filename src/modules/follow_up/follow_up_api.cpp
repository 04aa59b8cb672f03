#include "modules/follow_up/follow_up_verbs.h"

namespace zhenan::follow_up {

namespace {

const http::Routes routes([](http::Router& router) {
    for (auto verb : all_verbs()) {
        auto output = record::answer_schema(record::kind("follow-ups"));
        for (auto& field : output) field.required = field.name == "id";
        router.add({.method = "POST",
                    .path = "/api/v1/follow-ups/{id}/" + std::string(name_of(verb)),
                    .summary = "Follow-up: " + std::string(name_of(verb)),
                    .roles = roles_for(verb),
                    .mode = http::Mode::write,
                    .input = input_of(verb),
                    .output = std::move(output),
                    .handler = [verb](http::Call& call) { return http::Response::of(act(call, verb), 201); }});
    }
});

}  // namespace

}  // namespace zhenan::follow_up
