# SPDX-License-Identifier: Apache-2.0
"""Each kind of fault, planted and seen to be found."""

import json
import unittest

import check_docs
from planted import PlantedTree

README = "# Mingcha\n\n```sh\ntools/check --quick  # all of it\n```\n"
RECORD = "# 1\n\n## Context\n\n## Options\n\n## Decision\n\n## Consequences\n"


class Docs(PlantedTree):
    def setUp(self):
        super().setUp()
        self.plant("CMakeLists.txt", "project(mingcha VERSION 0.1.0)\n")
        self.plant("CMakePresets.json", '{"name": "dev"}')
        self.plant("CHANGELOG.md", "# Changes\n\n## 0.1.0\n")
        self.plant("README.md", README)
        self.plant("README.zh-CN.md", README)
        self.plant("tools/check", "#!/bin/sh\n# --quick\n", executable=True)
        self.plant("src/base/CMakeLists.txt", "mingcha_module(base)\n")
        self.plant("ARCHITECTURE.md", "# Map\n\n`base/` is below all.\n")
        self.plant("doc/decisions/0001-law.md", RECORD)
        self.plant("doc/decisions/README.md", "- [0001](0001-law.md) The law is data.\n")

    def assert_one(self, path, words, line=None):
        self.assert_finds(check_docs.check(self.root), path, words, line)

    def test_a_tree_in_order_has_no_findings(self):
        self.plant("doc/a.md", "[up](../README.md#mingcha) `tools/check` `src/<module>/x.h`\n")
        self.assertEqual(check_docs.check(self.root), [])

    def plant_readmes(self, text):
        self.plant("README.md", text)
        self.plant("README.zh-CN.md", "Nothing to run.\n")

    def test_a_command_that_does_not_exist_is_found(self):
        for command, words in [("./missing-demo", "does not exist"),
                               ("tools/check --never", "does not know --never"),
                               ("cmake --preset prod", "no preset prod")]:
            with self.subTest(command):
                self.plant_readmes(f"```sh\n{command}\n```\n")
                found = list(check_docs.check_command(check_docs.Tree(self.root), "README.md", 2,
                                                      command))
                self.assert_finds(found, "README.md", words, line=2)

    def test_a_command_that_cannot_be_run_is_found(self):
        (self.root / "tools/check").chmod(0o644)
        found = [f for f in check_docs.check(self.root) if f.path == "README.md"]
        self.assert_finds(found, "README.md", "cannot be run", line=4)

    def test_readmes_with_different_commands_are_found(self):
        self.plant("README.zh-CN.md", README.replace(" --quick", ""))
        self.assert_one("README.zh-CN.md", "commands are not those")

    def test_a_missing_readme_is_found(self):
        (self.root / "README.zh-CN.md").unlink()
        self.assert_one("README.zh-CN.md", "missing")

    def test_a_dead_link_is_found(self):
        self.plant("doc/a.md", "x\n[there](gone.md)\n")
        self.assert_one("doc/a.md", "leads nowhere", line=2)

    def test_a_dead_anchor_is_found(self):
        self.plant("doc/a.md", "[there](../README.md#nothing)\n")
        self.assert_one("doc/a.md", "no heading #nothing")

    def test_a_named_path_that_is_not_there_is_found(self):
        self.plant("doc/a.md", "See `src/base/gone.h`.\n")
        self.assert_one("doc/a.md", "src/base/gone.h does not exist", line=1)

    def test_a_module_that_the_map_leaves_out_is_found(self):
        self.plant("src/law/CMakeLists.txt", "mingcha_module(law DEPENDS base)\n")
        self.assert_one("ARCHITECTURE.md", "`law/`")

    def test_a_decision_outside_the_index_is_found(self):
        self.plant("doc/decisions/0002-log.md", RECORD)
        self.assert_one("doc/decisions/README.md", "0002-log.md")

    def test_a_gap_between_decisions_is_found(self):
        self.plant("doc/decisions/0003-log.md", RECORD)
        self.plant("doc/decisions/README.md",
                   "- [1](0001-law.md) The law is data.\n- [3](0003-log.md) A log.\n")
        self.assert_one("doc/decisions/0003-log.md", "0002 is next")

    def test_a_decision_without_consequences_is_found(self):
        self.plant("doc/decisions/0001-law.md", RECORD.replace("## Consequences\n", ""))
        self.assert_one("doc/decisions/0001-law.md", "## Consequences")

    def test_a_route_without_summary_is_found(self):
        self.plant("test/golden/openapi.json",
                   json.dumps({"paths": {"/v1/a": {"get": {"summary": "One."}, "post": {}}}}))
        self.assert_one("test/golden/openapi.json", "POST /v1/a")

    def test_a_version_without_its_changes_is_found(self):
        self.plant("CMakeLists.txt", "project(mingcha VERSION 0.2.0)\n")
        self.assert_one("CHANGELOG.md", "0.2.0")

    def test_a_setting_without_explanation_is_found(self):
        self.plant("deploy/mingcha.toml", '[server]\nport = 1\n# threads = 2\n')
        self.plant("doc/operating/install.md", "`server.port` is the port.\n")
        self.assert_one("deploy/mingcha.toml", "`server.threads`", line=3)


if __name__ == "__main__":
    unittest.main()
