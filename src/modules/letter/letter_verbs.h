// Inside the letter module: what is done with a letter.
#pragma once

#include "core/http/http.h"

namespace zhenan::letter {

extern const FaultCode kVoided;

json::object sign_on_screen(http::Call& call);
/// The other party's signature, once the party has signed on screen.
json::object counter_sign(http::Call& call);
json::object sign_on_paper(http::Call& call);
json::object void_letter(http::Call& call);
json::object word_letter(http::Call& call);

/// A year's letters for a part of the tree, as long work. Made twice, only what is missing is made.
http::Response make_letters(http::Call& call);
/// The DOCX of every letter that the list shows, in one archive.
http::Response archive(http::Call& call);

/// May the actor's roles write this letter here?
bool may_write(http::Call& call, const json::object& letter);
/// The post in which the actor may sign it today; empty: none.
std::string own_post(http::Call& call, const json::object& letter);
/// The kept letter in a name of its own: "2023年度消防安全责任书（下黎村）", without what file systems refuse.
std::string file_name(const json::object& letter);

}  // namespace zhenan::letter
