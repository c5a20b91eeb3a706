// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "pack/definition.h"
#include "rules/situation.h"

namespace mingcha::rules {

/// A situation out of an example of the pack. Unless it says otherwise: a "record" step at
/// 2026-03-02T10:00:00+08:00, done then and there by the officers o1 (the actor) and o2, both with
/// a certificate from 2020-01-01 to 2030-12-31 and the legal qualification. Keys:
///   step, kind          the step's id and kind
///   now, happened_at    moments
///   officers            how many perform: o1, o2 …
///   auxiliary           ids that are 辅警, e.g. "o2"
///   certificate.o2      "2024-01-01/2026-03-01", "none" or "withdrawn"
///   unqualified         ids without legal qualification
///   qualification.o1    "2020-01-01/2024-12-31": from when until when it is valid
///   handlers            ids that handled the case so far
///   recused, absent     ids with a conflict of interest; ids on leave that day
///   behind              ids of those on whose behalf it is done
///   unit, unit.o2       the unit that handles the case; that of a performer
///   did.<step>          ids of those who did a step that counts
///   elsewhere           ids of rules by which another case has settled the same
///   done.<step>         moment at which a step that counts happened
///   told.<field>        value as the party was told
///   earlier.<id>.<field>  value of the time when the person did the same step before
///   evidence            number of files
///   <field>             any other key with a dot: a fact
/// Findings for keys and values that cannot be read.
[[nodiscard]] Result<Situation> situation_of(const pack::Example& example);

}  // namespace mingcha::rules
