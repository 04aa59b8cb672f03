// Inside the letter module: the words of a letter, and what belongs to one record.
#pragma once

#include "core/http/http.h"
#include "core/paper/paper.h"
#include "modules/letter/letter_store.h"

namespace zhenan::letter {

const std::vector<Option>& letter_types();
const std::vector<Option>& party_types();
std::string zh_of(const std::vector<Option>& options, std::string_view value);

/// What a template may name, filled in from a letter; `signing`: with who signed it.
json::object names_of(http::Call& call, const json::object& letter);

/// The words of a letter as they come out now: the office's template in force, else the shipped ones. Reads only.
Text compose(http::Call& call, const json::object& letter);
/// The same, kept with the letter, with an event.
void make_text(http::Call& call, const std::string& letter_id);

/// "系统自带文本 2026-1 版", or the template's name and version.
std::string template_title(http::Call& call, const Text& text);

std::string docx_of(http::Call& call, const json::object& letter, const Text& text);
/// Nothing where the letter was made with the office's own template, which only Word can print.
std::optional<std::string> pdf_of(http::Call& call, const json::object& letter, const Text& text);

/// Adds to one letter's answer its words, the verbs that the reader has now, and a new chief leader since.
void put_detail(http::Call& call, json::object& letter);
/// A new chief leader of the letter's party since it was signed.
std::optional<Renewal> renewal_of(http::Call& call, const json::object& letter);
/// Where the verification page is found from outside: "https://…/v/CODE", or only "/v/CODE".
std::string verify_address(http::Call& call, const std::string& code);

/// The shipped words of a purpose as paper, with marks where names stand.
paper::Paper shipped_paper(std::string_view purpose, std::string_view edition);
std::string shipped_edition();

}  // namespace zhenan::letter
