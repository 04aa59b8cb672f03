// Words that the program brings along, by date. They fill a store once; papers of no store (tests, blank forms) use
// them as they are.
#include "core/embedded.h"
#include "modules/notice/notice_paper.h"

namespace zhenan::notice {

const json::array& shipped_words() {
    static const auto all = json::parse(embedded::find("modules/notice/content/words.json")).as_array();
    return all;
}

std::string shipped_word(const std::string& key, const std::string& day) {
    std::string earliest, from, chosen;
    for (auto& value : shipped_words()) {
        auto& word = value.as_object();
        if (text_of(word, "word") != key) continue;
        auto begins = text_of(word, "effectiveFrom"), ends = text_of(word, "effectiveTo");
        if (from.empty() || begins < from) from = begins, earliest = text_of(word, "text");
        if (begins <= day && (ends.empty() || day <= ends)) chosen = text_of(word, "text");
    }
    // A paper older than the oldest words gets these.
    return chosen.empty() ? earliest : chosen;
}

Words words_by(const std::function<std::string(const std::string&)>& word, Type type, Basis basis) {
    auto appeal = appeal_key(basis);
    return {appeal.empty() ? std::string() : word(appeal),
            word(number_key(type, basis)),
            word("cite_refused"),
            word(referral_key(basis)),
            word("cite_major"),
            word("cite_on_spot")};
}

Words PaperNotice::said() const {
    if (words) return *words;
    return words_by([&](auto& key) { return shipped_word(key, issued_on); }, type, authority.basis);
}

}  // namespace zhenan::notice
