// SPDX-License-Identifier: Apache-2.0
import { createApp } from "vue";
import "./ui";
import "./look";
import App from "./app.vue";
import { router } from "./router";
import { choose, language } from "./words/catalogue";

choose(language.value);
createApp(App).use(router).mount("#app");
