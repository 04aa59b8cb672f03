#include "modules/incoming_document/incoming_document_rules.h"

#include <gtest/gtest.h>

namespace zhenan::incoming_document {

TEST(IncomingDocument, Is_open_only_as_long_as_an_answer_was_asked_for_and_none_was_given) {
    EXPECT_EQ(status_of("2023-06-10", ""), "open");
    EXPECT_EQ(status_of("", ""), "noted");
    EXPECT_EQ(status_of("2023-06-10", "2023-06-09"), "answered");
    EXPECT_EQ(status_of("", "2023-06-09"), "answered");
}

}  // namespace zhenan::incoming_document
