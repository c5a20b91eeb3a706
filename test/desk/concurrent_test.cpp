// SPDX-License-Identifier: Apache-2.0
// Several people at the same case at the same time, on every engine.
#include <latch>
#include <thread>

#include <gmock/gmock.h>

#include "store/database.h"
#include "store/event_store.h"
#include "test/conformance/engine.h"
#include "test/desk/office.h"

namespace mingcha::test {
namespace {

struct AtTheSameTime : ::testing::TestWithParam<store::Engine> {
  /// All begin together; what came of each.
  std::vector<Result<std::string>> together(
      const std::vector<std::function<Result<std::string>()>>& works) {
    std::vector<Result<std::string>> out(works.size());
    std::latch start{static_cast<std::ptrdiff_t>(works.size())};
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < works.size(); ++i) {
      threads.emplace_back([&, i] {
        start.arrive_and_wait();
        out[i] = works[i]();
      });
    }
    threads.clear();
    return out;
  }
  std::int64_t decisions() {
    std::int64_t count = 0;
    office.database->read([&](store::Session& session) {
      count = static_cast<std::int64_t>(
          store::scan(session, 0, 10'000, {.kind = "decision.made", .stream_prefix = ""}).size());
    });
    return count;
  }

  Office office{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Engines, AtTheSameTime,
                         ::testing::Values(store::Engine::sqlite, store::Engine::postgres),
                         store::engine_name);

TEST_P(AtTheSameTime, TwoApproversMakeOneDecision) {
  for (int round = 1; round <= 5; ++round) {
    const auto id = office.tell("venue_walk.story", "已审核");
    const auto command = office.decision(id);
    const auto version = office.state(id)->version;
    std::vector<std::function<Result<std::string>()>> works;
    for (const auto* name : {"曹正", "唐伟", "曹正", "唐伟"}) {
      auto envelope = office.fresh();
      envelope.expected = version;
      works.emplace_back([this, id, command, envelope, visitor = office.as(name)] {
        return office.cases.step(visitor, id, command, envelope);
      });
    }

    const auto outcomes = together(works);

    EXPECT_EQ(std::ranges::count_if(outcomes, [](const auto& one) { return one.has_value(); }), 1);
    for (const auto& one : outcomes) {
      if (one) continue;
      EXPECT_EQ(one.error().kind, Refusal::conflict);
    }
    EXPECT_EQ(decisions(), round);
    const auto number = office.state(id)->decision->number;
    EXPECT_NE(number.find("〔2026〕" + std::to_string(round) + "号"), std::string::npos) << number;
  }
}

TEST_P(AtTheSameTime, TheSameCommandSentTwiceIsDoneOnceAndAnsweredTheSame) {
  for (int round = 1; round <= 5; ++round) {
    const auto id = office.tell("venue_walk.story", "已审核");
    const auto command = office.decision(id);
    auto envelope = office.fresh();
    envelope.expected = office.state(id)->version;
    const auto visitor = office.as("曹正");
    const auto send = [&] { return office.cases.step(visitor, id, command, envelope); };

    const auto outcomes = together({send, send, send});

    for (const auto& one : outcomes) {
      ASSERT_TRUE(one.has_value()) << one.error().title.zh;
      EXPECT_EQ(*one, *outcomes.front());
    }
    EXPECT_EQ(decisions(), round);
  }
}

TEST_P(AtTheSameTime, ACaseIsOpenedOnceUnderOneKey) {
  const auto id = office.tell("venue_walk.story", "已立案");
  const auto known = office.state(id);
  acts::OpenCase command{known->opened->item, {}};
  command.first.performers = {"lina"};
  for (const auto& field :
       pack_in_use().procedures.at(known->opened->procedure).steps.front().form) {
    if (const auto* value = known->fact(field.field)) command.first.values[field.field] = *value;
  }
  const auto visitor = office.as("王磊");
  const auto envelope = office.fresh();
  const auto send = [&] { return office.cases.open(visitor, command, envelope); };

  const auto outcomes = together({send, send, send, send});

  for (const auto& one : outcomes) {
    ASSERT_TRUE(one.has_value()) << one.error().title.zh;
    EXPECT_EQ(*one, *outcomes.front());
  }
  EXPECT_EQ(office.count("case_row"), 2);
}

TEST_P(AtTheSameTime, NumbersOfManyCasesHaveNoGap) {
  std::vector<std::function<Result<std::string>()>> works;
  constexpr int kCases = 6;
  for (int i = 0; i < kCases; ++i) {
    const auto id = office.tell("venue_walk.story", "已审核");
    works.emplace_back([this, id, command = office.decision(id), envelope = office.fresh(),
                        visitor = office.as(i % 2 == 0 ? "曹正" : "唐伟")] {
      return office.cases.step(visitor, id, command, envelope);
    });
  }
  const auto outcomes = together(works);

  std::set<std::string> numbers;
  for (const auto& one : outcomes) {
    ASSERT_TRUE(one.has_value()) << one.error().title.zh;
    numbers.insert(one->substr(one->find("\"numbers\"")));
  }
  EXPECT_EQ(numbers.size(), static_cast<std::size_t>(kCases));
  for (int i = 1; i <= kCases; ++i) {
    EXPECT_TRUE(std::ranges::any_of(numbers, [&](const auto& text) {
      return text.find("〕" + std::to_string(i) + "号") != std::string::npos;
    })) << i;
  }
}

}  // namespace
}  // namespace mingcha::test
