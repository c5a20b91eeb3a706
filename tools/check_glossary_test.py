# SPDX-License-Identifier: Apache-2.0
"""Each kind of fault, planted and seen to be found."""

import unittest

import check_glossary
from planted import PlantedTree

HEAD = "# Glossary\n\n| English | 中文 | source | meaning |\n|---|---|---|---|\n"
ROWS = "| case | 案件 | 处罚法 54 | One matter. |\n| `officer` | 民警 | 处罚法 42 | Acts. |\n"


class Glossary(PlantedTree):
    def plant_glossary(self, rows=ROWS):
        self.plant("doc/glossary.md", HEAD + rows)

    def check(self):
        return check_glossary.check(self.root)

    def test_a_glossary_in_order_has_no_findings(self):
        self.plant_glossary()
        self.plant("src/people/permission.h", "enum class Role {\n  officer,  ///< 民警\n};\n")
        self.assertEqual(self.check(), [])

    def test_a_missing_glossary_is_found(self):
        self.assert_finds(self.check(), "doc/glossary.md", "no glossary")

    def test_a_leaf_type_without_its_word_is_found(self):
        self.plant_glossary()
        self.plant("src/ledger/leaf_type.cpp", '// "not.this"\n  return "decision.made";\n')
        self.assert_finds(self.check(), "src/ledger/leaf_type.cpp", "decision.made", line=2)

    def test_an_event_kind_without_its_word_is_found(self):
        self.plant_glossary()
        self.plant("src/casefile/codec.cpp", 'constexpr auto kOpened = "case.opened";\n')
        self.assert_finds(self.check(), "src/casefile/codec.cpp", "case.opened", line=1)

    def test_an_event_kind_of_the_desk_without_its_word_is_found(self):
        self.plant_glossary()
        self.plant("src/desk/people_desk.cpp",
                   'if (kind == "unit.set") value("party.name");\n')
        self.assert_finds(self.check(), "src/desk/people_desk.cpp", "unit.set", line=1)

    def test_a_role_without_its_word_is_found(self):
        self.plant_glossary()
        self.plant("src/people/permission.h",
                   "enum class Role {\n  officer,  ///< 民警\n  approver,\n};\n")
        self.assert_finds(self.check(), "src/people/permission.h", "approver", line=3)

    def test_a_step_kind_without_its_word_is_found(self):
        self.plant_glossary()
        self.plant("src/pack/definition.h", "enum class StepKind {\n  hearing,  ///< Heard.\n};\n")
        self.assert_finds(self.check(), "src/pack/definition.h", "step kind `hearing`", line=2)

    def test_a_word_given_twice_is_found(self):
        self.plant_glossary(ROWS + "| Case | 事件 | 处罚法 54 | Again. |\n")
        self.assert_finds(self.check(), "doc/glossary.md", "English “case”", line=7)
        self.plant_glossary(ROWS + "| matter | 案件 | 处罚法 54 | Again. |\n")
        self.assert_finds(self.check(), "doc/glossary.md", "Chinese “案件”", line=7)

    def test_an_empty_cell_is_found(self):
        self.plant_glossary(ROWS + "| notice | 告知 | | Tells. |\n")
        self.assert_finds(self.check(), "doc/glossary.md", "four cells", line=7)


if __name__ == "__main__":
    unittest.main()
